"""Where a feature's rows come from: a table, the columns it may read, and how a row finds its people.

A source is refused when it is declared, and so when the catalogue is built, if it would read what features may not see:
a protected attribute, a restriction, a column or a table without the purpose of scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.contracts.lake import lake_tables
from csps.contracts.model import Purpose, Sensitivity
from csps.domain.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csps.contracts.model import Table

MEMBERS = "families.membership"
FAMILIES = "families.family"
RESIDENCE = "linkage.residence"
HOUSES = frozenset({MEMBERS, FAMILIES})
"""Tables that are made for a day already; every other table is read as it was known on the day."""

REFUSED_AGENCIES = frozenset({"restrictions"})
REFUSED_STAGES = frozenset({"assurance", "outcomes", "scoring", "explain", "approval", "worklist"})


@dataclass(frozen=True, kw_only=True)
class Via:
    """A table that says whom a row is about, where the row itself does not.

    Args:
        table: for example "feeds.housing_tenancy_member".
        on: pairs of columns that must agree: the source's, then this table's.
        reads: columns of this table that the feature reads as well.
        current: only people whose row in this table has not ended.
    """

    table: str
    on: tuple[tuple[str, str], ...]
    reads: tuple[str, ...] = ()
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Sums:
    """One row made of many: an amount added up for each person, and for each day of the person where wanted.

    Args:
        of: the columns that are made, each with the codes that count towards it; no codes for every row.
        amount: the column that is added up; None to count rows.
        told_by: the column whose codes say what a row is.
        by_day: a row for each person and day; otherwise one for each person, over the whole window.
    """

    of: tuple[tuple[str, tuple[str, ...]], ...]
    amount: str | None = None
    told_by: str | None = None
    by_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """Rows of one table with the family and the person each is about.

    Args:
        table: for example "feeds.police_incident".
        reads: the columns its kinds look at, the days of the row left out.
        thing: the columns that name what a row is about, so that an incident with three members of a family is one.
        via: how a row that names no person finds its people.
        day: the column that dates a row; None for the day on which the contract says it happened.
        last_of_each: keep only the latest row of each thing, such as the latest balance of an account.
        sums: what is added up before kinds are told apart, such as one row per child.

    Raises:
        ContractError: it would read what features may not see.
    """

    table: str
    reads: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    via: Via | None = None
    day: str | None = None
    last_of_each: bool = False
    sums: Sums | None = None

    def __post_init__(self) -> None:
        """Refuse what features may not see, naming every fault at once."""
        faults = [fault for name, columns in self.columns() for fault in _faults(name, columns)]
        if faults:
            raise ContractError(
                f"A source of features is declared wrongly: {'; '.join(faults)}.",
                next_step="Mend the declaration in csps.features.topics.",
            )

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table it reads."""
        return (self.table,) if self.via is None else (self.table, self.via.table)

    @property
    def contract(self) -> Table:
        """The contract of its table, as the lake holds it."""
        return lake_tables()[self.table]

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns of its own table that are looked at, besides its person and the days of a row."""
        joined = () if self.via is None else tuple(ours for ours, _ in self.via.on)
        day = () if self.day is None else (self.day,)
        named = dict.fromkeys((*self.reads, *self.thing, *joined, *day))
        return tuple(name for name in named if name in self.contract)

    @property
    def days(self) -> tuple[str, ...]:
        """The columns that say when a row happened, and until when it lasted."""
        named = (self.contract.happened_on, self.contract.ended_on)
        return tuple(name for name in named if name is not None)

    @property
    def origin(self) -> tuple[str, ...]:
        """The columns that tell one row of its table from every other, and since when each was known."""
        named = dict.fromkeys((*self.contract.key, *self.days, "record_id"))
        return tuple(name for name in named if name in self.contract and name != "person_id")

    def columns(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each table with what is read of it."""
        of_via = () if self.via is None else (*self.via.reads, *(theirs for _, theirs in self.via.on))
        day = () if self.day is None or self.day in of_via else (self.day,)
        joined = () if self.via is None else tuple(ours for ours, _ in self.via.on)
        own = tuple(name for name in self.thing if name not in (*of_via, "person_id"))  # every row gets its person
        yield self.table, (*self.reads, *own, *day, *joined)
        if self.via is not None:
            yield self.via.table, of_via


_BY_CARE = (Sensitivity.ORDINARY, Sensitivity.PERSONAL, Sensitivity.CRIMINAL, Sensitivity.SPECIAL)


def sensitivity_of(sources: Iterable[Source]) -> Sensitivity:
    """Give the sensitivity of the most sensitive column that sources look at; what is about a family is personal."""
    found = [table[name].sensitivity for table, name in _looked_at(sources)]
    return max((Sensitivity.PERSONAL, *found), key=_BY_CARE.index)


def purposes_of(sources: Iterable[Source]) -> frozenset[Purpose]:
    """Give what every column that sources look at may be used for."""
    allowed = [table.purposes & table.purposes_of(name) for table, name in _looked_at(sources)]
    allowed += [source.contract.purposes for source in sources]
    return frozenset.intersection(*allowed)


def _looked_at(sources: Iterable[Source]) -> Iterator[tuple[Table, str]]:
    for source in sources:
        for name, columns in source.columns():
            for column in columns:
                yield lake_tables()[name], column


def _faults(name: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield why features may not read these columns of a table."""
    table = lake_tables().get(name)
    if table is None:
        yield f"there is no table {name}"
        return
    if table.agency in REFUSED_AGENCIES or table.stage in REFUSED_STAGES:
        yield f"features may not read {name}"
        return
    if Purpose.SCORING not in table.purposes:
        yield f"{name} is not there for scoring"
    for column in columns:
        if column not in table:
            yield f"{name} has no column {column}"
        elif table[column].sensitivity is Sensitivity.PROTECTED:
            yield f"{name}.{column} is a protected attribute"
        elif Purpose.SCORING not in table.purposes_of(column):
            yield f"{name}.{column} is not there for scoring"
