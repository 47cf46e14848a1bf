"""How hard identities are, counted by hand."""

from __future__ import annotations

import numpy as np

from csps.synthetic.marking.likeness import Likeness, hardness


def columns(*rows):
    names = ("source", "agency", "person", "written", "with_birth")
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}


def test_pairs_are_counted_across_agencies():
    found = hardness(
        columns(
            ("incident", "police", 1, 10, True),
            ("person", "care", 1, 10, True),
            ("flag", "health", 1, 11, True),
            ("account", "tax", 1, -1, False),
            ("incident", "police", 2, 12, True),
            ("incident", "police", 2, 12, True),
        )
    )
    assert (found.records, found.persons) == (6, 2)
    assert found.all_pairs == Likeness(6, 1)
    assert found.with_birth == Likeness(3, 1)
    assert found.without_birth == Likeness(3, 0)
    assert found.by_agency["police"] == Likeness(3, 1)
    assert found.by_agency["health"] == Likeness(3, 0)
    assert found.duplicates == {"care": 0, "health": 0, "police": 1, "tax": 0}


def test_two_tables_of_one_agency_make_no_duplicate():
    found = hardness(columns(("incident", "police", 1, 1, True), ("asb", "police", 1, 1, True)))
    assert found.duplicates == {"police": 0}
    assert found.all_pairs.share is None


def test_nothing_is_no_likeness():
    found = hardness({name: np.array([]) for name in ("source", "agency", "person", "written", "with_birth")})
    assert (found.records, found.all_pairs.pairs) == (0, 0)
