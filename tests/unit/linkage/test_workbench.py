"""The bench keeps what is laid on it in memory, and nothing on a disk."""

from __future__ import annotations

import numpy as np
import pytest

from csps.domain.errors import StorageError
from csps.linkage.workbench import Workbench


def test_columns_laid_are_columns_given(bench):
    bench.lay("pair", {"one": np.array([2, 1]), "name": np.array(["b", None], dtype=object)})
    found = bench.columns("SELECT * FROM pair ORDER BY one")
    assert found["one"].tolist() == [1, 2]
    assert bench.arrow("FROM pair ORDER BY one").column("name").to_pylist() == [None, "b"]


def test_a_table_made_again_takes_the_place_of_the_first(bench):
    bench.make("number", "SELECT ? AS value", [1])
    bench.make("number", "SELECT ? AS value", [2])
    assert bench.columns("FROM number")["value"].tolist() == [2]


def test_what_is_cleared_is_gone(bench):
    bench.make("number", "SELECT 1 AS value")
    bench.clear("number")
    with pytest.raises(Exception, match="does not exist"):
        bench.columns("FROM number")


def test_no_file_can_be_written_or_read(bench, tmp_path):
    bench.make("number", "SELECT 1 AS value")
    with pytest.raises(Exception, match="disabled"):
        bench.connection.execute(f"COPY number TO '{tmp_path}/number.csv'")
    assert list(tmp_path.iterdir()) == []


def test_leaving_the_block_forgets_everything():
    with Workbench(threads=1) as made:
        made.make("number", "SELECT 1 AS value")
    with pytest.raises(Exception, match="closed"):
        made.columns("FROM number")


def test_rows_are_added_to_a_table(bench):
    bench.make("number", "SELECT 1 AS value")
    bench.add("number", "SELECT ? + 1", [1])
    assert bench.columns("FROM number ORDER BY value")["value"].tolist() == [1, 2]


def test_a_name_that_is_more_than_a_name_is_refused(bench):
    with pytest.raises(ValueError, match="one word"):
        bench.clear("number; DROP TABLE record")


def test_rows_are_lent_for_a_while_only(bench):
    with bench.lent("guest", {"value": np.array([3, 4])}):
        assert bench.columns("SELECT sum(value) AS total FROM guest")["total"].tolist() == [7]
    with pytest.raises(Exception, match="does not exist"):
        bench.columns("FROM guest")


def test_more_than_memory_holds_is_refused_in_words():
    with pytest.raises(StorageError, match="more memory than there is") as refused, Workbench(memory="20MB") as made:
        made.make("name", "SELECT range::VARCHAR || ' of Elm Row' AS name FROM range(5000000)")
    assert "machine with more memory" in str(refused.value.next_step)
