"""A hamlet: identities in a vault of tests and rows in a lake, given as dictionaries. Linkage is tried on it."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pyarrow as pa

from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.keys import DataKey, PseudonymKey, PseudonymKind, pseudonyms_of
from csps.linkage import run
from csps.linkage.judged import JUDGED_LINK, WITHDRAWN_LINK
from csps.linkage.thresholds import Thresholds
from csps.linkage.workbench import Workbench
from csps.store import Edition, Lake
from csps.store.shapes import arrow_schema
from csps.vault.identities import IDENTITIES
from csps.vault.passing import Passing
from csps.vault.vault import Statement
from csps.vault.workings import Workings

WEEK = date(2026, 11, 16)
KEY = PseudonymKey(bytes(32))


def filled(table, values):
    """Give a row with every column that its contract requires."""
    dull = {Type.TEXT: "x", Type.DATE: values["known_on"], Type.INTEGER: 1, Type.FLAG: False}
    required = [column for column in table.columns if column.required and column.name not in values]
    return {each.name: each.codes.values[0] if each.codes else dull[each.type] for each in required} | values


class TestVault:
    """What linkage asks of a vault."""

    __test__ = False

    def __init__(self, rows, judged, folder):
        self._rows, self._judged = rows, judged
        self.workings = Workings(folder, DataKey(bytes(32)))

    def said(self, kind=None):
        return [each for each in self._judged if kind in (None, each.kind)]

    @property
    def passing(self):
        return Passing(self.workings._folder.parent / "passing", DataKey(bytes(32)))

    def marks(self):
        """Every row is a generation of its own; its mark says what all rows up to it are."""
        marks = [hashlib.sha256(b"").hexdigest()]
        for row in self._rows:
            marks.append(hashlib.sha256(f"{marks[-1]} {sorted(row.items())}".encode()).hexdigest())
        return marks[::-1]

    def identities_since(self, mark):
        return pa.Table.from_pylist(self._rows[self.marks()[::-1].index(mark) :], IDENTITIES)

    def identities(self):
        return pa.Table.from_pylist(self._rows, IDENTITIES)

    def identities_of(self, records, tables=None):
        wanted = None if records is None else set(records.to_pylist())
        self.opened = wanted
        rows = [
            row
            for row in self._rows
            if (wanted is None or row["record_id"] in wanted) and (tables is None or row["table_name"] in tables)
        ]
        return pa.Table.from_pylist(rows, IDENTITIES)

    def pseudonyms(self, kind, feed, values):
        return pseudonyms_of(KEY, kind, feed, values)


class Hamlet:
    """Collects rows; `said` adds an identity, `row` a row of the lake; both give the record's pseudonym."""

    def __init__(self, folder: Path) -> None:
        self.week = WEEK
        self._folder, self._identities, self._rows, self._benches, self._judged = folder, [], {}, [], []
        folder.mkdir(exist_ok=True)

    def record_id(self, register, reference):
        return pseudonyms_of(KEY, PseudonymKind.RECORD, f"feeds.{register}", [reference])[0]

    def said(self, table, reference, known_on=date(2020, 1, 5), of=None, line=None, **identity):
        line = line or len(self._identities) + 2
        named = {
            "table_name": f"feeds.{table}",
            "record_id": self.record_id(of or table, reference),
            "row_key": reference,
            "delivery": f"{table}_{known_on}",
            "line": line,
            "known_on": known_on,
        }
        self._identities.append(named | identity)
        return named["record_id"]

    def row(self, table, known_on=date(2020, 1, 5), **values):
        rows = self._rows.setdefault(f"feeds.{table}", [])
        given = {"delivery": f"{table}_{known_on}", "line": len(rows) + 2, "known_on": known_on}
        rows.append(filled(lake_tables()[f"feeds.{table}"], given | values))

    def judge(self, one, other, verdict):
        """Say that two records are "same" or "different"."""
        content = json.dumps({"verdict": verdict}).encode()
        self._judged.append(Statement(len(self._judged) + 1, JUDGED_LINK, tuple(sorted((one, other))), content))

    def withdraw(self, number):
        """Take back what was said under a number."""
        content = json.dumps({"number": number}).encode()
        self._judged.append(Statement(len(self._judged) + 1, WITHDRAWN_LINK, (), content))

    def neighbours(self, count=300):
        """Add people who have nothing to do with anybody, so that the names of a test are as rare as they would be."""
        for number in range(count):
            name = "".join("bcdfghjklm"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:03d}")
            born = date(1940 + number % 80, 1 + number % 12, 2 + number % 27)
            self.said("youth_justice_offence", f"N{number}", forename=name, surname=f"z{name}", born_on=born)

    def vault(self, week=None):
        """Give a vault that holds everything said, or, like one of a past week, what was known by then."""
        rows = [row for row in self._identities if week is None or row["known_on"] <= week]
        return TestVault(rows, self._judged, self._folder / "workings")

    def edition(self, week=WEEK):
        edition = Edition(Lake(self._folder / "lake"), week)
        for name, rows in self._rows.items():
            edition.write(name, pa.Table.from_pylist(rows, arrow_schema(lake_tables()[name])), part="test")
        return edition

    def bench(self, *steps, week=WEEK):
        """Give a bench with everything laid out, after some steps."""
        bench = Workbench(threads=1)
        self._benches.append(bench)
        vault = self.vault()
        run.lay_out(run.Work(bench, self.edition(week), vault, Thresholds()))
        for step in steps:
            step(bench, vault) if step.__name__ in ("find_restrictions", "find_judged") else step(bench)
        return bench

    def linked(self, week=WEEK, *, publish=False, **choices):
        """Link, and give the tables by name as lists of rows; a published week is what the next one begins with."""
        edition = self.edition(week)
        told = run.link_edition(edition, self.vault(week), **choices)
        with edition.connect() as lake:
            names = (*run.WRITTEN, "person_change")
            tables = {name: lake.table(f"linkage.{name}").to_pyarrow().to_pylist() for name in names}
        if publish:
            edition.publish()
        return told, tables

    def persons(self, week=WEEK, **choices):
        """Link, and give the person of each record."""
        return {row["record_id"]: row["person_id"] for row in self.linked(week, **choices)[1]["record_link"]}

    def close(self):
        for bench in self._benches:
            bench.close()
