"""Parquet files: the same bytes for the same rows, and nothing but rows in them."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csps.store import parquet
from csps.store.files import new_file
from csps.store.parquet import ParquetFile


def written(path, schema, *groups):
    with new_file(path) as sink, ParquetFile(sink, schema) as file:
        for group in groups:
            file.write(group)
    return path.read_bytes()


def test_the_cut_into_chunks_leaves_no_trace(tmp_path, kit):
    chunked = pa.concat_tables([kit.RICH.slice(place, 1) for place in range(4)])
    assert chunked["thing"].num_chunks == 4
    assert written(tmp_path / "a", kit.SCHEMA, kit.RICH.combine_chunks()) == written(
        tmp_path / "b", kit.SCHEMA, chunked
    )


def test_the_rows_come_back_with_their_types(tmp_path, kit):
    written(tmp_path / "a", kit.SCHEMA, kit.RICH)
    assert pq.read_table(tmp_path / "a").equals(kit.RICH.combine_chunks())


def test_metadata_that_pandas_keeps_is_left_out(tmp_path, kit):
    frame = kit.RICH.to_pandas()
    noted = pa.Table.from_pandas(frame, schema=kit.SCHEMA)
    assert noted.schema.metadata
    written(tmp_path / "a", noted.schema, noted)
    assert b"pandas" not in (pq.read_metadata(tmp_path / "a").metadata or {})
    assert written(tmp_path / "b", kit.SCHEMA, kit.RICH) == (tmp_path / "a").read_bytes()


def test_each_write_is_one_row_group_and_no_rows_are_none(tmp_path, kit):
    written(tmp_path / "a", kit.SCHEMA, kit.RICH.slice(0, 3), kit.RICH.slice(0, 0), kit.RICH.slice(3))
    metadata = pq.read_metadata(tmp_path / "a")
    assert [metadata.row_group(place).num_rows for place in range(metadata.num_row_groups)] == [3, 1]
    written(tmp_path / "b", kit.SCHEMA)
    assert pq.read_table(tmp_path / "b").schema.equals(kit.SCHEMA)


def test_columns_are_compressed_and_have_their_bounds(tmp_path, kit):
    written(tmp_path / "a", kit.SCHEMA, kit.RICH)
    column = pq.read_metadata(tmp_path / "a").row_group(0).column(kit.SCHEMA.names.index("size"))
    assert column.compression == parquet.CODEC.upper()
    assert (column.statistics.min, column.statistics.max, column.statistics.null_count) == (-5, 1000, 1)


def test_an_error_on_the_way_comes_out_as_it_was_and_leaves_no_file(tmp_path, kit):
    def interrupted():
        with new_file(tmp_path / "a") as sink, ParquetFile(sink, kit.SCHEMA) as file:
            file.write(kit.RICH)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_rows_of_another_shape_are_refused(tmp_path, kit):
    with pytest.raises(ValueError, match="schema"):
        written(tmp_path / "a", kit.SCHEMA, kit.RICH.drop(["note"]))
    assert list(tmp_path.iterdir()) == []
