"""What is true and what is said about one day, as tables to be asked."""

from __future__ import annotations

from datetime import date

import pytest

from csps.synthetic.marking.households import dates, lend_households


def rows(street, question):
    found = street.seen.ask(question)
    return [tuple(row) for row in zip(*(column.tolist() for column in found.values()), strict=True)]


def lent(street, families, day="2026-11-16"):
    manifest = street.say(families)
    lend_households(street.seen, street.true, street.lake, manifest, day)


def test_everybody_is_where_they_live_on_the_day_and_a_second_home_is_known_as_one(street):
    lent(street, {"a": [0, 1]})
    assert rows(street, "SELECT * FROM true_member") == [
        (0, 10, False),
        (1, 10, False),
        (2, 10, False),
        (2, 20, True),
        (3, 20, False),
        (4, 20, False),
        (5, 20, False),
        (8, 30, False),
    ]


def test_children_are_those_under_18_on_the_day_and_some_are_gone(street):
    lent(street, {"a": [0, 1]})
    assert rows(street, "SELECT person, present FROM true_child") == [
        (1, True),
        (2, True),
        (5, True),
        (6, True),
        (7, False),
    ]


def test_a_family_of_csps_is_the_true_one_in_which_most_of_its_children_live(street):
    lent(street, {"a": [0, 1, 2], "b": [5, 3, 8]})
    assert rows(street, "SELECT * FROM true_family") == [("a", 2, 10, 2), ("b", 1, 20, 1)]


@pytest.mark.parametrize(("members", "family"), [([2, 0], 10), ([2, 3, 4], 20), ([2], 10)])
def test_a_child_of_two_homes_goes_by_the_adults_and_else_by_the_first_home(street, members, family):
    lent(street, {"a": members})
    assert rows(street, "SELECT family FROM true_family") == [(family,)]


def test_a_family_without_a_child_has_no_true_family_and_one_of_a_looked_after_child_has_none(street):
    lent(street, {"adults": [3, 4], "away": [6, 0]})
    assert rows(street, "SELECT family_id, family, shared FROM true_family") == [("away", None, 0)]


def test_dates_are_those_with_families_and_their_members(street):
    street.say({"a": [0, 1]}, date(2025, 11, 17))
    assert dates(street.say({"a": [0, 1]})) == ["2025-11-17", "2026-11-16"]
