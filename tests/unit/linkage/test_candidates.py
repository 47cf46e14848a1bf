"""Heaps meet in shared keys; a key that too many share is left out, and a heap that changed is seen to have changed."""

from __future__ import annotations

from datetime import date

import pytest

from csps.linkage import candidates
from csps.linkage.candidates import find_candidates, find_keys

BLANK = {
    "initial": None,
    "born": None,
    "sex": None,
    "forenames": [],
    "surnames": [],
    "places": [],
    "codes": [],
    "company": [],
}


def people(bench, *rows):
    named = [
        BLANK | {"unique_id": at, "record_id": f"r{at}", "forename": None, "surname": None} | row
        for at, row in enumerate(rows)
    ]
    values = ", ".join("(" + ", ".join(literal(row[name]) for name in named[0]) + ")" for row in named)
    bench.make(
        "feature",
        f"SELECT * REPLACE (born::DATE AS born) FROM (VALUES {values}) AS told({', '.join(named[0])})",  # noqa: S608 - our words
    )


def literal(value):
    if isinstance(value, list):
        return "[" + ", ".join(literal(one) for one in value) + "]::VARCHAR[]"
    return (
        "NULL"
        if value is None
        else str(value)
        if isinstance(value, int)
        else f"DATE '{value}'"
        if isinstance(value, date)
        else f"'{value}'"
    )


def pairs(bench, changed=None):
    find_keys(bench)
    if changed is not None:
        bench.make("changed", f"SELECT unnest({changed}) AS heap")
    find_candidates(bench, only_changed=changed is not None)
    return sorted((row["join_key_l"], row["join_key_r"]) for row in bench.arrow("FROM candidate").to_pylist())


def test_a_name_a_birth_a_dwelling_and_company_bring_heaps_together(bench):
    ann = {"forename": "ann", "initial": "a", "surname": "oak"}
    people(
        bench,
        ann | {"born": date(1980, 1, 2), "places": ["p"]},
        ann,
        {"forename": "anna", "initial": "a", "surname": "elm", "born": date(1980, 1, 2)},
        {"forename": "alf", "initial": "a", "surname": "ash", "places": ["q", "p"]},
        {"forename": "zoe", "initial": "z", "surname": "yew", "places": ["p"]},
    )
    assert pairs(bench) == [(0, 1), (0, 2), (0, 3)]


def test_only_pairs_with_a_changed_heap_are_given_when_asked(bench):
    ann = {"forename": "ann", "initial": "a", "surname": "oak"}
    people(bench, ann, ann, ann)
    assert pairs(bench, changed=[2]) == [(0, 2), (1, 2)]


def test_a_key_that_too_many_share_is_left_out_and_changes_what_each_of_them_says(bench, monkeypatch):
    ann = {"forename": "ann", "initial": "a", "surname": "oak"}
    people(bench, ann, ann, ann)
    assert len(pairs(bench)) == 3
    signs = bench.columns("SELECT sign FROM signed ORDER BY heap")["sign"].tolist()
    monkeypatch.setattr(candidates, "LARGEST", 2)
    people(bench, ann, ann, ann)
    assert pairs(bench) == []
    assert not set(signs) & set(bench.columns("SELECT sign FROM signed")["sign"].tolist())


@pytest.mark.parametrize("what", ["surname", "record_id", "places"])
def test_whatever_a_heap_says_is_in_its_sign(bench, what):
    ann = {"forename": "ann", "initial": "a", "surname": "oak"}
    found = []
    for value in (ann.get(what), ["p"] if what == "places" else "other"):
        people(bench, ann if value is None else ann | {what: value})
        find_keys(bench)
        found += bench.columns("SELECT sign FROM signed")["sign"].tolist()
    assert len(set(found)) == 2
