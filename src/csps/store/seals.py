"""What of a table is about sealed families, and the table without it: for whoever may not see such a family.

A pseudonym that is missing from one table and stands in another is as good as a list of who is sealed. Therefore everything
goes that is about a sealed family in whatever table: its own rows, those of its members, of their records, of the cases of
the programme that they alone are on, and of what stands for their whole household, such as a rent account. Places are closed
up: a gap in the numbers would be a sealed family's place.

A row of several people without a person of its own, such as arrears or a case, goes where everybody on it is hidden. Where
somebody else stands on it too it is theirs as well and stays: without it, their own row with its reference would be left over
and tell with whom they share it. Such a case has no family, if that is sealed.

A seal counts from the day of a row and from the newest published week, as `csps.store.restrictions` reads it; one that was
set since holds for older weeks as well. Which persons its records are is looked up in the newest week, too: a refuge's own
record may have been linked since. Ids of persons last; where one came of another since, by a merger or a split, the one it
came of is hidden in the older week, unless only some records of somebody known before were moved: those records are hidden,
and the person they were taken from is not.
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

LINKS, CHANGES = "linkage.record_link", "linkage.person_change"
MEMBERSHIP, ON_CASES = "families.membership", "feeds.programme_member"
SAYING_SO = frozenset({TOLD, STATED})
"""Tables that say who is under which restriction: whoever has the duty to set them reads all of it."""
MOVED = "moved"
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
        self._newest = None if then is now else Seals(now, now)
        self._sealed: dict[date, frozenset[str]] = {}
        self._hidden: dict[date, frozenset[str]] = {}
        self._hidden_records: frozenset[str] | None = None

    def without(self, name: str, rows: ibis.Table) -> ibis.Table:
        """Give rows of a table without those that are about sealed families, and with places closed up.

        Args:
            name: "stage.table".
            rows: of the connection to the week that is read.
        """
        if name in PLACED:
            return _closed_up(rows, self._families(rows), PLACED[name])
        if not {"case_ref", "family_id"} <= set(rows.columns):
            return self.untouched(name, rows)
        for keys in self._of_persons_and_cases(rows):
            rows = rows.anti_join(keys, keys.columns)
        return _without_their_name(rows, self._families(rows))

    def untouched(self, name: str, rows: ibis.Table) -> ibis.Table:
        """Give the rows in which nothing at all is about sealed families, as they are: without closing up or blanks.

        Args:
            name: "stage.table".
            rows: of the connection to the week that is read.
        """
        if name in SAYING_SO:
            return rows
        for keys in self._keys(name, rows):
            rows = rows.anti_join(keys, keys.columns)
        return rows

    def families_on(self, day: date) -> frozenset[str]:
        """Give the families of a day that are sealed, then or now; for a day without families those of the week."""
        if not self._formed(day):
            return self.families_on(self._week) if day != self._week and self._formed(self._week) else frozenset()
        members = self._then.table(MEMBERSHIP, part=day.isoformat())
        return _values(members.semi_join(_few("person_id", self.sealed_on(day)), "person_id").family_id)

    def persons_on(self, day: date) -> frozenset[str]:
        """Give who is sealed on a day or now, and who lives with them then, in the week or now."""
        if day not in self._hidden:
            found = set(self.sealed_on(day))
            for each in filter(self._formed, {day, self._week}):
                members = self._then.table(MEMBERSHIP, part=each.isoformat())
                found |= _values(members.semi_join(_few("family_id", self.families_on(each)), "family_id").person_id)
            if self._newest is not None:
                found |= self._with_earlier_names(self._newest.persons_on(_week(self._now)))
            self._hidden[day] = frozenset(found)
        return self._hidden[day]

    def sealed_on(self, day: date) -> frozenset[str]:
        """Give who is under a restriction that seals, on a day or now."""
        if day not in self._sealed:
            under = [records_under(self._now, each, SEALED) for each in {day, _week(self._now)}]
            records = {
                each for rows in under for each in _values(rows.filter(rows.kind.isin(sorted(SEALED))).record_id)
            }
            links = self._then.table_or_empty(LINKS)
            found = _values(links.semi_join(_few(RECORD_ID, records), RECORD_ID).person_id)
            if self._newest is not None:
                found |= self._with_earlier_names(self._newest.sealed_on(day))
            self._sealed[day] = found
        return self._sealed[day]

    def hidden_records(self) -> frozenset[str]:
        """Give the records of everybody who is not to be found in the week, those that were linked since among them."""
        if self._hidden_records is None:
            found = self._records_of(self.persons_on(self._week))
            self._hidden_records = found if self._newest is None else found | self._newest.hidden_records()
        return self._hidden_records

    def _keys(self, name: str, rows: ibis.Table) -> Iterator[ibis.Table]:
        """Yield the keys by which rows of a table are about somebody sealed, under the names of its columns."""
        if name.startswith("feeds."):
            yield from self._of_records(lake_tables()[name])
            return
        if {"as_of", "family_id"} <= set(rows.columns):
            yield self._families(rows)
        yield from self._of_persons_and_cases(rows)

    def _families(self, rows: ibis.Table) -> ibis.Table:
        """Give as_of and family_id of the sealed families of a dated table's days."""
        return _dated("family_id", {(day, family) for day in _days(rows) for family in self.families_on(day)})

    def _of_persons_and_cases(self, rows: ibis.Table) -> Iterator[ibis.Table]:
        """Yield the keys of a stage's table by person, record and case: of its days and, as of all tables, of the week."""
        dated = "as_of" in rows.columns
        for column in sorted(PERSONS.intersection(rows.columns)):
            yield _few("person_id", self.persons_on(self._week)).rename({column: "person_id"})
            if dated:
                yield _dated(column, {(day, person) for day in _days(rows) for person in self.persons_on(day)})
        for column in _of_record(rows.columns):
            yield _few(column, self.hidden_records())
        if dated and "case_ref" in rows.columns:
            yield _dated("case_ref", {(day, case) for day in _days(rows) for case in self._cases_on(day)})

    def _of_records(self, contract: Table) -> Iterator[ibis.Table]:
        """Yield the same for a table of agencies: by whose record it is, or by whose the household's reference is."""
        yield from (_few(column, self.hidden_records()) for column in _of_record(contract.column_names))
        for column, told in _households(contract).items():
            theirs = [
                self._then.table(table).select(RECORD_ID, **{column: of})
                for table, of in told
                if self._then.holds(table)
            ]
            if theirs:
                yield _few(column, self._only_hidden(column, ibis.union(*theirs)))

    def _only_hidden(self, column: str, holders: ibis.Table, records: frozenset[str] | None = None) -> frozenset[str]:
        """Give the references by which hidden records stand, and no other record.

        Args:
            column: of references.
            holders: record_id and the column.
            records: hidden ones; None for those of the week.
        """
        hidden = _few(RECORD_ID, self.hidden_records() if records is None else records)
        on_them = _values(holders.semi_join(hidden, RECORD_ID)[column])
        others = holders.semi_join(_few(column, on_them), column).anti_join(hidden, RECORD_ID)
        return on_them - _values(others[column])

    def _records_of(self, persons: Collection[str]) -> frozenset[str]:
        return _values(self._then.table_or_empty(LINKS).semi_join(_few("person_id", persons), "person_id").record_id)

    def _cases_on(self, day: date) -> frozenset[str]:
        """Give the programme's cases on which everybody is sealed on a day or now, or lives with somebody who is."""
        hidden = self.hidden_records() | self._records_of(self.persons_on(day))
        return self._only_hidden("case_ref", self._then.table_or_empty(ON_CASES), hidden)

    def _with_earlier_names(self, persons: frozenset[str]) -> frozenset[str]:
        """Give persons of the newest week, and those of whom they came since the week that is read."""
        changes = self._now.table_or_empty(CHANGES)
        changes = changes.filter(changes.changed_on > self._week, changes.change != MOVED)
        found = new = persons
        while new:
            new = _values(changes.semi_join(_few("became_id", new), "became_id").person_id) - found
            found |= new
        return found

    def _formed(self, day: date) -> bool:
        manifest = self._then.manifest
        return manifest is not None and day.isoformat() in manifest.parts.get(MEMBERSHIP, {})


