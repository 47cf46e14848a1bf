"""What is counted: kinds of rows, and what is measured of them within a window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.domain.errors import ContractError
from csps.store.people import CHILD_MONTHS, YOUNG

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis

    from csps.features.source import Source

    Condition = Callable[[ibis.Table], ibis.Value]

WHOLE_PAST = 1_000_000
"""A window that holds everything that was ever known, in weeks."""


class Who(StrEnum):
    """Of which members of the family a row must be."""

    FAMILY = "anybody in the family"
    CHILDREN = "a child of the family"
    ADULTS = "an adult of the family"

    def holds(self, rows: ibis.Table) -> ibis.Value:
        """Give the condition on a row's person. A person whose age nobody knows is told by the role."""
        child = rows.age_months < CHILD_MONTHS
        if self is Who.CHILDREN:
            return child.fill_null(rows.member_role.isin(YOUNG))
        return (~child).fill_null(rows.member_role.notin(YOUNG))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Rows of a source that are of one kind.

    Args:
        name: unique in the catalogue; the features of the kind begin with it.
        source: where the rows come from.
        where: which rows; None for all of them.
        who: of which members.
        each: the columns that name what is counted once per family; None for the source's own `thing`.
        amount: a whole number that a row carries, such as pence or sessions; None for none.
        first: of the rows of one thing the earliest counts, and not the latest.
    """

    name: str
    source: Source
    where: Condition | None = None
    who: Who = Who.FAMILY
    each: tuple[str, ...] | None = None
    amount: Condition | None = None
    first: bool = False

    @property
    def counted(self) -> tuple[str, ...]:
        """The columns that name what is counted once; none where every row counts."""
        return self.source.thing if self.each is None else self.each


class Reading(StrEnum):
    """What is measured of the rows of a kind, and from which column of the long table."""

    COUNT = "n"  # how many things
    TOTAL = "total"  # sum of amounts
    MOST = "most"  # largest amount
    LEAST = "least"  # smallest amount
    LATEST = "last"  # days since the latest


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One whole number per family.

    Args:
        kind: of which rows.
        reading: what of them.
        weeks: within how many weeks before the day; WHOLE_PAST for all.
        after: leave out the last so many weeks: 13 and 26 are the quarter before this one.

    Raises:
        ContractError: the window is empty.
    """

    kind: Kind
    reading: Reading
    weeks: int
    after: int = 0

    def __post_init__(self) -> None:
        """Refuse a window in which nothing can happen."""
        if not 0 <= self.after < self.weeks:
            raise ContractError(
                f"A measure of {self.kind.name} looks from {self.after} to {self.weeks} weeks back; "
                "a window holds one week or more."
            )

    @property
    def name(self) -> str:
        """The column it is in until the features are made of it."""
        return f"{self.kind.name}.{self.reading.value}.{self.after}.{self.weeks}"
