"""What may be asked of the stage `feeds` once a week is published: what became of a delivery, and what the data is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from csps.feeds import Account


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
    from csps.pipeline.quality.acting import name_of, tasks

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
    for task in tasks(quality):
        click.echo(f"{task.feed}: {task.what} {task.how}")


def _tell(found: Account) -> None:
    """Tell a person."""
    click.echo(f"{found.delivery}: {found.state}, as {found.feed} ({found.table})")
    click.echo(f"  known on {found.known_on.isoformat()}, found by the run of {found.week.isoformat()}")
    if found.sentence:
        click.echo(f"  kept out: {found.sentence}")
    click.echo(f"  {found.read:,} rows read = {found.accepted:,} accepted + {found.rejected:,} rejected")
    for rows in found.refused:
        click.echo(f"  rejected {rows.count:,}: {rows.sentence} Lines {_lines(rows.lines, rows.count)}.")
    noted = [one for one in found.broken if one.effect in ("trust", "note")]
    for one in noted:
        where = f"Lines {_lines(one.lines, one.count)}." if one.lines else ""
        click.echo(f"  {one.effect} {one.count:,}, {one.column}: {one.sentence} {where}".rstrip())
    if not found.broken:
        click.echo("  No rule was broken.")


def _lines(lines: tuple[int, ...], count: int) -> str:
    shown = ", ".join(map(str, lines))
    return f"{shown} and {count - len(lines):,} more" if count > len(lines) else shown
