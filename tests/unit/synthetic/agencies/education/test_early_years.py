"""Funded places: who is entitled, from when, and who takes one up."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest

from csps.synthetic.agencies.education import early_years
from csps.synthetic.agencies.education.early_years import ENTITLEMENTS, early_years_rows
from csps.synthetic.agencies.education.terms import reception_autumn, school_terms
from csps.synthetic.calendar import day_number, term_dates


@pytest.fixture(scope="module")
def places(by_table):
    return by_table["feeds.early_years_takeup"]


def kinds_by_child_and_term(places):
    kinds = {}
    rows = zip(places.persons["child_id"].tolist(), places.columns["term_start"].tolist(),
               places.columns["entitlement"].indices.tolist(), strict=True)  # fmt: skip
    for child, term, kind in rows:
        kinds.setdefault((child, term), []).append(ENTITLEMENTS[kind])
    return kinds


def test_places_for_families_out_of_work_go_to_two_year_olds(watch, by_table, texts):
    places = by_table["feeds.early_years_takeup"]
    age = watch.history.ages(places.persons["child_id"], places.columns["term_start"].astype(int))
    assert age.min() >= 2
    assert age.max() < 5
    assert (age[texts(places.columns["entitlement"]) == "E2"] < 3).all()
    assert (places.columns["funded_hours"][~places.columns["taken_up"]] == 0).all()


def test_nobody_in_reception_has_a_place(watch, places):
    birth = watch.history.people["birth"][places.persons["child_id"]]
    starts = school_terms().first_day(reception_autumn(birth))
    assert (starts > places.columns["term_start"].astype(int)).all()


def test_a_child_has_one_place_and_from_three_perhaps_the_working_familys_on_top(places):
    kinds = kinds_by_child_and_term(places)
    assert {tuple(sorted(set(one))) for one in kinds.values()} == {("E2",), ("W2",), ("U34",), ("U34", "W34")}
    assert all(len(set(one)) == len(one) for one in kinds.values())


def test_places_are_told_for_the_first_days_of_terms(places):
    firsts = {term_dates(autumn)[half][0] for autumn in range(2023, 2028) for half in (0, 2, 4)}
    assert set(places.columns["term_start"].tolist()) <= firsts


def test_working_families_have_places_for_two_year_olds_from_april_2024_only(watch, monkeypatch, texts):
    later = watch.calendar.end_day - 100
    monkeypatch.setattr(early_years, "WORKING_TWOS_FROM", later)
    places = early_years_rows(watch)
    working = texts(places.columns["entitlement"]) == "W2"
    days = places.columns["term_start"].astype(int)
    assert working[days >= later].any()
    assert not working[days < later].any()
    monkeypatch.undo()
    assert day_number(date(2024, 3, 31)) < early_years.WORKING_TWOS_FROM == day_number(date(2024, 4, 1))


def test_weeks_in_which_no_term_begins_have_no_places(watch, monkeypatch):
    monkeypatch.setattr(early_years, "_terms", lambda watch: [])
    assert len(early_years_rows(watch)) == 0


def test_hours_are_those_of_places_taken_up(places):
    hours, taken = places.columns["funded_hours"], places.columns["taken_up"]
    assert hours[taken].min() >= 6
    assert hours.max() == 15
    assert (hours[taken] == 15).mean() > 0.75


def test_a_place_once_taken_is_mostly_kept(places):
    taken = {}
    rows = zip(places.persons["child_id"].tolist(), places.columns["term_start"].tolist(),
               places.columns["entitlement"].indices.tolist(), places.columns["taken_up"].tolist(), strict=True)  # fmt: skip
    for child, term, kind, took in sorted(rows):
        taken.setdefault((child, kind), []).append((term, took))
    pairs = [(one[1], two[1]) for terms in taken.values() for one, two in itertools.pairwise(terms)]
    assert np.mean([one == two for one, two in pairs]) > 0.85
