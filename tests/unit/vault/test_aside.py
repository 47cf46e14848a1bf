"""Rows put aside come back, and what lies on the disk can be read by nobody."""

import os

import pyarrow as pa
import pytest

from csps.domain.errors import StorageError
from csps.vault.aside import SealedAside

ROWS = pa.table({"record_id": ["0a", "f1", "0b", "f1"], "surname": ["Okoro", None, "Grey", "Black"]})


@pytest.fixture
def aside(tmp_path):
    opened = SealedAside(tmp_path)
    yield opened
    opened.close()


def same(rows):
    return rows


def test_pieces_come_back_in_their_order_by_label(aside):
    aside.add("lake", ROWS)
    aside.add("vault", ROWS.slice(2))
    aside.add("lake", ROWS.slice(1, 1))
    assert [piece.num_rows for piece in aside.pieces("lake")] == [4, 1]
    assert aside.whole("vault", same) == ROWS.slice(2)
    assert aside.stream("lake", lambda rows: rows.select(["surname"])).read_all().num_rows == 5
    assert aside.labels == ["lake", "vault"]
    assert list(aside.pieces("nothing")) == []


def test_rows_are_divided_by_how_a_value_begins(aside):
    for _ in range(2):
        aside.add_divided("vault", ROWS, "record_id", 1)
    assert aside.labels == ["vault 0", "vault f"]
    assert aside.whole("vault 0", same)["record_id"].to_pylist() == ["0a", "0b"] * 2
    assert aside.whole("vault f", same)["surname"].to_pylist() == [None, "Black"] * 2


def test_nothing_lies_in_the_clear_and_nothing_is_left(tmp_path, monkeypatch):
    aside = SealedAside(tmp_path)
    aside.add("vault", ROWS)
    assert list(tmp_path.iterdir()) == []  # the file has no name
    aside._file.flush()
    content = os.pread(aside._file.fileno(), 1 << 20, 0)
    assert content
    assert b"Okoro" not in content
    other = SealedAside(tmp_path)
    assert other._key.key_id != aside._key.key_id
    aside.close()
    other.close()


def test_a_disk_that_refuses_is_said(tmp_path):
    with pytest.raises(StorageError, match="could not be put aside"):
        SealedAside(tmp_path / "missing")
