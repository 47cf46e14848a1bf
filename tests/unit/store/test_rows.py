"""Rows of any form become batches in the declared types, and misfits are counted."""

from __future__ import annotations

from collections import Counter
from datetime import date

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.errors import ContractError
from csps.store.breaches import refuse
from csps.store.rows import as_type, check_shape, declared_batches, misfits, stream_of


def declared(kit, rows):
    """Give rows in declared types, or refuse them."""
    stream, breaches = stream_of(rows), Counter()
    check_shape(kit.TINY, stream.schema)
    table = pa.Table.from_batches(declared_batches(kit.TINY, stream, breaches), schema=kit.SCHEMA)
    refuse(kit.TINY, breaches)
    return table


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
def test_values_of_another_type_are_counted(kit, name, values, told):
    rows = kit.RICH.set_column(kit.SCHEMA.names.index(name), name, values)
    with pytest.raises(ContractError, match=told):
        declared(kit, rows)


def test_misfits_are_counted_over_all_batches(kit):
    rows = kit.RICH.set_column(6, "size", pa.array([1.5, 2.0, 2.5, None]))
    with pytest.raises(ContractError, match=r"size: not integer \(2 rows\)"):
        declared(kit, rows.to_reader(max_chunksize=1))


def test_columns_must_be_those_declared(kit):
    rows = kit.RICH.drop(["note"]).append_column("other", pa.nulls(4)).append_column("other", pa.nulls(4))
    with pytest.raises(ContractError, match=r"note: missing; other: not declared"):
        declared(kit, rows)
    with pytest.raises(ContractError, match=r"size: given 2 times"):
        declared(kit, kit.RICH.append_column("size", pa.nulls(4)))


@pytest.mark.parametrize(
    "form",
    [
        lambda t: t,
        lambda t: t.combine_chunks().to_batches()[0],
        lambda t: t.to_reader(),
        lambda t: t.to_pandas(),
        ibis.memtable,
    ],
    ids=["table", "batch", "reader", "pandas", "ibis"],
)
def test_every_form_of_rows_is_a_stream_of_them(kit, form):
    assert declared(kit, form(kit.RICH)).sort_by("part").to_pylist() == kit.RICH.sort_by("part").to_pylist()


def test_anything_that_speaks_arrows_stream_interface_is_rows(kit):
    class Speaker:
        def __arrow_c_stream__(self, requested_schema=None):
            return kit.RICH.__arrow_c_stream__(requested_schema)

    assert declared(kit, Speaker()).equals(kit.RICH)


def test_a_frame_of_mixed_values_is_refused(kit):
    frame = kit.RICH.to_pandas()
    frame["note"] = pd.Series(["a", 1, 2.0, b"x"], dtype=object)
    with pytest.raises(ContractError, match="several kinds"):
        stream_of(frame)


def test_rows_that_are_no_rows_are_a_mistake_of_the_programmer():
    with pytest.raises(TypeError):
        stream_of([1, 2])


def test_a_frames_index_is_not_taken_for_a_column(kit):
    frame = kit.RICH.to_pandas().set_index(pd.Index([5, 6, 7, 8], name="line"))
    assert stream_of(frame).schema.names == kit.SCHEMA.names


@given(st.lists(st.none() | st.integers(-5, 5) | st.sampled_from([0.5, 1e300, float("nan")]), max_size=40))
def test_misfits_are_the_values_that_are_not_whole(values):
    wrong = [value for value in values if value is not None and value not in range(-5, 6)]
    assert misfits(pa.array(values, pa.float64()), pa.int64()) == len(wrong)


@pytest.mark.parametrize(
    ("values", "kind", "fits"),
    [
        (pa.array([127], pa.int64()), pa.int8(), True),
        (pa.array([128], pa.int64()), pa.int8(), False),
        (pa.array([2**53], pa.int64()), pa.float64(), True),
        (pa.array([86_399_999_999], pa.timestamp("us")), pa.date32(), False),
        (pa.array([86_400_000_000, None], pa.timestamp("us")), pa.date32(), True),
        (pa.array(["a", None]).dictionary_encode(), pa.string(), True),
    ],
)
def test_a_value_is_converted_only_without_loss(values, kind, fits):
    if fits:
        assert as_type(values, kind).type == kind
    else:
        with pytest.raises(pa.ArrowInvalid):
            as_type(values, kind)


@pytest.mark.parametrize(("values", "wrong"), [([], 0), ([None], 0), ([None, None], 0), ([None, 1], 1)])
def test_a_missing_time_is_no_misfit(values, wrong):
    assert misfits(pa.array(values, pa.timestamp("s")), pa.date32()) == wrong


def test_a_day_before_1970_stays_its_day():
    assert as_type(pa.array([date(1890, 1, 1)], pa.date64()), pa.date32()).to_pylist() == [date(1890, 1, 1)]
