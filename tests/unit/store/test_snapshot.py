"""Rows become one immutable file, or nothing."""

import dataclasses
import random
from datetime import date

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csps.contracts.model import Code, CodeList, Identity, Type
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


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"thing": None}, r"thing: required, but empty \(1 row\)"),
        ({"colour": "BLUE"}, r"colour: not in the code list colour \(1 row\)"),
        ({"colour": "OLD", "happened_on": "2024-08-01"}, r"colour: code of colour not valid on happened_on \(1 row\)"),
        ({"colour": "NEW", "happened_on": "2024-07-31"}, "colour: code of colour not valid on happened_on"),
        ({"colour": "TWICE", "happened_on": "2022-01-01"}, "colour: code of colour not valid on happened_on"),
        ({"colours": ["RED", "BLUE"]}, r"colours: not in the code list colour \(1 row\)"),
        ({"colours": ["RED", None]}, r"colours: an empty code in the array \(1 row\)"),
        ({"colours": ["OLD"], "happened_on": "2025-01-01"}, "colours: code of colour not valid on happened_on"),
        ({"size": -6}, r"size: below -5 \(1 row\)"),
        ({"size": 1001}, r"size: above 1000 \(1 row\)"),
        ({"share": float("nan")}, r"share: not a finite number \(1 row\)"),
        ({"share": float("inf")}, r"share: not a finite number \(1 row\)"),
        ({"thing": "t", "part": 1}, r"thing, part: key given more than once \(1 row\)"),
    ],
)
def test_a_breach_names_its_place_and_leaves_nothing(published, kit, changes, told):
    if "happened_on" in changes:
        changes = changes | {"happened_on": date.fromisoformat(changes["happened_on"])}
    before = kit.listing(published.path)
    with pytest.raises(ContractError, match=told) as refusal:
        published.write(kit.TINY, kit.rows({}, {}, changes))
    assert "feeds.tiny" in str(refusal.value)
    assert kit.listing(published.path) == before


@pytest.mark.parametrize("colour", ["RED", "OLD", "NEW", "TWICE"])
def test_a_code_without_a_day_is_not_judged_by_the_day(lake, kit, colour):
    assert lake.write(kit.TINY, kit.rows({"colour": colour})).rows == 1


@pytest.mark.parametrize(("year", "valid"), [(2020, True), (2021, False), (2024, False), (2025, True)])
def test_a_code_may_be_valid_in_two_stretches(lake, kit, year, valid):
    rows = kit.rows({"colour": "TWICE", "happened_on": date(year, 6, 1)})
    if valid:
        assert lake.write(kit.TINY, rows).rows == 1
    else:
        with pytest.raises(ContractError):
            lake.write(kit.TINY, rows)


def test_a_key_given_twice_is_found_across_row_groups(lake, kit, monkeypatch):
    monkeypatch.setattr(snapshot, "ROWS_PER_GROUP", 2)
    rows = kit.rows(*({"thing": "t", "part": part} for part in (4, 1, 2, 2, 2, 3)))
    with pytest.raises(ContractError, match=r"key given more than once \(2 rows\)"):
        lake.write(kit.TINY, rows)


def test_all_breaches_are_counted_at_once(lake, kit):
    rows = kit.rows({"size": 2000, "colour": "X"}, {"size": 2000}, {"thing": None})
    with pytest.raises(ContractError) as refusal:
        lake.write(kit.TINY, rows)
    for told in ("size: above 1000 (2 rows)", "colour: not in the code list", "thing: required"):
        assert told in str(refusal.value)


def test_a_breach_tells_no_value(lake, kit):
    with pytest.raises(ContractError) as refusal:
        lake.write(kit.TINY, kit.rows({"thing": None, "note": "Jane Canary", "colour": "Jane Canary"}))
    assert "Canary" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("size", pa.array([1.5, 2.0, 2.5, None]), r"size: not integer \(2 rows\)"),
        ("size", pa.array([2**64 - 1, 1, 1, 1], pa.uint64()), r"size: not integer \(1 row\)"),
        ("happened_on", pa.array([0, 1, None, 86_400], pa.timestamp("s")), r"happened_on: not date \(1 row\)"),
        ("size", pa.array(["1"] * 4), "size: declared integer, found string"),
        ("thing", pa.array([1, 2, 3, 4]), "thing: declared text, found int64"),
        ("colours", pa.array(['["RED"]'] * 4), "colours: declared codes, found string"),
        ("flag", pa.array([0, 1, 0, 1]), "flag: declared flag, found int64"),
        ("happened_on", pa.array([0] * 4, pa.timestamp("s", tz="UTC")), "happened_on: declared date, found timestamp"),
    ],
)  # fmt: skip
def test_values_of_another_type_are_counted(lake, kit, name, values, told):
    rows = kit.RICH.set_column(kit.SCHEMA.names.index(name), name, values)
    with pytest.raises(ContractError, match=told):
        lake.write(kit.TINY, rows)
    assert kit.listing(lake.path) == {}


def test_columns_must_be_those_declared(lake, kit):
    rows = kit.RICH.drop(["note"]).append_column("other", pa.nulls(4)).append_column("other", pa.nulls(4))
    with pytest.raises(ContractError, match=r"note: missing; other: not declared"):
        lake.write(kit.TINY, rows)
    with pytest.raises(ContractError, match=r"size: given 2 times"):
        lake.write(kit.TINY, kit.RICH.append_column("size", pa.nulls(4)))


def test_a_frame_of_mixed_values_is_refused(lake, kit):
    frame = kit.RICH.to_pandas()
    frame["note"] = pd.Series(["a", 1, 2.0, b"x"], dtype=object)
    with pytest.raises(ContractError, match="several kinds"):
        lake.write(kit.TINY, frame)


def test_rows_that_are_no_rows_are_a_mistake_of_the_programmer(lake, kit):
    with pytest.raises(TypeError):
        lake.write(kit.TINY, [1, 2])


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


def test_codes_that_are_always_valid_and_rows_without_a_day(lake, kit):
    always = CodeList("letter", "invented", (Code("A", "a"), Code("B", "b")))
    columns = tuple(c if c.codes is None else dataclasses.replace(c, codes=always) for c in kit.TINY.columns)
    rows = kit.rows({"colour": "A", "colours": ["B"], "happened_on": date(1900, 1, 1)}, {"colours": []})
    for table in (
        dataclasses.replace(kit.TINY, columns=columns),
        dataclasses.replace(kit.TINY, columns=columns, happened_on=None),
    ):
        assert lake.write(table, rows).rows == 2
    undated = dataclasses.replace(kit.TINY, happened_on=None)
    assert lake.write(undated, kit.rows({"colour": "OLD", "happened_on": date(2026, 1, 1)})).rows == 1
