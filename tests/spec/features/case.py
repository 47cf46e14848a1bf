"""How a feature is specified: rows in, a value out. An entry is one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.factories.known_town import DAY, HOUSEHOLD, KnownTown, Member

from csps.contracts.lake import lake_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    Given = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """A family, what was recorded about it, and what a feature says.

    Args:
        gives: the value.
        rows: table and row of each.
        people: of the family; a mother, an uncle, a teenager, a child and a baby where nobody is named.
    """

    gives: float | None
    rows: tuple[Given, ...]
    people: tuple[Member, ...] = HOUSEHOLD


def case(gives: float | None, *rows: Given, people: tuple[Member, ...] = HOUSEHOLD) -> Case:
    """Specify a feature: what it gives for these rows."""
    return Case(gives, rows, people)


def ago(weeks: int, days: int = 0) -> Any:
    """Give the day so many weeks and days before the as-of date."""
    return DAY - timedelta(weeks=weeks, days=days)


def rows_of(table: str, who: str = "child", **always: Any) -> Callable[..., Given]:
    """Make rows of a table: `row(weeks, days)` is one that happened so long ago, about `who` unless told otherwise.

    `over` says how many weeks ago it ended. Texts that begin with # are references of this family alone.
    """
    contract = lake_tables()[table]

    def row(weeks: int = 1, days: int = 0, *, who: str = who, over: int | None = None, **more: Any) -> Given:
        made = {**always, **more}
        if contract.person is not None:
            made["person"] = who
        if contract.happened_on is not None:
            made.setdefault(contract.happened_on, ago(weeks, days))
        if over is not None and contract.ended_on is not None:
            made[contract.ended_on] = ago(over)
        return table, made

    return row


def settle(town: KnownTown, name: str, case: Case) -> None:
    """Put a case into a town as a family of its own, named after the feature."""
    people = [Member(f"{name}/{each.person}", each.role, each.age_months, each.started_on) for each in case.people]
    town.family(*people, name=name)
    for number, (table, row) in enumerate(case.rows):
        town.add(table, _of_this_family(table, row, f"{name}/", number))


def _of_this_family(table: str, row: dict[str, Any], mine: str, number: int) -> dict[str, Any]:
    """Give a row whose person and references are this family's; a key that is not said is the row's own."""
    made = {
        column: mine + value.removeprefix("#") if column == "person" or str(value).startswith("#") else value
        for column, value in row.items()
    }
    contract = lake_tables()[table]
    for column in contract.key:
        if column.endswith(("_id", "_ref", "reg", "estab")) and column not in ("record_id", "person_id"):
            made.setdefault(column, f"{mine}{number}")
    if contract.person is None:
        made.setdefault("record_id", f"{mine}{number}")
    return made
