"""What may be asked of the stage `feeds`: what is in a file, and how it would be declared."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csps.cli.output import examples, json_option, print_json, print_table

if TYPE_CHECKING:
    from csps.feeds.inspection.result import Inspection, Proposal

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "inspect", epilog=examples("csps feeds inspect SSDA903_2026_header.csv", "csps feeds inspect Annex_A.xlsx --json")
)
@click.argument("file", type=FILE)
@json_option
def inspect_command(file: Path, as_json: bool) -> None:  # noqa: FBT001 - Click passes it by name
    """Say what FILE is, what would be rejected and why, and where unknown columns might belong.

    Needs no workspace and takes nothing in. It prints counts and names of columns, never a value.
    """
    from csps.feeds import inspect_file

    found = inspect_file(file)
    if as_json:
        print_json(found)
    else:
        _tell(file, found)


@click.command(
    "propose",
    epilog=examples(
        "csps feeds propose looked_after SSDA903_2026_header.csv",
        "csps feeds propose school_roll roll.csv --table feeds.school_enrolment",
    ),
)
@click.argument("feed")
@click.argument("file", type=FILE)
@click.option("--table", help="The table that its rows belong to; without it the one that they fit best.")
def propose_command(feed: str, file: Path, table: str | None) -> None:
    """Write the draft declaration of a feed, called FEED, whose files are like FILE.

    Put it into programme.toml and fill in what is marked: until then the file is refused there, key by key.
    """
    from csps.feeds import propose_feed

    click.echo(propose_feed(file, feed, table), nl=False)


def _tell(file: Path, found: Inspection) -> None:
    """Tell a person."""
    year = f", {found.schema_year}" if found.schema_year else ""
    written = f", {found.encoding}" if found.encoding else ""
    click.echo(f"{file.name}: {found.format}{year}{written}")
    rows = [
        (
            name,
            f"{table.rows:,}",
            f"{table.rejected:,}",
            "; ".join(f"{rule}: {n:,}" for rule, n in table.findings.items()),
        )
        for name, table in found.tables.items()
    ]
    if rows:
        print_table("What it holds", ("table", "rows", "rejected", "findings"), rows)
    else:
        click.echo("No table of csps is recognised in it.")
    if found.unknown_columns:
        mapped = found.proposed_mapping
        lines = [
            (name, f"{one.table.removeprefix('feeds.')}.{one.column}", f"{one.confidence:.2f}", _rests_on(one))
            if (one := mapped.get(name)) is not None
            else (name, "", "", "")
            for name in found.unknown_columns
        ]
        print_table("Columns that are not known", ("column", "might be", "sure", "by"), lines)
    if found.likely_tables:
        fits = "; ".join(f"{name} {score:.2f}" for name, score in found.likely_tables.items())
        click.echo(f"Of the tables it fits best, from 0 to 1: {fits}. `csps tables TABLE` shows one.")
    click.echo("Nothing was taken in.")
    if found.tables or found.proposed_mapping:
        click.echo(f"Draft its declaration: `csps feeds propose FEED {shlex.quote(str(file))}`.")


def _rests_on(proposal: Proposal) -> str:
    """Say what a proposal rests on, and how many of its codes are said in words."""
    count = len(proposal.values)
    return f"{proposal.by}; {count:,} codes in words" if count else proposal.by
