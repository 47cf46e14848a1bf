"""A tiny table with a column of every type, a lake that knows it, and an operating system that fails on demand.

Tests reach these through the fixture `kit`, because test folders are not packages.
"""

from datetime import date
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest
from tests.factories import faulty_os

from csps.contracts.model import Code, CodeList, Column, Purpose, Retention, Sensitivity, Table, Type
from csps.store.lake import Lake
from csps.store.sorting import Resources

WEEK = date(2026, 11, 16)
EARLIER = date(2026, 11, 9)

COLOURS = CodeList(
    "colour",
    "invented",
    (
        Code("RED", "red"),
        Code("OLD", "no longer used", valid_to=date(2024, 7, 31)),
        Code("NEW", "used since", valid_from=date(2024, 8, 1)),
        Code("TWICE", "first use", valid_to=date(2020, 12, 31)),
        Code("TWICE", "second use", valid_from=date(2025, 1, 1)),
    ),
)


def column(name, kind, **more):
    return Column(sensitivity=Sensitivity.PERSONAL, name=name, type=kind, meaning="Something.", **more)


TINY = Table(
    name="feeds.tiny",
    agency="test",
    meaning="A table for tests.",
    row="one row per thing",
    key=("thing", "part"),
    columns=(
        column("thing", Type.TEXT, required=True),
        column("part", Type.INTEGER, unit="parts", required=True),
        column("note", Type.TEXT),
        column("colour", Type.CODE, codes=COLOURS),
        column("colours", Type.CODES, codes=COLOURS),
        column("happened_on", Type.DATE),
        column("size", Type.INTEGER, unit="pence", minimum=-5, maximum=1000),
        column("flag", Type.FLAG),
        column("share", Type.REAL),
    ),
    retention=Retention(1, "the end", "a test"),
    purposes=frozenset({Purpose.OPERATIONS}),
    happened_on="happened_on",
)

SCHEMA = pa.schema(
    [
        ("thing", pa.string()),
        ("part", pa.int64()),
        ("note", pa.string()),
        ("colour", pa.string()),
        ("colours", pa.list_(pa.string())),
        ("happened_on", pa.date32()),
        ("size", pa.int64()),
        ("flag", pa.bool_()),
        ("share", pa.float64()),
    ]
)


def tiny_rows(*rows):
    """Make rows of TINY; what is not given is null, and the key counts up."""
    full = [dict.fromkeys(SCHEMA.names) | {"thing": "t", "part": i} | row for i, row in enumerate(rows)]
    return pa.Table.from_pylist(full, schema=SCHEMA)


RICH = tiny_rows(
    {"thing": "zebra", "note": 'naïve, "quoted"\nSmith-Jøns 李', "colour": "RED", "colours": ["RED", "NEW"]},
    {"thing": "ant", "happened_on": date(2026, 2, 28), "size": 0, "flag": True, "share": 0.1},
    {"thing": "ant", "happened_on": date(1890, 1, 1), "size": -5, "flag": False, "share": -1e300, "colours": []},
    {"thing": "Élan", "note": "", "size": 1000, "colour": "OLD", "happened_on": date(2024, 7, 31)},
)


def make_lake(path):
    return Lake(path, tables={TINY.name: TINY}, resources=Resources(threads=1, memory="200MB"))


@pytest.fixture
def lake(tmp_path):
    return make_lake(tmp_path / "lake")


@pytest.fixture
def published(lake):
    """A lake with one row of an earlier week published."""
    lake.publish(lake.prepare(EARLIER, [lake.write(TINY, tiny_rows({}))], versions={"vault": 1}))
    return lake


@pytest.fixture
def rich(lake):
    """A lake with two weeks: one without rows, one with every awkward value."""
    lake.publish(lake.prepare(EARLIER, [lake.write(TINY, tiny_rows())]))
    lake.publish(lake.prepare(WEEK, [lake.write(TINY, RICH)]))
    return lake


def expressions(table):
    """Questions of the kind that features ask, by name."""
    return {
        "all rows": table.order_by("thing", "part"),
        "filtered": table.filter(table.size >= 0).order_by("thing", "part"),
        "counted": table.group_by("thing")
        .agg(rows=table.count(), spent=table.size.sum(), last=table.happened_on.max())
        .cast({"rows": "int64", "spent": "int64"})
        .order_by("thing"),
        "nulls": table.agg(
            gaps=table.note.isnull().sum().cast("int64"),
            yes=table.flag.ifelse(1, 0).sum().cast("int64"),
            mean=table.share.mean(),
        ),
        "codes": table.filter(table.colours.contains("NEW")).select("thing", "note", "colours"),
        "lengths": table.select("thing", "part", n=table.colours.length().cast("int64")).order_by("thing", "part"),
        "text": table.select("part", length=table.note.length().cast("int64"), up=table.thing.upper()).order_by("part"),
        "days": table.select(
            "part",
            year=table.happened_on.year().cast("int64"),
            recent=table.happened_on >= ibis.date(2024, 1, 1),
        ).order_by("part"),
    }


def answers(connection, week=None, only=None):
    table = connection.table("feeds.tiny", week)
    asked = {name: one for name, one in expressions(table).items() if only is None or name in only}
    return {name: (one.schema(), one.to_pyarrow().to_pylist()) for name, one in asked.items()}


def listing(folder):
    """Every file below a folder with its bytes, the lock left out."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"
    }


class FaultyOs(faulty_os.FaultyOs):
    CHANGING = frozenset({"open", "write", "fsync", "replace", "mkdir", "unlink", "rmdir"})


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        TINY=TINY,
        SCHEMA=SCHEMA,
        RICH=RICH,
        COLOURS=COLOURS,
        WEEK=WEEK,
        EARLIER=EARLIER,
        rows=tiny_rows,
        make_lake=make_lake,
        listing=listing,
        answers=answers,
        FaultyOs=FaultyOs,
        column=column,
    )
