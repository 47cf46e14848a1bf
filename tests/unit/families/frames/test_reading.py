"""Frames as whole numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

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


def _days(texts, kind):
    column = pd.Series(texts, dtype=object)
    return column if kind == "object" else pd.to_datetime(column).astype("datetime64[s]").astype(kind)


@pytest.mark.parametrize("kind", ["object", "datetime64[s]", "datetime64[us]", "date32[pyarrow]"])
def test_an_end_at_the_end_of_time_is_open_and_a_stay_of_long_ago_is_of_long_ago(kind):
    """Counted in billionths of a second from 1970, the year 9999 is one of 1816."""
    days = {
        "from": _days(["1066-10-14", None], kind),
        "to": _days(["9999-12-31", "3000-01-01"], kind),
    }
    _, stays = read_people(pd.DataFrame({"person_id": ["a", "b"], "place": "home", **days}), DAY)
    assert stays.begins.astype(str).tolist() == ["1066-10-14", "0001-01-01"]
    assert stays.ends.astype(str).tolist() == ["9999-12-31", "3000-01-01"]


@pytest.mark.parametrize(
    "kind", ["datetime64[us, Europe/London]", "timestamp[us, tz=Europe/London][pyarrow]", "object"]
)
def test_midnight_in_a_zone_is_of_the_day_there(kind):
    born = pd.Series(["2016-07-01 00:00:00+01:00", "2016-01-02 00:00:00+00:00", None])
    if kind != "object":
        born = pd.to_datetime(born, utc=True).dt.tz_convert("Europe/London").astype(kind)
    people, _ = read_people(pd.DataFrame({"person_id": list("abc"), "date_of_birth": born}), DAY)
    assert people.born.astype(str).tolist() == ["2016-07-01", "2016-01-02", "NaT"]


def test_the_day_comes_first_wherever_the_year_does_not():
    born = ["2016-07-01", "03/04/1990", None, "1/12/1985"]
    people, _ = read_people(pd.DataFrame({"person_id": list("abcd"), "date_of_birth": born}), DAY)
    assert people.born.astype(str).tolist() == ["2016-07-01", "1990-04-03", "NaT", "1985-12-01"]
