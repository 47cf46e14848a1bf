"""Health services' flags."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.health import shares, watch_health
from csps.synthetic.calendar import FOREVER


@pytest.fixture(scope="module")
def batches(watch):
    return watch_health(watch)


@pytest.fixture(scope="module")
def flags(batches, as_frames):
    frame = as_frames(batches)["feeds.health_flag"]
    return frame.assign(person=batches[0].persons["patient_ref"], start=days_of(frame.start_date))


def days_of(dates):
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert contract_faults(batches[0]) == []


def test_a_flag_ends_after_it_began_and_is_told_again_then(flags):
    over = flags.end_date.notna()
    assert (flags.end_date[over] >= flags.start_date[over]).all()
    assert (flags.known[over] >= days_of(flags.end_date[over])).all()
    assert not flags[over].duplicated(["patient_ref", "kind", "start_date"]).any()
    told = flags[~over].groupby(["patient_ref", "kind", "start_date"]).postcode.agg(list)
    assert told.map(len).max() > 1  # somebody moved
    assert told.map(len).mean() < 1.5
    assert (flags.known >= flags.start).all()


def test_what_ended_before_the_delivered_weeks_is_not_told(watch, flags):
    assert (flags.end_date.dropna() >= np.datetime64(watch.calendar.monday(0))).all()


def test_one_flag_of_a_kind_is_up_at_a_time(flags):
    last = flags.sort_values("known").drop_duplicates(["person", "kind", "start"], keep="last")
    last = last.sort_values(["person", "kind", "start"])
    same = (last.person == last.person.shift()) & (last.kind == last.kind.shift())
    before = last.end_date.shift()
    assert (before[same].isna() | (last.start_date[same] > before[same])).all()


def test_pregnancies_are_told_of_women_before_the_birth(watch, flags):
    people = watch.history.people
    expecting = flags[flags.kind == "PREGNANCY"]
    assert len(expecting) > 10
    assert (people["sex"][expecting.person] == 0).all()
    born = expecting.dropna(subset=["end_date"]).drop_duplicates(["person", "start"])
    weeks = (born.end_date - born.start_date).dt.days / 7
    assert weeks.between(12, 28).all()
    births = set(zip(people["mother"], people["birth"], strict=True))
    assert all(pair in births for pair in zip(born.person, days_of(born.end_date), strict=True))


def test_those_still_expecting_at_the_end_are_flagged(watch, flags):
    due = (watch.history.households["due"] < FOREVER).sum()
    still = flags[(flags.kind == "PREGNANCY")].drop_duplicates(["person", "start"], keep=False)
    open_now = still[still.end_date.isna() & (still.start > watch.calendar.end_day - 196)]
    assert 0 < len(open_now) <= due + 12  # or born too lately for the closing to be told


def test_twins_are_one_pregnancy(watch, flags):
    expecting = flags[(flags.kind == "PREGNANCY") & flags.end_date.notna()]
    assert not expecting.duplicated(["person", "end_date"]).any()


def test_child_health_flags_are_of_children_under_five(watch, flags):
    early = flags[flags.kind.isin(["MISSED_REVIEW", "MISSED_IMMUNISATION", "DEVELOPMENT"])]
    assert (watch.history.ages(early.person.to_numpy(), early.start.to_numpy()) < 5).all()


def test_treatment_is_of_adults(watch, flags):
    treated = flags[flags.kind.isin(["DRUGS", "ALCOHOL"])]
    assert (watch.history.ages(treated.person.to_numpy(), treated.start.to_numpy()) >= 17).all()
    assert (treated.sender == "TREATMENT").all()


def test_some_practices_do_not_share_and_always_the_same(watch, flags):
    people = watch.history.people
    day = watch.calendar.end_day - 100
    everyone = np.arange(len(people["birth"]))
    here = np.flatnonzero(watch.history.address(everyone, np.full(len(everyone), day)) >= 0)
    days = np.full(len(here), day)
    shared = shares(watch, here, days)
    assert 0.5 < shared.mean() < 0.95
    assert (shared == shares(watch, here, days)).all()
    dwelling = watch.history.address(here, days)
    postcode = watch.town.postcode[dwelling]
    assert all(len(set(shared[postcode == one])) == 1 for one in np.unique(postcode))


def test_a_long_term_condition_is_commoner_with_age(watch, flags):
    people = watch.history.people
    everyone = np.arange(len(people["birth"]))
    days = np.full(len(everyone), watch.calendar.end_day - 30)
    here = watch.history.home(everyone, days) >= 0
    age = watch.history.ages(everyone, days)
    ill = np.isin(everyone, flags.person[flags.kind == "LONG_TERM"])
    young, old = here & (age >= 18) & (age < 45), here & (age >= 65)
    assert ill[young].mean() < 0.2 < ill[old].mean()


def test_nothing_begins_after_death_or_departure(watch, flags):
    people = watch.history.people
    gone = np.minimum(people["death"], people["left"])
    assert (flags.start < gone[flags.person]).all()
    over = flags.end_date.notna()
    assert (days_of(flags.end_date[over]) <= gone[flags.person[over]]).all()


def test_a_flag_carries_the_nhs_number(flags):
    assert flags.nhs_number.notna().mean() > 0.95
    assert flags.nhs_number.dropna().str.fullmatch(r"999\d{7}").all()
