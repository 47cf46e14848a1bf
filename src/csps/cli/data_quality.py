"""What may be asked of the stage `feeds` once a week is published: what became of a delivery, and what the data is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from csps.feeds import Account


NOTED = {"trust": "trusted less", "note": "to look at"}
"""What followed where nothing was rejected, as it is told."""


@click.command(
    "explain",
    epilog=examples(
        "csps feeds explain police/police_incident_2026-11-15.csv --workspace demo/workspace",
        "csps feeds explain police_incident_2026-11-15.csv --json",
    ),
)
@click.argument("delivery")
@workspace_option
@json_option
def explain_command(delivery: str, folder: Path, *, as_json: bool) -> None:
    """Say what became of DELIVERY and of each row that was refused: by rule, with lines, and without a value."""
    found = opened(folder).explain_delivery(delivery)
    if as_json:
        print_json(found)
        return
    for each in found:
        _tell(each)


@click.command("quality", epilog=examples("csps feeds quality --workspace demo/workspace", "csps feeds quality --json"))
@workspace_option
@json_option
def quality_command(folder: Path, *, as_json: bool) -> None:
    """Say what the data of the published week is worth: each feed, what was found, and what to do about it."""
    from csps.pipeline.quality.acting import name_of, no_tasks, tasks

    quality = opened(folder).data_quality()
    if as_json:
        print_json(quality)
        return
    rows = [
        (
            name_of(feed),
            feed.last_known_on.isoformat() if feed.last_known_on else "never",
            "late" if feed.is_late else "",
            f"{feed.accepted:,}",
            "" if feed.usual_rows is None else f"{feed.usual_rows:,}",
            f"{feed.rejected:,}",
            f"{sum(one.count for one in feed.findings):,}",
            ""
            if quality.families is None or not quality.families
            else f"{(feed.families or 0) / quality.families:.0%}",
        )
        for feed in quality.feeds
    ]
    headings = ("feed", "last", "", "rows", "usual", "rejected", "findings", "families")
    print_table(f"Data quality, week of {quality.week.isoformat()}", headings, rows)
    found = tasks(quality)
    for task in found:
        click.echo(f"{task.feed}: {task.what} {task.how}")
    if not found:
        click.echo(no_tasks(quality))


@click.command("held", epilog=examples("csps feeds held --workspace demo/workspace", "csps feeds held --json"))
@workspace_option
@json_option
def held_command(folder: Path, *, as_json: bool) -> None:
    """List the deliveries that are held back: sealed in the vault until somebody lets them in or a rule is changed."""
    from csps.pipeline import held_deliveries

    found = held_deliveries(opened(folder).site)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo("No delivery is held.")
        return
    rows = [(one.delivery, one.feed, one.known_on.isoformat(), one.week.isoformat(), one.sentence) for one in found]
    print_table("Held deliveries", ("delivery", "feed", "of", "held since", "why"), rows)
    click.echo("Look into one with `csps feeds explain`; let it in with `csps feeds release`, or ask for a better one.")


@click.command(
    "release",
    epilog=examples("csps feeds release police_incident_2026-11-15.csv --reason 'the force confirmed the new codes'"),
)
@click.argument("delivery")
@click.option("--reason", required=True, help="Why, in a line; the journal keeps it. Name nobody.")
@workspace_option
@person_option
def release_command(delivery: str, reason: str, folder: Path, person: str | None) -> None:
    """Let the held DELIVERY in: the next weekly run takes it in, whatever rule of its feed held it."""
    from csps.pipeline import release_delivery

    workspace = opened(folder)
    by = signed_in(workspace, "data officer", person)
    found = release_delivery(workspace.site, delivery, reason=reason, by=by)
    click.echo(f"{found.delivery} is let in. The next `csps weekly` takes it in.")


def _tell(found: Account) -> None:
    """Tell a person."""
    click.echo(f"{found.delivery}: {found.state}, as {found.feed} ({found.table})")
    click.echo(f"  known on {found.known_on.isoformat()}, found by the run of {found.week.isoformat()}")
    if found.sentence:
        click.echo(f"  kept out: {found.sentence}")
    for one in found.broken:
        if one.effect == "file" and one.column != "*":
            click.echo(f"  {one.column}: {one.sentence}")
    if found.state == "held":
        click.echo("  It is sealed in the vault. Let it in: csps feeds release " + found.delivery)
    click.echo(f"  {found.read:,} rows read = {found.accepted:,} accepted + {found.rejected:,} rejected")
    for rows in found.refused:
        click.echo(f"  rejected {rows.count:,}: {rows.sentence} {_lines(rows.lines, rows.count)}".rstrip())
    for one in found.broken:
        if one.effect in NOTED:
            column = "" if one.column == "*" else f", {one.column}"
            told = f"  {NOTED[one.effect]} {one.count:,}{column}: {one.sentence} {_lines(one.lines, one.count)}"
            click.echo(told.rstrip())
    if not found.broken:
        click.echo("  No rule was broken.")


def _lines(lines: tuple[int, ...], count: int) -> str:
    """Name lines, three and more that follow one another by the first and the last."""
    if not lines:
        return ""
    runs = [[line, line] for line in lines[:1]]
    for line in lines[1:]:
        if line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    parts = [f"{first:,} to {last:,}" if last > first + 1 else _one_or_two(first, last) for first, last in runs]
    more = f" and {count - len(lines):,} more" if count > len(lines) else ""
    return f"{'Line' if count == 1 else 'Lines'} {', '.join(parts)}{more}."


def _one_or_two(first: int, last: int) -> str:
    return f"{first:,}" if first == last else f"{first:,}, {last:,}"
