"""Rows become one immutable file, or nothing."""

import dataclasses
import random

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csps.contracts.model import Identity, Type
from csps.domain.errors import ContractError
from csps.store import snapshot


def read(lake, written):
    return pq.read_table(lake.verified_file(written))


def test_every_type_comes_back_as_it_was_in_the_order_of_the_key(lake, kit):
    written = lake.write(kit.TINY, kit.RICH)
    back = read(lake, written)
    assert back.schema.equals(kit.SCHEMA)
    assert back.to_pylist() == kit.RICH.sort_by([("thing", "ascending"), ("part", "ascending")]).to_pylist()
    assert (written.rows, written.table) == (4, "feeds.tiny")
    assert written.bytes == written.file(lake.path).stat().st_size


def test_the_name_is_the_hash_of_the_bytes(lake, kit):
    import hashlib

    path = lake.verified_file(lake.write(kit.TINY, kit.RICH))
    assert path.name == hashlib.sha256(path.read_bytes()).hexdigest() + ".parquet"


@pytest.mark.parametrize(
    "form",
    [
        lambda t: t,
        lambda t: t.combine_chunks().to_batches()[0],
        lambda t: t.to_reader(max_chunksize=1),
        lambda t: t.take(list(reversed(range(t.num_rows)))),
        lambda t: t.select(list(reversed(t.column_names))),
        lambda t: t.set_column(0, "thing", t["thing"].dictionary_encode()),
        lambda t: t.set_column(1, "part", t["part"].cast(pa.int8())),
        lambda t: t.set_column(5, "happened_on", t["happened_on"].cast(pa.timestamp("us"))),
        lambda t: t.set_column(6, "size", t["size"].cast(pa.float64())),
        lambda t: t.set_column(6, "size", t["size"].cast(pa.decimal128(38, 0))),
        lambda t: t.to_pandas(),
        lambda t: t.to_pandas().sample(frac=1, random_state=1),
        ibis.memtable,
    ],
    ids=[
        "table", "batch", "reader", "other order", "other order of columns", "dictionary", "small integers",
        "midnights", "whole floats", "decimals", "pandas", "shuffled pandas", "ibis",
    ],
)  # fmt: skip
def test_the_same_rows_in_any_form_are_the_same_bytes(lake, kit, form):
    assert lake.write(kit.TINY, form(kit.RICH)) == lake.write(kit.TINY, kit.RICH)


def test_row_groups_do_not_depend_on_batches(lake, kit, monkeypatch):
    monkeypatch.setattr(snapshot, "ROWS_PER_GROUP", 100)
    numbers = list(range(1005))
    random.Random(1).shuffle(numbers)
    rows = kit.rows(*({"thing": f"t{i % 7}", "part": i, "note": f"{i}"} for i in numbers))
    one, other = lake.write(kit.TINY, rows), lake.write(kit.TINY, rows.to_reader(max_chunksize=13))
    assert one == other
    file = pq.ParquetFile(lake.verified_file(one))
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [100] * 10 + [5]
    assert file.metadata.row_group(0).column(0).statistics.min == "t0"
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_no_rows_are_a_snapshot_too(lake, kit):
    written = lake.write(kit.TINY, kit.rows())
    assert written.rows == 0
    assert read(lake, written).schema.equals(kit.SCHEMA)


def test_an_error_in_the_stream_comes_out_as_it_was(lake, kit):
    def batches():
        yield kit.RICH.combine_chunks().to_batches()[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        lake.write(kit.TINY, pa.RecordBatchReader.from_batches(kit.SCHEMA, batches()))
    assert kit.listing(lake.path) == {}


def test_identities_never_go_to_the_lake(lake, kit):
    name = kit.column("forename", Type.TEXT, identity=Identity.FORENAME)
    table = dataclasses.replace(kit.TINY, columns=(*kit.TINY.columns, name))
    with pytest.raises(ContractError, match=r"identifying columns \(forename\)"):
        lake.write(table, kit.RICH)
    assert kit.listing(lake.path) == {}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"size": 1001}, r"feeds\.tiny break their contract: size: above 1000 \(1 row\)"),  # found while writing
        ({"thing": "t", "part": 1}, r"thing, part: key given more than once \(1 row\)"),
    ],
)
def test_a_breach_leaves_nothing(published, kit, changes, told):
    before = kit.listing(published.path)
    with pytest.raises(ContractError, match=told):
        published.write(kit.TINY, kit.rows({}, {}, changes))
    assert kit.listing(published.path) == before


def test_values_that_do_not_fit_are_counted_in_every_batch_before_anything_is_written(published, kit):
    before = kit.listing(published.path)
    rows = kit.rows(*({"part": part} for part in range(600)))
    halves = rows.set_column(6, "size", pa.array([1.5, 2.0, 2.5] * 200))
    with pytest.raises(ContractError, match=r"size: not integer \(400 rows\)"):
        published.write(kit.TINY, halves.to_reader(max_chunksize=70))
    assert kit.listing(published.path) == before


def test_a_key_given_twice_is_found_across_row_groups(lake, kit, monkeypatch):
    monkeypatch.setattr(snapshot, "ROWS_PER_GROUP", 2)
    rows = kit.rows(*({"thing": "t", "part": part} for part in (4, 1, 2, 2, 2, 3)))
    with pytest.raises(ContractError, match=r"key given more than once \(2 rows\)"):
        lake.write(kit.TINY, rows)
