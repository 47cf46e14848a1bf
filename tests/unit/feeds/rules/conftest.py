"""One rule at a time: rows as an agency writes them, and which of their columns break it; tables of the lake, and which lines."""

from datetime import date
from types import SimpleNamespace

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.contracts.model import Code, CodeList, Column, Identity, Purpose, Retention, Sensitivity, Table, Type
from csps.feeds.bench import Bench
from csps.feeds.rules.rule import Row, RowRule, Value
from csps.feeds.rules.values import typed
from csps.store.engines import ibis_schema
from csps.store.shapes import arrow_schema

COLOURS = CodeList(
    "colour",
    "invented",
    (
        Code("RED", "red"),
        Code("OLD", "no longer used", valid_to=date(2024, 7, 31)),
        Code("TWICE", "first use", valid_to=date(2020, 12, 31)),
        Code("TWICE", "second use", valid_from=date(2025, 1, 1)),
    ),
)


def _column(name, kind, **more):
    return Column(sensitivity=Sensitivity.PERSONAL, name=name, type=kind, meaning="Something.", **more)


TINY = Table(
    name="feeds.tiny",
    agency="test",
    meaning="A table for tests.",
    row="one row per thing",
    key=("thing",),
    columns=(
        _column("thing", Type.TEXT, required=True),
        _column("began", Type.DATE),
        _column("ended", Type.DATE),
        _column("born", Type.DATE, identity=Identity.BIRTH_DATE),
        _column("size", Type.INTEGER, unit="pence", minimum=-5, maximum=1000),
        _column("is_big", Type.FLAG),
        _column("colour", Type.CODE, codes=COLOURS),
        _column("colours", Type.CODES, codes=COLOURS),
        *(
            _column(identity.name.lower(), Type.TEXT, identity=identity)
            for identity in Identity
            if identity is not Identity.BIRTH_DATE
        ),
    ),
    retention=Retention(1, "the end", "a test"),
    purposes=frozenset({Purpose.OPERATIONS}),
    happened_on="began",
    ended_on="ended",
)
STYLE = SimpleNamespace(date_format="%d/%m/%Y", codes={"colour": {"ROUGE": "RED"}})
ISO = SimpleNamespace(date_format="%Y-%m-%d", codes={})
MONDAY = date(2026, 11, 16)


@pytest.fixture(scope="session")
def rules_bench():
    with Bench() as opened:
        yield opened


@pytest.fixture(scope="session")
def tiny():
    return SimpleNamespace(TABLE=TINY, STYLE=STYLE)


@pytest.fixture
def laid(rules_bench):
    """Lay rows as they were delivered on a bench; give their text and their values in their types."""

    def lay(table, style, rows, known_on):
        unknown = {name for row in rows for name in row} - {*table.column_names, "_known_on"}
        assert not unknown, f"{table.name} has no {unknown}"
        full = [
            dict.fromkeys(table.column_names) | {"_known_on": known_on} | row | {"_place": str(place)}
            for place, row in enumerate(rows)
        ]
        schema = pa.schema([(name, pa.string()) for name in full[0]])
        read = rules_bench.lay("read", pa.Table.from_pylist(full, schema=schema))
        read = read.cast({"_known_on": "date", "_place": "int64"})
        return read, typed(table, style, read)

    return lay


@pytest.fixture
def told(rules_bench):
    """Give of each row the columns for which the answer is yes."""

    def tell(read, answers):
        named = {f"{place}": broken.fill_null(False) for place, (_, broken) in enumerate(answers)}
        found = rules_bench.arrow(read.select("_place", **named).order_by("_place")).to_pylist()
        return [[column for place, (column, _) in enumerate(answers) if row[f"{place}"]] for row in found]

    return tell


@pytest.fixture
def value_breaks(laid, told):
    """Give of each of some rows of a tiny table the columns that break a rule about values."""

    def breaks(rule, rows, known_on="2026-01-05"):
        read, values = laid(TINY, STYLE, [{"thing": "t"} | row for row in rows], known_on)
        asked = [
            Value(TINY, column, read[column.name], values[column.name], values["began"], read["_known_on"])
            for column in TINY.columns
        ]
        answers = [(value.column.name, rule.broken(value)) for value in asked]
        return told(read, [(column, answer) for column, answer in answers if answer is not None])

    return breaks


@pytest.fixture
def row_breaks(laid, told):
    """Give of each of some rows of a delivered table the columns that break a rule about rows."""

    def breaks(rule: RowRule, table, rows, known_on="2026-11-15"):
        assert not rule.tables or table in rule.tables
        read, values = laid(delivered_tables()[table], ISO, rows, known_on)
        return told(read, list(rule.broken(Row(delivered_tables()[table], values, read["_known_on"]))))

    return breaks


@pytest.fixture
def lake_breaks(rules_bench):
    """Give the lines of a table's rows that break a rule of the lake, given rows of each table it reads.

    A row is written with the columns that matter; its line is its place among the rows of its table, from 1.
    """

    def breaks(rule, **tables):
        assert {f"feeds.{name}" for name in tables} <= set(rule.tables)
        laid = {}
        for name in rule.tables:
            contract = lake_tables()[name]
            rows = tables.get(name.removeprefix("feeds."), [])
            unknown = {key for row in rows for key in row} - set(contract.column_names)
            assert not unknown, f"{name} has no {unknown}"
            full = [
                dict.fromkeys(contract.column_names)
                | {"delivery": "d.csv", "line": line, "known_on": date(2026, 11, 8), "record_id": "r1"}
                | row
                for line, row in enumerate(rows, start=1)
            ]
            arrow = pa.Table.from_pylist(full, schema=arrow_schema(contract))
            laid[name] = rules_bench.lay(name.replace(".", "_"), arrow).cast(ibis_schema(contract))
        found = rule.broken(laid.__getitem__)
        assert {"delivery", "line"} <= set(found.columns)
        assert rule.ties.keys() == set(rule.tables)
        assert rule.column in {*lake_tables()[rule.tables[0]].column_names, "*"}
        assert all({*names} <= set(lake_tables()[table].column_names) for table, names in rule.ties.items())
        return sorted({row["line"] for row in rules_bench.arrow(found.select("delivery", "line")).to_pylist()})

    return breaks


@pytest.fixture(scope="session")
def monday():
    return MONDAY
