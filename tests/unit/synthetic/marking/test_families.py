"""Families of csps held against the true ones of a street."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from csps.synthetic.marking.families import ChildMarks, compare, family_marks
from csps.synthetic.marking.pairs import Agreement

RIGHT = {"a": [0, 1, 2], "b": [3, 4, 5]}


def marked(street, families):
    manifest = street.say(families)
    (found,) = family_marks(street.seen, street.true, street.lake, manifest)
    return found


def test_families_that_are_right_get_full_marks(street):
    found = marked(street, RIGHT)
    assert (found.families, found.pure, found.true_families, found.found, found.whole) == (2, 2, 2, 2, 2)
    assert found.children == Agreement(1, 1, 1)
    assert found.child_and_adult == Agreement(4, 4, 4)
    assert found.adults == Agreement(1, 1, 1)
    assert found.overall == Agreement(6, 6, 6)


def test_pairs_are_counted_apart_both_of_whom_a_register_has_at_a_home(street):
    stays = [
        (0, date(2020, 1, 1), None, date(2020, 1, 5)),
        (1, date(2020, 1, 1), None, date(2020, 1, 5)),
        (2, date(2020, 1, 1), None, date(2026, 11, 17)),  # told a day too late
        (3, date(2020, 1, 1), None, date(2020, 1, 5)),
        (3, date(2020, 1, 1), date(2026, 1, 1), date(2026, 1, 5)),  # known to have left
        (5, date(2020, 1, 1), date(2026, 11, 16), date(2020, 1, 5)),
    ]
    person, started, ended, known = zip(*stays, strict=True)
    rows = {"person_id": [f"p-{each}" for each in person], "place_id": ["x"] * 6, "register": ["feeds.debt_case"] * 6}
    rows |= {"area": pa.array([None] * 6, pa.string()), "place_occupancy": [1] * 6}
    rows |= {"withdrawn_on": pa.array([None] * 6, pa.date32())}
    street.publish("linkage.residence", rows | {"started_on": started, "ended_on": ended, "known_on": known})
    found = marked(street, RIGHT)
    assert found.child_and_adult == Agreement(4, 4, 4)
    assert found.told == Agreement(1, 1, 1)  # mother 0 and child 1


@pytest.mark.parametrize("families", [{"a": [0, 1], "b": [2, 3, 4, 5]}, {"a": [0, 1], "b": [3, 4, 5], "c": [2, 3]}])
def test_a_child_of_two_homes_may_be_in_either(street, families):
    assert marked(street, families).overall.precision == 1


def test_a_pair_of_the_second_home_is_right_where_said_and_not_missed_where_not(street):
    assert marked(street, RIGHT).overall.recall == 1
    assert marked(street, {"a": [0, 1], "b": [2, 3, 4, 5]}).overall.recall == 1
    both = marked(street, {"all": [0, 1, 2, 3, 4, 5]})
    assert both.overall.recall == 1
    assert both.children == Agreement(2, 3, 2)  # 2 lives with 1 and, on some days, with 5; 1 and 5 never meet


def test_a_family_torn_apart_is_found_but_not_whole(street):
    found = marked(street, {"a": [0, 1], "c": [2], "b": [3, 4, 5]})
    assert (found.families, found.pure, found.found, found.whole) == (3, 3, 2, 1)
    assert found.child_and_adult.recall == pytest.approx(3 / 4)


def test_a_family_outside_the_cohort_is_not_found(street):
    found = marked(street, {"A": [0, 1, 2], "b": [3, 4, 5]})
    assert (found.found, found.whole) == (1, 1)


def test_two_families_thrown_together_are_not_pure(street):
    found = marked(street, {"all": [0, 1, 3, 5]})
    assert (found.families, found.pure, found.found) == (1, 0, 2)
    assert found.overall.precision == pytest.approx(2 / 6)


def test_children_who_live_nowhere_are_counted_apart(street):
    found = marked(street, {"a": [0, 1, 2, 6, 7], "b": [3, 4]})
    assert found.single == ChildMarks(living=3, unknown=0, said=4, gone=2, elsewhere=1, elsewhere_said=1)


def test_groups_are_those_of_the_children(street):
    found = marked(street, {"a": [0, 1, 2], "c": [5], "d": [3, 4]})
    assert found.groups["ethnicity"] == {"Black": Agreement(2, 0, 0), "White": Agreement(4, 4, 4)}
    assert set(found.groups["deprivation"]) == {"1, most", "5, least"}


def test_every_date_is_marked_the_oldest_first(street):
    street.say({"a": [0, 1]}, date(2025, 11, 17))
    manifest = street.say(RIGHT)
    found = family_marks(street.seen, street.true, street.lake, manifest)
    assert [(one.as_of, one.whole) for one in found] == [("2025-11-17", 0), ("2026-11-16", 2)]


def test_pairs_of_two_children_count_once_in_all_and_once_for_each_child():
    pairs = {
        "a": np.array([0, 0]),
        "b": np.array([1, 2]),
        "said": np.array([True, False]),
        "so": np.array([True, True]),
    }
    groups = {"ethnicity": np.array(["x", "y", "x"])}
    by_children, by_group = compare(pairs, np.array([True, True, False]), groups)
    assert [astuple(one)[:3] for one in by_children] == [(0, 0, 0), (1, 0, 0), (1, 1, 1)]
    assert by_group["ethnicity"] == {"x": Agreement(2, 1, 1), "y": Agreement(1, 1, 1)}
