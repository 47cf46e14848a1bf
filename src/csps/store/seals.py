"""What of a table is about sealed families, and the table without it: for whoever may not see such a family.

A pseudonym that is missing from one table and stands in another is as good as a list of who is sealed. Therefore everything
goes that is about a sealed family in whatever table: its own rows, those of its members, of their records, of the cases of
the programme that they are on, and of what stands for a whole household, such as a rent account. Places are closed up: a
gap in the numbers would be a sealed family's place.

A seal counts from the day of a row and from the newest published week, as `csps.store.restrictions` reads it; one that was
set since holds for older weeks as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from csps.contracts.lake import RECORD_ID, lake_tables
from csps.store.held import a_few_rows
from csps.store.restrictions import SEALED, STATED, TOLD, records_under

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from csps.contracts.model import Table
    from csps.store.engines import Connection

LINKS, MEMBERSHIP, ON_CASES = "linkage.record_link", "families.membership", "feeds.programme_member"
SAYING_SO = frozenset({TOLD, STATED})
"""Tables that say who is under which restriction: whoever has the duty to set them reads all of it."""
PERSONS = frozenset({"person_id", "other_person_id", "became_id"})
PLACED = {"scoring.score": ("as_of", "model"), "worklist.entry": ("as_of",)}
"""Tables in which families have a place among all, and among which: numbers without a gap."""


class Seals:
    """Who is sealed in the tables of a published week.

    Args:
        now: the newest published week.
        then: the week that is read; the same connection where it is the newest.
    """

    def __init__(self, now: Connection, then: Connection) -> None:
        self._now = now
        self._then = then
        self._week = _week(then)
        self._sealed: dict[date, frozenset[str]] = {}
        self._hidden_records: ibis.Table | None = None

    def without(self, name: str, rows: ibis.Table) -> ibis.Table:
        """Give rows of a table without those that are about sealed families, and with places closed up.

        Args:
            name: "stage.table".
            rows: of the connection to the week that is read.
        """
        if name in SAYING_SO:
            return rows
        hidden = list(self._hidden(name, rows))
        if name in PLACED:
            return _closed_up(rows, hidden[0], PLACED[name])
        for keys in hidden:
            rows = rows.anti_join(keys, keys.columns)
        return rows

    def families_on(self, day: date) -> frozenset[str]:
        """Give the families of a day that are sealed, then or now; for a day without families those of the week."""
        if not self._formed(day):
            return self.families_on(self._week) if day != self._week and self._formed(self._week) else frozenset()
        members = self._then.table(MEMBERSHIP, part=day.isoformat())
        return _values(members.semi_join(_few("person_id", self._sealed_on(day)), "person_id").family_id)

    def persons_on(self, day: date) -> frozenset[str]:
        """Give who is sealed on a day or now, and who lives with them then or in the week."""
        found = set(self._sealed_on(day))
        for each in filter(self._formed, {day, self._week}):
            members = self._then.table(MEMBERSHIP, part=each.isoformat())
            found |= _values(members.semi_join(_few("family_id", self.families_on(each)), "family_id").person_id)
        return frozenset(found)

    def _hidden(self, name: str, rows: ibis.Table) -> Iterator[ibis.Table]:
        """Yield the keys by which rows of a table are about somebody sealed, under the names of its columns."""
        if name.startswith("feeds."):
            yield from self._of_records(lake_tables()[name])
        elif "as_of" in rows.columns:
            days = sorted(_values(rows.as_of)) if {"family_id", "case_ref"} & set(rows.columns) else ()
            if "family_id" in rows.columns:
                yield _dated("family_id", {(day, name) for day in days for name in self.families_on(day)})
            if "case_ref" in rows.columns:
                yield _dated("case_ref", {(day, name) for day in days for name in self._cases_on(day)})
        else:
            persons = _few("person_id", self.persons_on(self._week))
            yield from (persons.rename({column: "person_id"}) for column in rows.columns if column in PERSONS)
            yield from (self._records().rename({column: RECORD_ID}) for column in _of_record(rows.columns))

    def _of_records(self, contract: Table) -> Iterator[ibis.Table]:
        """Yield the same for a table of agencies: by whose record it is, or by whose the household's reference is."""
        yield from (self._records().rename({column: RECORD_ID}) for column in _of_record(contract.column_names))
        for column, holder, held in _households(contract):
            if self._then.holds(holder):
                rows = self._then.table(holder).semi_join(self._records(), RECORD_ID)
                yield rows.select(held).distinct().rename({column: held})

    def _records(self) -> ibis.Table:
        """Give the records of everybody who is not to be found in the week."""
        if self._hidden_records is None:
            links = self._then.table_or_empty(LINKS)
            theirs = links.semi_join(_few("person_id", self.persons_on(self._week)), "person_id")
            self._hidden_records = _few(RECORD_ID, _values(theirs.record_id))
        return self._hidden_records

    def _cases_on(self, day: date) -> frozenset[str]:
        """Give the programme's cases on which somebody is who is sealed on a day or now, or lives with them."""
        links = self._then.table_or_empty(LINKS).semi_join(_few("person_id", self.persons_on(day)), "person_id")
        return _values(self._then.table_or_empty(ON_CASES).semi_join(links, RECORD_ID).case_ref)

    def _sealed_on(self, day: date) -> frozenset[str]:
        """Give who is under a restriction that seals, on a day or now."""
        if day not in self._sealed:
            under = [records_under(self._now, each, SEALED) for each in {day, _week(self._now)}]
            records = {
                each for rows in under for each in _values(rows.filter(rows.kind.isin(sorted(SEALED))).record_id)
            }
            links = self._then.table_or_empty(LINKS)
            self._sealed[day] = _values(links.semi_join(_few(RECORD_ID, records), RECORD_ID).person_id)
        return self._sealed[day]

    def _formed(self, day: date) -> bool:
        manifest = self._then.manifest
        return manifest is not None and day.isoformat() in manifest.parts.get(MEMBERSHIP, {})


