"""The MARAC."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.agencies.domestic_abuse import former_partner, next_meeting, watch_domestic_abuse
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import NOBODY, PARTNER


@pytest.fixture(scope="module")
def batches(busy_watch):
    return watch_domestic_abuse(busy_watch)


@pytest.fixture(scope="module")
def people(batches, as_frames):
    return as_frames(batches)["feeds.marac_case"].assign(person=batches[0].persons["person_ref"])


def days_of(dates):
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert contract_faults(batches[0]) == []


def test_each_case_has_one_victim_one_meeting_and_at_most_one_perpetrator(people):
    roles = people.groupby("case_ref").role.value_counts().unstack(fill_value=0)
    assert (roles["VICTIM"] == 1).all()
    assert (roles["PERPETRATOR"] <= 1).all()
    once = ["meeting_date", "referral_date", "referrer", "reason", "is_repeat"]
    assert (people.groupby("case_ref")[once].nunique() == 1).all(axis=None)
    assert not people.duplicated(["case_ref", "meeting_date", "person_ref"]).any()


def test_a_case_is_heard_one_to_three_weeks_after_the_referral_on_a_thursday(people):
    notice = (people.meeting_date - people.referral_date).dt.days
    assert notice.between(7, 20).all()
    assert (people.meeting_date.dt.day_of_week == 3).all()
    assert (np.diff(np.unique(days_of(people.meeting_date))) % 14 == 0).all()
    assert (people.known > days_of(people.meeting_date)).all()


def test_children_are_children_and_the_others_are_adults(busy_watch, people):
    age = busy_watch.history.ages(people.person.to_numpy(), days_of(people.meeting_date) - 40)
    child = people.role == "CHILD"
    assert (age[child] < 18).all()
    assert (age[~child] > 16).all()


def test_everybody_discussed_is_alive(busy_watch, people):
    assert (busy_watch.history.people["death"][people.person] > days_of(people.meeting_date)).all()


def test_a_repeat_follows_a_meeting_about_the_same_victim_within_a_year(people):
    victims = people[people.role == "VICTIM"].sort_values("meeting_date")
    before = victims.groupby("person").meeting_date.shift()
    within = (victims.meeting_date - before).dt.days <= 365
    assert within[victims.is_repeat].all()
    assert (people.reason[people.is_repeat] == "REPEAT").all()


def test_visible_risk_means_fourteen_ticks(people):
    scored = people[(people.reason == "VISIBLE_RISK") & people.dash_score.notna()]
    assert (scored.dash_score >= 14).all()


def test_a_meeting_falls_on_every_second_thursday():
    monday = 4  # 5 January 1970
    assert next_meeting(monday, np.array([-8, -7, -6, 7, 8, 21, 22])).tolist() == [-7, -7, 7, 7, 21, 21, 35]


def test_a_former_partner_lived_there_and_left_not_long_ago(busy_watch):
    stays = busy_watch.history.residence
    left = np.flatnonzero((stays["role"] == PARTNER) & (stays["end"] < FOREVER))
    assert len(left)
    household, day = stays["household"][left].astype(np.int64), stays["end"][left].astype(np.int64)
    assert (former_partner(busy_watch, household, day) != NOBODY).all()
    assert (former_partner(busy_watch, household, day + 5000) == NOBODY).all()
    before = np.full(len(left), busy_watch.calendar.first_day(-busy_watch.calendar.burn_in) - 1)
    assert (former_partner(busy_watch, household, before) == NOBODY).all()


def test_where_nothing_happens_there_is_no_case(busy_watch, contract_faults):
    nothing = {name: column[:0] for name, column in busy_watch.history.happenings.items()}
    quiet = dataclasses.replace(busy_watch, history=dataclasses.replace(busy_watch.history, happenings=nothing))
    (batch,) = watch_domestic_abuse(quiet)
    assert len(batch) == 0
    assert contract_faults(batch) == []


def test_households_without_former_partners_are_no_trouble(busy_watch):
    stays = {name: column[:0] for name, column in busy_watch.history.residence.items()}
    alone = dataclasses.replace(busy_watch, history=dataclasses.replace(busy_watch.history, residence=stays))
    assert former_partner(alone, np.array([1, 2]), np.array([18000, 18000])).tolist() == [NOBODY, NOBODY]
