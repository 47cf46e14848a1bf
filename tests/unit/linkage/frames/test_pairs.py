"""Pairs worth comparing."""

from __future__ import annotations

import numpy as np

from csps.linkage.frames import pairs
from csps.linkage.frames.pairs import find_pairs, keys_for
from csps.linkage.workbench import Workbench


def found(records, monkeypatch, keys=("first",), telling=0):
    monkeypatch.setattr(pairs, "EVERY", 3)
    with Workbench() as bench:
        bench.lay("people", records)
        find_pairs(bench, keys, telling, len(records["unique_id"]))
        rows = bench.columns("FROM pair")
    return list(zip(rows["join_key_l"].tolist(), rows["join_key_r"].tolist(), strict=True))


def people(*firsts):
    return {"unique_id": np.arange(len(firsts)), "first": np.array(firsts, dtype=object)}


def test_of_few_records_every_pair_is_compared(monkeypatch):
    assert found(people("a", "b", "c"), monkeypatch) == [(0, 1), (0, 2), (1, 2)]


def test_of_many_only_those_that_share_a_key_and_each_once(monkeypatch):
    assert found(people("a", "b", "a", "c"), monkeypatch, ("first", "first || 'x'")) == [(0, 2)]


def test_a_crowd_brings_no_pairs(monkeypatch):
    monkeypatch.setattr(pairs, "PAIRS_PER_RECORD", 2)
    monkeypatch.setattr(pairs, "LEAST_PAIRS", 1)
    assert found(people(*["a"] * 50, "b", "b"), monkeypatch) == [(50, 51)]


def test_a_missing_part_makes_no_key(monkeypatch):
    assert found(people(None, None, "a", "b"), monkeypatch) == []


def test_keys_need_only_columns_that_hold_anything():
    keys, telling = keys_for({"first": 5, "email_0": 2, "surname": 0})
    assert telling == 0
    assert "nullif(email_0, '')" in keys[0]
    assert not any("surname" in key for key in keys)


def test_name_and_birth_come_first_and_bring_what_people_of_many_records_need(monkeypatch):
    keys, telling = keys_for(dict.fromkeys(("first", "surname", "born", "postcode", "email_0"), 9))
    assert telling == 3
    assert all("born" in key for key in keys[:telling])
    monkeypatch.setattr(pairs, "LEAST_PAIRS", 60)
    monkeypatch.setattr(pairs, "PAIRS_PER_RECORD", 1)
    ten, others = people(*["a"] * 6, "b", "c", "d", "e"), ["NULL"] * 9  # fifteen pairs of one, of sixty
    assert len(found(ten, monkeypatch, ["first", *others], telling=1)) == 15
    assert found(ten, monkeypatch, ["first", *others]) == []
