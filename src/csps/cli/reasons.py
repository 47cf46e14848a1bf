"""`csps worklist why`: from a family's scores to the rows behind them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from csps.cli.output import DATE, examples, json_option, print_json
from csps.cli.workspaces import opened, workspace_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from csps.features.explanation import RowBehind
    from csps.workspace.reasons import ReasonBehind

SHOWN = 6  # days of a table: the latest, and the first, from which some features count


@click.command(
    epilog=examples(
        "csps worklist why 741218e1 --workspace demo/workspace", "csps worklist why 741218e1 --as-of 2026-11-16 --json"
    )
)
@click.argument("family")
@click.option("--as-of", type=DATE, help="A Monday for which there is a list; the published week unless told.")
@workspace_option
@json_option
def why(family: str, as_of: datetime | None, folder: Path, *, as_json: bool) -> None:
    """Say why FAMILY has its scores: every reason with the days of the rows behind it, and how to see them in full.

    FAMILY is a pseudonym, or the digits of it that the weekly list prints. What is behind a sealed family is not shown.
    """
    from csps.worklist.words import day

    found = opened(folder).why_scored(family, as_of.date() if as_of else None)
    if as_json:
        print_json(found)
        return
    click.echo(f"Family {found[0].behind.family_id}, {day(found[0].behind.as_of)}")
    for model, reasons in groupby(found, key=lambda reason: reason.model):
        click.echo(f"\n{model.capitalize()}")
        for reason in reasons:
            for line in _lines(reason):
                click.echo(line)
    click.echo("\nA reason says what the score rests on, not what caused anything, and not what to do.")


def _lines(reason: ReasonBehind) -> Iterator[str]:
    """Yield a reason, what its feature asks, the days of its rows by table, and the command that shows them."""
    yield f"\n- {reason.sentence}"
    yield f"  {reason.behind.feature}: {reason.behind.question}"
    by_table: dict[str, list[RowBehind]] = {}
    for row in reason.behind.rows:
        by_table.setdefault(row.table, []).append(row)
    for table, rows in by_table.items():
        yield f"  {_rows(table, rows)}"
    if reason.behind.absent:
        yield f"  Nothing had been delivered by that date of {', '.join(reason.behind.absent)}, or it may not be used."
    elif not by_table:
        yield f"  No row is behind it. {reason.behind.empty_means}"
    yield f"  {reason.command}"


def _rows(table: str, rows: Sequence[RowBehind]) -> str:
    """Say how many rows of a table there are, and of which days; what has not ended is under way."""
    from csps.contracts.lake import lake_tables
    from csps.worklist.words import several

    ends = lake_tables()[table].ended_on is not None
    days = list(dict.fromkeys(_day(row, ends=ends) for row in rows if row.happened_on is not None))
    if len(days) > SHOWN:
        days = [*days[: SHOWN - 1], f"and {len(days) - SHOWN} between", days[-1]]
    return f"{several(len(rows), 'row')} of {table}{': ' if days else ''}{'; '.join(days)}"


def _day(row: RowBehind, *, ends: bool) -> str:
    from csps.worklist.words import day

    assert row.happened_on is not None, "only rows with a day are asked"
    if not ends:
        return day(row.happened_on)
    return f"{day(row.happened_on)} to {day(row.ended_on)}" if row.ended_on else f"{day(row.happened_on)}, not ended"