def _households(contract: Table) -> Iterator[tuple[str, str, str]]:
    """Yield the columns of a table of no person by which it belongs to people, and where they are told: table, column."""
    if contract.person is not None:
        return
    for column in contract.columns:
        meant = column.references or f"{contract.name}.{column.name}"
        for other in lake_tables().values():
            if other.person == RECORD_ID:
                named = ((each.name, each.references or f"{other.name}.{each.name}") for each in other.columns)
                yield from ((column.name, other.name, name) for name, of in named if of == meant)


def _closed_up(rows: ibis.Table, hidden: ibis.Table, among: tuple[str, ...]) -> ibis.Table:
    """Give rows without hidden ones, each as many places further up as hidden ones were before it."""
    columns = rows.columns
    marked = rows.left_join(hidden.mutate(sealed=1), hidden.columns).select(*columns, "sealed")
    before = marked.sealed.fill_null(0).sum().over(ibis.cumulative_window(group_by=among, order_by="place"))
    moved = marked.mutate(place=(marked.place - before).cast("int64"))
    return moved.filter(moved.sealed.isnull()).select(*columns)


def _of_record(columns: Collection[str]) -> list[str]:
    return [each for each in columns if each == RECORD_ID or each.endswith(f"_{RECORD_ID}")]


def _few(column: str, values: Collection[str]) -> ibis.Table:
    return a_few_rows({column: sorted(values)}, {column: "string"})


def _dated(column: str, pairs: Collection[tuple[date, str]]) -> ibis.Table:
    columns = dict(zip(("as_of", column), zip(*sorted(pairs), strict=True), strict=True)) if pairs else {}
    return a_few_rows(columns, {"as_of": "date", column: "string"})


def _values(column: ibis.Column) -> frozenset[Any]:
    return frozenset(column.as_table().distinct().to_pyarrow().column(0).drop_null().to_pylist())


def _week(lake: Connection) -> date:
    assert lake.manifest is not None, "a table is read from a published week"
    return lake.manifest.week
