"""The bench: tables in memory and nowhere else."""

from datetime import date

import ibis
import pyarrow as pa
import pytest

from csps.feeds.bench import Bench


@pytest.fixture
def bench():
    with Bench() as opened:
        yield opened


def test_arrow_rows_are_laid_and_given_back(bench):
    laid = bench.lay("a", pa.table({"x": [1, 2], "y": ["a", None]}))
    assert bench.rows(laid.order_by("x")) == [(1, "a"), (2, None)]
    assert bench.arrow(laid.filter(laid.x > 1)).to_pylist() == [{"x": 2, "y": None}]


def test_columns_of_values_are_laid_in_their_types(bench):
    kinds = {"x": "int64", "y": "string", "z": "date"}
    laid = bench.lay_columns("a", {"x": [1], "y": ["b"], "z": ["2026-01-05"]}, kinds)
    assert bench.rows(laid) == [(1, "b", date(2026, 1, 5))]


def test_no_values_are_laid_too(bench):
    laid = bench.lay_columns("a", {"x": [], "y": []}, {"x": "int64", "y": "string"})
    assert bench.rows(laid) == []


def test_rows_are_kept_and_joined_by_others(bench):
    laid = bench.lay("a", pa.table({"x": [1]}))
    assert not bench.has("kept")
    bench.add("kept", laid)
    bench.add("kept", bench.lay("b", pa.table({"x": [2]})))
    assert bench.has("kept")
    assert bench.rows(bench.table("kept").order_by("x")) == [(1,), (2,)]


def test_what_is_laid_under_a_name_replaces_what_lay_there(bench):
    bench.lay("a", pa.table({"x": [1]}))
    assert bench.rows(bench.lay("a", pa.table({"y": ["z"]}))) == [("z",)]


def test_texts_come_as_python_has_them(bench):
    laid = bench.lay("a", pa.table({"x": ["b", "a"]}))
    assert sorted(bench.texts(laid)) == ["a", "b"]


def test_rows_are_streamed(bench):
    laid = bench.lay("a", pa.table({"x": range(300_000)}))
    assert sum(batch.num_rows for batch in bench.stream(laid)) == 300_000


def test_it_reads_and_writes_no_file(bench, tmp_path):
    with pytest.raises(Exception, match=r"(?i)disabled|permission"):
        bench.rows(ibis.table({"x": "int64"}, name=str(tmp_path / "a.parquet")))
