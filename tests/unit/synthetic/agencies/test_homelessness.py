"""Homelessness applications and their people."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.synthetic.agencies.homelessness import watch_homelessness
from csps.synthetic.agencies.homelessness_course import STAGES

DUTIES = ("prevention", "relief", "main_duty")


@pytest.fixture(scope="module")
def batches(watch):
    return watch_homelessness(watch)


@pytest.fixture(scope="module")
def cases(batches, as_frames):
    return as_frames(batches)["feeds.homelessness_case"].sort_values(["case_ref", "known"])


@pytest.fixture(scope="module")
def people(batches, as_frames):
    return as_frames(batches)["feeds.homelessness_person"]


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert [contract_faults(batch) for batch in batches] == [[], []]


def test_a_case_is_told_again_at_later_stages_and_never_earlier_ones(cases):
    rank = cases.stage.map(STAGES.index)
    before = rank.groupby(cases.case_ref).shift(fill_value=0)
    assert (rank >= before).all()
    assert cases.groupby("case_ref").size().max() >= 3
    assert cases.groupby("case_ref").application_date.nunique().max() == 1
    assert cases.groupby("case_ref").reason.nunique().max() == 1


def test_nothing_is_told_before_it_happened(cases):
    known = pd.to_datetime(cases.known, unit="D")
    for column in cases.columns[cases.columns.str.endswith("_date")]:
        assert (cases[column].isna() | (cases[column] <= known)).all(), column


def test_duties_begin_before_they_end_and_an_ended_duty_has_an_outcome(cases):
    for duty in DUTIES:
        start, end = cases[f"{duty}_start_date"], cases[f"{duty}_end_date"]
        assert (end.isna() | (start <= end)).all()
        assert (end.notna() == cases[f"{duty}_outcome"].notna()).all()
    assert (cases.ta_to_date.isna() | (cases.ta_from_date <= cases.ta_to_date)).all()
    assert (cases.ta_type.notna() == cases.ta_from_date.notna()).all()


def test_relief_follows_a_prevention_that_failed(cases):
    last = cases.groupby("case_ref").tail(1)
    both = last[last.prevention_start_date.notna() & last.relief_start_date.notna()]
    assert (both.prevention_outcome == "HOMELESS").all()
    assert (last.main_duty_start_date.isna() | (last.relief_outcome == "EXPIRED")).all()


def test_about_half_begin_with_prevention(busy_watch, as_frames):
    told = as_frames(watch_homelessness(busy_watch))["feeds.homelessness_case"].sort_values(["case_ref", "known"])
    last = told.groupby("case_ref").tail(1)
    duties = last[last.prevention_start_date.notna() | last.relief_start_date.notna()]
    assert 0.25 < duties.prevention_start_date.notna().mean() < 0.75


def test_every_person_is_of_a_case_with_one_lead(cases, people, watch):
    told = people.drop_duplicates(["case_ref", "person_ref"])
    assert set(cases.case_ref) <= set(people.case_ref)
    entered = cases.groupby("case_ref").known.min()
    # what was known before the first delivery goes out with it
    first = watch.calendar.start_day
    assert (people.known.clip(lower=first) >= people.case_ref.map(entered).clip(lower=first)).all()
    assert set(people.case_ref) <= set(cases.case_ref)
    assert (told.groupby("case_ref").is_lead.sum() == 1).all()
    assert (told.is_lead == (told.relationship == "SELF")).all()


def test_nobody_leaves_a_case_before_joining_it(people):
    assert (people.left_date.isna() | (people.joined_date <= people.left_date)).all()


def test_only_women_who_bore_a_child_soon_after_expect_one(batches, people, watch):
    persons = batches[1].persons["person_ref"][people.pregnancy_due_date.notna().to_numpy()]
    assert set(persons) <= set(watch.history.people["mother"].tolist())


def test_the_same_seed_tells_the_same(people, same_watch, as_frames):
    again = as_frames(watch_homelessness(same_watch))["feeds.homelessness_person"]
    pd.testing.assert_frame_equal(people, again)