def _households(contract: Table) -> dict[str, list[tuple[str, str]]]:
    """Give the columns of a table of no person by which it belongs to people, each with where they are told: table, column."""
    found: dict[str, list[tuple[str, str]]] = {}
    for column in contract.columns if contract.person is None else ():
        meant = column.references or f"{contract.name}.{column.name}"
        for other in lake_tables().values():
            if other.person == RECORD_ID:
                named = ((each.name, each.references or f"{other.name}.{each.name}") for each in other.columns)
                found.setdefault(column.name, []).extend((other.name, name) for name, of in named if of == meant)
    return found


def _closed_up(rows: ibis.Table, hidden: ibis.Table, among: tuple[str, ...]) -> ibis.Table:
    """Give rows without hidden ones, each as many places further up as hidden ones were before it."""
    columns = rows.columns
    marked = rows.left_join(hidden.mutate(sealed=1), hidden.columns).select(*columns, "sealed")
    before = marked.sealed.fill_null(0).sum().over(ibis.cumulative_window(group_by=among, order_by="place"))
    moved = marked.mutate(place=(marked.place - before).cast("int64"))
    return moved.filter(moved.sealed.isnull()).select(*columns)


def _without_their_name(rows: ibis.Table, hidden: ibis.Table) -> ibis.Table:
    """Give rows without the name of a hidden family in them."""
    columns = rows.columns
    marked = rows.left_join(hidden.mutate(sealed=1), hidden.columns).select(*columns, "sealed")
    return marked.mutate(family_id=ibis.ifelse(marked.sealed.isnull(), marked.family_id, ibis.null("string"))).select(
        *columns
    )


def _days(rows: ibis.Table) -> list[date]:
    return sorted(_values(rows.as_of))


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
