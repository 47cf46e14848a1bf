"""The figures of every group of families, printed as tables: how large, how often it happened, and how well it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from csps.cli.output import print_table
from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, Any]

CROSSED = " x "
EVERY = "all"
FIGURES = {
    "auc": ("AUC", "of two families of the group, one with the outcome and one without, how often the former scores higher; 0.5 is chance"),
    "missed": ("missed", "share of those with the outcome who are not on a list of the week's capacity"),
    "wrongly_listed": ("wrongly listed", "share of those without the outcome who are on it"),
    "observed_to_expected": ("observed / expected", "outcomes over what the scores add up to: above 1, the group's risk is told too low"),
}  # fmt: skip


def show_groups(figures: Mapping[str, Any], by: str | None) -> None:
    """Print a table for each way in which families are told apart.

    Args:
        figures: as the report's file holds them.
        by: one grouping; None for those that are not crossed, "all" for every one.

    Raises:
        UsageError: there is no such grouping.
    """
    groupings = list(dict.fromkeys(row["grouping"] for row in figures["groups"]))
    if by not in (None, EVERY, *groupings):
        raise UsageError(f"Families are not told apart by {by!r}.", next_step=f"Name one of: {', '.join(groupings)}.")
    chosen = [each for each in groupings if by in (EVERY, each) or (by is None and CROSSED not in each)]
    click.echo("Groups of families; what each figure means:")
    for name, meaning in FIGURES.values():
        click.echo(f"  {name}: {meaning}")
    for grouping in chosen:
        rows = [row for row in figures["groups"] if row["grouping"] == grouping]
        print_table(
            f"By {grouping}", ("group", "families", "outcomes", *(name for name, _ in FIGURES.values())), _rows(rows)
        )
    left = len(groupings) - len(chosen)
    if left:
        click.echo(f"{left} crossed groupings are not shown: add --by '{groupings[-1]}', or --by {EVERY}.\n")


def _rows(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    by_group: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_group.setdefault(row["group_name"], {})[row["metric"]] = row
    return [
        (
            name + ("" if _any(found)["judged"] else " (too small)"),
            f"{_any(found)['families']:,}",
            f"{_any(found)['outcomes']:,}",
            *(figure(found.get(metric)) for metric in FIGURES),
        )
        for name, found in by_group.items()
    ]


def _any(found: Mapping[str, Row]) -> Row:
    return next(iter(found.values()))


def figure(row: Row | None) -> str:
    """Write a figure with its interval.

    >>> figure({"estimate": 0.7541, "low": 0.6371, "high": 0.8573}), figure({"estimate": None}), figure(None)
    ('0.75 (0.64 to 0.86)', 'none', 'none')
    """
    if row is None or row["estimate"] is None:
        return "none"
    if row["low"] is None:
        return f"{row['estimate']:.2f}"
    return f"{row['estimate']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
