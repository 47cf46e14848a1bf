"""A lake in which everybody is known: families whose records are all of the right person.

It stands where feeds, linkage and families would have worked before, so that what comes after can be tested by itself.
A person's record has the person's own name in every register.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.features import family_week_table
from csps.store import Edition, Lake
from csps.store.shapes import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csps.contracts.model import Column

DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Member:
    """A person of a family.

    Args:
        person: the name that stands for every pseudonym of the person.
        role: in the family.
        age_months: on the day.
        started_on: since when the tie to the family is known.
    """

    person: str
    role: str
    age_months: int | None
    started_on: date | None = None


HOUSEHOLD = (
    Member("mother", "carer", 30 * 12),
    Member("uncle", "adult", 25 * 12),
    Member("teenager", "child", 16 * 12),
    Member("child", "child", 10 * 12),
    Member("baby", "child", 6),
)


class KnownTown:
    """Families and rows, written as one edition.

    Args:
        folder: where the lake is made.
        week: up to when rows may be known.
    """

    def __init__(self, folder: Path, week: date = DAY) -> None:
        tables = lake_tables() | {"features.family_week": family_week_table()}
        self.lake = Lake(folder / "lake", tables=tables)
        self.week = week
        self._families: dict[date, dict[str, tuple[Member, ...]]] = {}
        self._rows: dict[str, list[dict[str, object]]] = {}
        self._outside: set[str] = set()

    def family(self, *members: Member, name: str = "family", day: date = DAY, in_cohort: bool = True) -> KnownTown:
        """Form a family on a day; the household above where nobody is named."""
        self._families.setdefault(day, {})[name] = members or HOUSEHOLD
        if not in_cohort:
            self._outside.add(name)
        return self

    def add(self, table: str, *rows: dict[str, object]) -> KnownTown:
        """Add rows of a source. What a row does not say and must have is invented; "person" says whom it is about."""
        self._rows.setdefault(table, []).extend(rows)
        return self

    def edition(self) -> Edition:
        """Write everything."""
        edition = Edition(self.lake, self.week)
        for name, rows in self._rows.items():
            edition.write(name, self._arrow(name, rows))
        people = sorted({each.person for named in self._families.values() for who in named.values() for each in who})
        links = [(person, person, "feeds.ssd_person", "alone", None) for person in people]
        edition.write("linkage.record_link", frame_of("linkage.record_link", links))
        for day, families in self._families.items():
            self._form(edition, day, families)
        return edition

    def _form(self, edition: Edition, day: date, families: dict[str, tuple[Member, ...]]) -> None:
        members = [
            (day, name, each.person, each.role, each.age_months, each.started_on, "same address")
            for name, who in families.items()
            for each in who
        ]
        edition.write("families.membership", frame_of("families.membership", members), part=day.isoformat())
        rows = [self._family_row(day, name, who) for name, who in families.items()]
        edition.write("families.family", frame_of("families.family", rows), part=day.isoformat())

    def rows(self, name: str) -> list[dict[str, object]]:
        """Give the rows of a table as they are written, with what was invented."""
        return [self._full(name, dict(row), number) for number, row in enumerate(self._rows.get(name, ()))]

    def family_row(self, day: date, name: str) -> dict[str, object]:
        """Give a family's own row, by column."""
        columns = lake_tables()["families.family"].column_names
        return dict(zip(columns, self._family_row(day, name, self._families[day][name]), strict=True))

    def _family_row(self, day: date, name: str, who: tuple[Member, ...]) -> tuple[object, ...]:
        ages = [each.age_months for each in who if each.role == "child" and each.age_months is not None]
        expected = sum(each.role == "expected" for each in who)
        adults = sum(each.role in ("carer", "adult") for each in who)
        youngest, oldest = (min(ages), max(ages)) if ages else (None, None)
        cohort = name not in self._outside
        return (day, name, None, None, len(who), len(ages), adults, expected, youngest, oldest, cohort)

    def _arrow(self, name: str, rows: Iterable[dict[str, object]]) -> pa.Table:
        contract = lake_tables()[name]
        full = [self._full(name, dict(row), number) for number, row in enumerate(rows)]
        return pa.Table.from_pylist(
            [{column.name: row.get(column.name) for column in contract.columns} for row in full],
            schema=arrow_schema(contract),
        )

    def _full(self, name: str, row: dict[str, object], number: int) -> dict[str, object]:
        contract = lake_tables()[name]
        if "person" in row:
            row["person_id" if "person_id" in contract else "record_id"] = row.pop("person")
        unknown = [column for column in row if column not in contract]
        if unknown:
            raise ValueError(f"{name} has no column {', '.join(unknown)}")
        happened = row.get(contract.happened_on) if contract.happened_on else None
        row.setdefault("known_on", happened or self.week - timedelta(weeks=52))
        for column in contract.columns:
            if column.required and row.get(column.name) is None:
                row[column.name] = _invented(column, number, happened or row["known_on"])
        return row


def _invented(column: Column, number: int, day: object) -> object:
    values = {
        Type.TEXT: f"{column.name}-{number}",
        Type.DATE: day,
        Type.INTEGER: max(1, column.minimum or 0),
        Type.FLAG: False,
        Type.CODES: [],
        Type.REAL: 0.5,
    }
    if column.type is Type.CODE:
        return next(code.value for code in column.codes.codes if code.valid_on(day))
    return values[column.type]


def frame_of(name: str, rows: Iterable[tuple[object, ...]]) -> pa.Table:
    """Make a table of a stage from tuples in the order of its columns."""
    contract = lake_tables()[name]
    frame = pd.DataFrame(list(rows), columns=list(contract.column_names), dtype=object)
    return pa.Table.from_pandas(frame, schema=arrow_schema(contract), preserve_index=False)
