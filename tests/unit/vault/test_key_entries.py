"""A key is found by its name, however many there are, however they came, and whatever names have in common."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.vault import key_entries
from csps.vault.key_entries import ENTRIES, NOWHERE, KeyEntries

NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), unique=True, max_size=30)


def entries(names, destroyed=()):
    keys = [None if name in destroyed else f"{place:032d}".encode() for place, name in enumerate(names)]
    return pa.table({"name": pa.array(names, pa.string()), "key": pa.array(keys, pa.binary(32))}, schema=ENTRIES)


def texts(*names):
    return pa.array(names, pa.string())


@given(NAMES, st.integers(0, 30), NAMES)
def test_every_name_is_found_where_it_stands_and_no_other(known, cut, others):
    held = KeyEntries(entries(known[:cut]))
    held.add(entries(known[cut:]))
    strangers = [name for name in others if name not in known]
    assert held.places(texts(*known, *strangers)).tolist() == [*range(len(known)), *[NOWHERE] * len(strangers)]
    assert len(held) == len(known)
    assert held.table()["name"].to_pylist() == known


def test_names_of_one_hash_are_told_apart(monkeypatch):
    monkeypatch.setattr(key_entries, "_hashed", lambda names: np.zeros(len(names), np.uint64))
    held = KeyEntries(entries(["a", "b", "c"]))
    assert held.places(texts("c", "x", "a", "b")).tolist() == [2, NOWHERE, 0, 1]


def test_a_slice_of_names_is_read_from_where_it_begins():
    held = KeyEntries(entries(["delivery 00000001-police-0000.sealed 1", "b" * 32, ""]))
    assert held.places(texts("x", "", "b" * 32)[1:]).tolist() == [2, 1]


def test_keys_come_in_the_order_in_which_they_are_asked_for():
    held = KeyEntries(entries(["a", "b"]))
    held.add(entries(["c", "d"], destroyed=("c",)))
    found = held.keys(held.places(texts("d", "a", "c", "b", "d"))).to_pylist()
    assert found == [f"{place:032d}".encode() if place is not None else None for place in (1, 0, None, 1, 1)]
    assert held.destroyed().to_pylist() == ["c"]


def test_late_entries_join_the_others_once_they_are_many(monkeypatch):
    monkeypatch.setattr(key_entries, "FEW", 2)
    held = KeyEntries()
    for place in range(20):
        held.add(entries([f"record {place}"]))
        assert held.places(texts(f"record {place}", "record 0")).tolist() == [place, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_is_asked_of_nothing(count):
    assert KeyEntries(entries(["a"][:count])).places(texts()).tolist() == []
    assert KeyEntries().places(texts("a")).tolist() == [NOWHERE]
