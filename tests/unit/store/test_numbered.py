"""Rows as numbers come out in the order of their key, and of those with one key only the last."""

import numpy as np
import pytest

from csps.domain.errors import StorageError
from csps.store import numbered
from csps.store.numbered import NumberedRows

COLUMNS = ("thing", "part", "line")
THINGS = ["c", "a", "b", None]
RANKS = {"thing": np.array([2, 0, 1, 3]), "part": np.arange(40)}


def rows_of(n, seed=0):
    chance = np.random.default_rng(seed)
    return {
        "thing": chance.integers(0, 4, n).astype(np.int32),
        "part": chance.integers(0, 40, n).astype(np.int32),
        "line": np.arange(2, n + 2, dtype=np.int32),
    }


def last_of_each(rows):
    kept, gone = {}, []
    for thing, part, line in zip(*(rows[name].tolist() for name in COLUMNS), strict=True):
        key = (RANKS["thing"][thing], part)
        if key in kept:
            gone.append(kept[key])
        kept[key] = line
    return [(*key, kept[key]) for key in sorted(kept)], sorted(gone)


@pytest.fixture
def sizes(monkeypatch):
    def of(cut):
        at_a_time, bearable, largest = cut
        monkeypatch.setattr(numbered, "AT_A_TIME", at_a_time)
        monkeypatch.setattr(numbered, "BEARABLE", bearable)
        monkeypatch.setattr(numbered, "LARGEST", largest)
        monkeypatch.setattr(numbered, "ROWS_PER_GROUP", 7)

    return of


@pytest.mark.parametrize("cut", [(1000, 1000, 1 << 62), (7, 20, 1 << 62), (13, 50, 1)])
def test_in_the_order_of_the_key_however_they_are_cut(lake, kit, sizes, cut):
    sizes(cut)
    rows = rows_of(150)
    with NumberedRows(lake, COLUMNS, "line") as pile:
        for start in range(0, 150, 40):
            pile.add({name: values[start : start + 40] for name, values in rows.items()})
        gone = pile.sort(("thing", "part"), RANKS)
        values = {"thing": THINGS, "note": ["same"], "colours": [["RED"]]}
        values |= {name: [None] for name in ("colour", "happened_on", "size", "flag", "share")}
        stream = pile.stream(kit.TINY, values, {"thing": "thing", "part": "part"})
        found = stream.read_all().to_pylist()
        expected, others = last_of_each(rows)
        assert gone.tolist() == others
        assert [(row["thing"], row["part"]) for row in found] == [
            (sorted(THINGS, key=lambda each: (each is None, each))[rank], part) for rank, part, _ in expected
        ]
        assert {(row["note"], *row["colours"]) for row in found} == {("same", "RED")}
        assert pile.rows == len(expected)
        assert pile.count("part", 3) == sum(part == 3 for _, part, _ in expected)


def test_no_row_is_no_row(lake, kit):
    with NumberedRows(lake, COLUMNS, "line") as pile:
        assert (
            pile.sort(("thing", "part"), {"thing": np.zeros(0, np.int32), "part": np.zeros(0, np.int32)}).tolist() == []
        )
        assert pile.rows == 0


def test_a_full_disk_is_a_storage_error_and_nothing_is_left(lake, monkeypatch):
    def refused(*_):
        raise OSError(28, "No space left on device")

    with NumberedRows(lake, COLUMNS, "line") as pile:
        monkeypatch.setattr(numbered._Pile, "add", refused)
        with pytest.raises(StorageError, match="put aside while they were read: No space left"):
            pile.add(rows_of(3))
    assert list((lake.path / ".writing").iterdir()) == []
