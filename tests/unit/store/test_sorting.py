"""Rows come out in the order of their key, even when they do not fit into memory."""

import numpy as np
import pyarrow as pa
import pytest

from csps.domain.errors import StorageError
from csps.store.sorting import Resources, in_order

SMALL = Resources(threads=2, memory="60MB")


def many(rows):
    numbers = np.random.default_rng(0).permutation(rows)
    return pa.table({"k": numbers, "text": pa.array(numbers).cast(pa.string())})


def test_a_sort_spills_into_the_folder_it_is_given(tmp_path):
    spill = tmp_path / "spill"
    spill.mkdir()
    with in_order(many(2_000_000).to_reader(100_000), ["k"], spill, SMALL) as ordered:
        assert list(spill.iterdir()), "the sort was meant not to fit"
        next_one = 0
        for batch in ordered:
            keys = batch.column("k").to_numpy()
            assert (keys == np.arange(next_one, next_one + len(keys))).all()
            next_one += len(keys)
    assert next_one == 2_000_000
    assert list(spill.iterdir()) == []


def test_no_room_to_spill_is_a_storage_error(tmp_path):
    (tmp_path / "file").touch()
    reader = many(2_000_000).to_reader(100_000)
    with (
        pytest.raises(StorageError, match="no room within 60MB") as refusal,
        in_order(reader, ["k"], tmp_path / "file" / "spill", SMALL) as ordered,
    ):
        ordered.read_all()
    assert "Nothing was changed." in str(refusal.value)


def test_texts_are_ordered_by_their_bytes_and_nulls_come_last(tmp_path):
    rows = pa.table({"t": ["é", "z", None, "Z", "", "a"], "n": [1, 2, 3, 4, 5, 6]})
    with in_order(rows.to_reader(), ["t", "n"], tmp_path, SMALL) as ordered:
        assert ordered.read_all()["t"].to_pylist() == ["", "Z", "a", "z", "é", None]
