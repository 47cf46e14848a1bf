"""For any rows: what goes into the lake comes out of it, or is refused; order and batches do not matter."""

import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.contracts.model import Code, CodeList, Column, Purpose, Retention, Sensitivity, Table, Type
from csps.domain.errors import ContractError
from csps.store import Coded, Lake, write_csv
from csps.store.sorting import Resources

LETTERS = CodeList("letter", "invented", (Code("A", "a", valid_to=date(2020, 12, 31)), Code("B", "b"), Code("C", "c")))
KINDS = {
    "name": (Type.TEXT, pa.string()),
    "letter": (Type.CODE, pa.string()),
    "letters": (Type.CODES, pa.list_(pa.string())),
    "day": (Type.DATE, pa.date32()),
    "pence": (Type.INTEGER, pa.int64()),
    "flag": (Type.FLAG, pa.bool_()),
    "share": (Type.REAL, pa.float64()),
}
TABLE = Table(
    name="feeds.any",
    agency="test",
    meaning="Anything.",
    row="one row per name",
    key=("name",),
    columns=tuple(
        Column(
            sensitivity=Sensitivity.PERSONAL, name=name, type=kind, meaning="Something.", required=name == "name",
            unit="pence" if kind is Type.INTEGER else "", codes=LETTERS if kind in (Type.CODE, Type.CODES) else None,
        )
        for name, (kind, _) in KINDS.items()
    ),
    retention=Retention(1, "the end", "a test"),
    purposes=frozenset({Purpose.OPERATIONS}),
    happened_on="day",
)  # fmt: skip
SCHEMA = pa.schema([(name, arrow) for name, (_, arrow) in KINDS.items()])

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
ROW = st.fixed_dictionaries(
    {
        "name": st.none() | TEXT,
        "letter": st.none() | st.sampled_from("ABCD"),
        "letters": st.none() | st.lists(st.sampled_from("BC"), max_size=3),
        "day": st.none() | st.dates(),
        "pence": st.none() | st.integers(-(2**63), 2**63 - 1),
        "flag": st.none() | st.booleans(),
        "share": st.none() | st.floats(),
    }
)


def keeps_its_contract(rows):
    """Say the same as the store, the slow and obvious way."""
    names = [row["name"] for row in rows]
    return (
        None not in names
        and len(set(names)) == len(names)
        and all(row["share"] is None or np.isfinite(row["share"]) for row in rows)
        and all(row["letter"] in (None, "A", "B", "C") for row in rows)
        and not any(row["letter"] == "A" and row["day"] and row["day"] > date(2020, 12, 31) for row in rows)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=12), st.randoms(use_true_random=False), st.integers(1, 5))
def test_rows_come_out_as_they_went_in_or_are_refused(rows, random, batch):
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder) / "lake", resources=Resources(threads=1, memory="100MB"))
        try:
            written = lake.write(TABLE, pa.Table.from_pylist(rows, SCHEMA))
        except ContractError:
            assert not keeps_its_contract(rows)
            assert [path for path in lake.path.rglob("*") if path.is_file() and path.name != ".lock"] == []
            return
        assert keeps_its_contract(rows)
        back = pq.read_table(lake.verified_file(written)).to_pylist()
        assert back == sorted(rows, key=lambda row: row["name"].encode())
        shuffled = random.sample(rows, len(rows))
        assert lake.write(TABLE, pa.Table.from_pylist(shuffled, SCHEMA).to_reader(max_chunksize=batch)) == written


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.none() | TEXT, st.integers(-1, 2), st.none() | st.dates()), max_size=20),
    st.lists(TEXT, min_size=3, max_size=3),
    st.sampled_from(",;|\t"),
)
def test_a_delimited_file_reads_back(rows, vocabulary, delimiter):
    import csv
    import io

    texts, places, days = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {
        "text": np.array(texts, object),
        "coded": Coded(np.array(places, np.int64), vocabulary),
        "day": np.array(days, "datetime64[D]"),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        assert write_csv(path, columns, delimiter=delimiter).rows == len(rows)
        back = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), delimiter=delimiter))
    want = [
        [text or "", "" if place < 0 else vocabulary[place], "" if day is None else day.isoformat()]
        for text, place, day in rows
    ]
    assert back == [["text", "coded", "day"], *want]
