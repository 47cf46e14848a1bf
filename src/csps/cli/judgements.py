"""`csps linkage review` and its kin: people's word on who is who."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json, print_table
from csps.cli.workspaces import opened, person_option, signed_in, workspace_option

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csps.pipeline import Doubt, Judgement, SignedIn, Site

ROLE = "data officer"
VERDICTS = ("same", "different", "unsure")
MOST = 20
NO_NAME = "Why, in a line; the journal keeps it. Name nobody."


@click.command(
    epilog=examples(
        "csps linkage review", "csps linkage review --json", "csps linkage review --pair A B --say same --reason '...'"
    )
)
@click.option("--pair", nargs=2, metavar="RECORD RECORD", help="Judge this pair instead of being asked.")
@click.option("--say", "verdict", type=click.Choice(VERDICTS), help="What you say of the pair.")
@click.option("--reason", help=NO_NAME)
@click.option("--ask", is_flag=True, help="Show the queue pair by pair, with names, and ask.")
@click.option("--most", type=click.IntRange(min=1), default=MOST, show_default=True, help="How many pairs to show.")
@workspace_option
@person_option
@json_option
def review(
    folder: Path,
    person: str | None,
    pair: tuple[str, str] | None,
    most: int,
    *,
    ask: bool,
    as_json: bool,
    **said: str | None,
) -> None:
    """Show the pairs of records that somebody should look at, the most consequential first; or judge them.

    What is said here wins over every weight from the next weekly run on, and can be withdrawn.
    """
    from csps.pipeline import judge_link, review_queue

    workspace = opened(folder)
    by = signed_in(workspace, ROLE, person)
    verdict, reason = said["verdict"], said["reason"]
    if pair:
        if not verdict or not reason:
            raise click.UsageError("A pair is judged with --say and --reason.")
        _tell(judge_link(workspace.site, pair, verdict, reason, by=by), as_json=as_json)
        return
    queue = review_queue(workspace.site, by=by)[:most]
    if as_json:
        print_json([asdict(each) for each in queue])
    elif ask:
        _ask(workspace.site, queue, by, reason or "Links are reviewed.")
    else:
        _show(queue)


def _show(queue: list[Doubt]) -> None:
    """Print a pair in two lines: pseudonyms are long, and a pair is copied into the next command."""
    click.echo("What to look at first:\n")
    for number, each in enumerate(queue, start=1):
        cohort = ", one of them in the cohort" if each.in_cohort else ""
        click.echo(f"{number:>3}. {each.question}: {each.weight:.1f} bits, {each.people} people touched{cohort}")
        click.echo(f"     --pair {each.record_id} {each.other_record_id}")
    click.echo("\nWith --ask they are shown one by one, with names; each opening of the vault is journalled.")


def _ask(site: Site, queue: list[Doubt], by: SignedIn, reason: str) -> None:
    """Show each pair with its identities and take the verdict."""
    from csps.pipeline import identities_of, judge_link

    held = identities_of(
        site, [record for each in queue for record in (each.record_id, each.other_record_id)], by=by, reason=reason
    )
    for number, each in enumerate(queue, start=1):
        click.echo(f"\n{number} of {len(queue)}: {each.question}; {each.weight:.1f} bits; {each.people} people touched")
        pair = (each.record_id, each.other_record_id)
        if not all(held[record] for record in pair):
            click.echo("  Sealed, or no longer held: left to information governance.")
            continue
        for record in pair:
            for row in held[record][-1:]:
                click.echo(f"  {record}  " + ", ".join(row.values()))
        said = click.prompt(
            "same, different, unsure, or skip",
            type=click.Choice((*VERDICTS, "skip")),
            show_choices=False,
            default="skip",
        )
        if said != "skip":
            why = click.prompt("Why (name nobody)")
            _tell(judge_link(site, pair, said, why, by=by), as_json=False)


@click.command(epilog=examples("csps linkage judgements", "csps linkage judgements --json"))
@workspace_option
@person_option
@json_option
def judgements(folder: Path, person: str | None, *, as_json: bool) -> None:
    """List what people said of links, and what they took back."""
    from csps.pipeline import link_judgements

    workspace = opened(folder)
    made = link_judgements(workspace.site, by=signed_in(workspace, ROLE, person))
    if as_json:
        print_json([asdict(each) for each in made])
        return
    click.echo("What people said of links:\n")
    _list(made)


def _list(made: Iterable[Judgement]) -> None:
    """Print a judgement in three lines: which, of whom, why."""
    for each in made:
        state = f"withdrawn on {each.withdrawn.on.isoformat()}" if each.withdrawn else "stands"
        click.echo(f"{each.number:>3}. {each.verdict}: {each.word.on.isoformat()}, {each.word.role}, {state}")
        click.echo(f"     {each.record_id} {each.other_record_id}\n     {each.word.reason}")


@click.command(epilog=examples("csps linkage withdraw 7 --reason 'the birth certificates were compared'"))
@click.argument("number", type=int)
@click.option("--reason", required=True, help=NO_NAME)
@workspace_option
@person_option
def withdraw(number: int, reason: str, folder: Path, person: str | None) -> None:
    """Take judgement NUMBER back; the next weekly run links as if it had not been made."""
    from csps.pipeline import withdraw_link

    workspace = opened(folder)
    withdraw_link(workspace.site, number, reason, by=signed_in(workspace, ROLE, person))
    click.echo(f"Judgement {number} is withdrawn. The next weekly run puts right what rested on it.")


@click.command(epilog=examples("csps linkage unlink A B", "csps linkage unlink A B --reason 'twins'"))
@click.argument("record")
@click.argument("other")
@click.option("--reason", help=f"{NO_NAME} Without it nothing is changed: what it would touch is listed.")
@workspace_option
@person_option
@json_option
def unlink(record: str, other: str, reason: str | None, folder: Path, person: str | None, *, as_json: bool) -> None:
    """Say that RECORD and OTHER, linked to one person, are of two people, and list what the wrong link touched."""
    from csps.pipeline import unlink_records

    workspace = opened(folder)
    done = unlink_records(workspace.site, (record, other), reason, by=signed_in(workspace, ROLE, person))
    if as_json:
        print_json(asdict(done))
        return
    rows = [(each.as_of, each.table, each.family_id, str(each.rows)) for each in done.touched]
    print_table("What rests on this link", ("as of", "table", "family", "rows"), rows)
    if done.decided:
        click.echo("\nWhat people did about this person and these families; `csps journal list` says who and why:\n")
    for act in done.decided:
        click.echo(f"{act.event:>6}. {act.on.isoformat()}  {act.what}\n        {act.subject}")
    if done.judged:
        click.echo("\nWhat was said of this person's records before:\n")
        _list(done.judged)
    click.echo()
    if done.judgement is None:
        click.echo("Nothing was changed. With --reason the two are kept apart from the next weekly run on.")
    else:
        click.echo(
            f"Judgement {done.judgement.number}: different people. The next weekly run puts these right; "
            "a past date is put right when it is formed again."
        )


def _tell(made: Judgement, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(made))
    else:
        click.echo(f"Judgement {made.number}: {made.verdict}. It counts from the next weekly run on.")


LINKAGE: tuple[click.Command, ...] = (review, judgements, withdraw, unlink)
