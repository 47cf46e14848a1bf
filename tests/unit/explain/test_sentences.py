"""Plain words, none larger than what a fact did to the score."""

from __future__ import annotations

import pytest

from csps.explain.sentences import LITTLE, MUCH, sentence, subject_of
from csps.features import catalogue


@pytest.fixture
def incidents(kit):
    return kit.FEATURES[1]


def test_numbers_are_said_as_people_say_them(incidents):
    assert sentence(incidents, 3, 0.5) == "3 police incidents in the last 12 months (raises)"
    assert sentence(incidents, 1, 0.5) == "1 police incident in the last 12 months (raises)"
    assert sentence(incidents, 0, -0.5) == "No police incident in the last 12 months (lowers)"


def test_not_knowing_is_said(incidents, kit):
    assert sentence(incidents, None, 0.5) == "Police incidents in the last 12 months are not known (raises)"
    assert sentence(kit.FEATURES[3], None, -0.4) == "Not known: how much rent is owed? (lowers)"


@pytest.mark.parametrize(
    ("added", "words"),
    [(0.02, "raises a little"), (LITTLE, "raises"), (-LITTLE / 2, "lowers a little"), (-0.9, "lowers"),
     (MUCH, "raises a lot"), (-3, "lowers a lot")],
)  # fmt: skip
def test_words_are_as_large_as_the_effect(incidents, added, words):
    assert sentence(incidents, 2, added).endswith(f"({words})")


def test_the_ages_of_youngest_and_oldest_child_are_one_subject_said_in_years():
    ages = {each.name: each for each in catalogue() if each.name.endswith("est_child_months")}
    youngest, oldest = ages["youngest_child_months"], ages["oldest_child_months"]
    assert subject_of(youngest) == subject_of(oldest)
    assert sentence(oldest, 205, 0.2) == "The oldest child is 17 years old (raises a little)"
    assert sentence(youngest, 7, 0.4) == "The youngest child is 7 months old (raises)"


def test_windows_of_one_fact_are_one_subject_and_other_facts_are_not(kit):
    quarter, year, contact, *_ = kit.FEATURES
    assert subject_of(quarter) == subject_of(year) == ("police", "incident")
    assert subject_of(contact) != subject_of(year)
    assert len({subject_of(feature) for feature in kit.FEATURES}) == len(kit.FEATURES) - 1
