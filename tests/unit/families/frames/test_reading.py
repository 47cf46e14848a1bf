"""Frames as whole numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from csps.families.frames.reading import read_people, read_ties

DAY = date(2026, 3, 1)


def test_people_are_in_the_order_of_their_ids_and_homes_in_one_form():
    rows = pd.DataFrame(
        {
            "person_id": ["b", "a", "a"],
            "date_of_birth": ["31/12/1990", "19851101", None],
            "address_line": ["1 Elm Row", "1, ELM row", None],
            "postcode": ["E1 1AA", "e11aa", None],
            "uprn": [None, None, 100.0],
        }
    )
    people, stays = read_people(rows, DAY)
    assert people.person_id.tolist() == ["a", "b"]
    assert people.born.astype(str).tolist() == ["1985-11-01", "1990-12-31"]
    assert stays.person.tolist() == [1, 0, 0]
    assert stays.place[0] == stays.place[1] != stays.place[2]


def test_an_age_in_years_is_a_birth_so_long_ago():
    people, _ = read_people(pd.DataFrame({"person_id": ["a", "b"], "age": [35, np.nan]}), DAY)
    assert people.born.astype(str).tolist() == ["1991-03-01", "NaT"]


def test_a_tie_names_parent_and_child_whichever_way_it_is_said():
    people, _ = read_people(pd.DataFrame({"person_id": ["a", "b"]}), DAY)
    told = pd.DataFrame(
        {"person": ["a", "b", "a"], "other_person": ["b", "a", "x"], "kind": ["parent", "child", "child"]}
    )
    ties = read_ties(told, people)
    assert ties.parent.tolist() == [1, 2]
    assert ties.child.tolist() == [2, 1]
