"""Benefit spells."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.synthetic.agencies.employment import watch_employment


@pytest.fixture(scope="module")
def batches(watch):
    return watch_employment(watch)


@pytest.fixture(scope="module")
def spells(batches, as_frames):
    return as_frames(batches)["feeds.benefit_spell"]


def test_every_column_is_as_the_contract_says(batches, contract_faults):
    assert contract_faults(batches[0]) == []


def test_a_spell_is_told_late_and_again_on_a_move_and_when_it_has_ended(spells):
    assert (pd.to_datetime(spells.known, unit="D") >= spells.start_date + pd.Timedelta(days=7)).all()
    told = spells.sort_values("known").groupby(["claimant_ref", "benefit", "start_date"]).end_date.agg(list)
    assert told.map(len).max() > 2
    assert all(pd.isna(ends[:-1]).all() for ends in told)
    ended = spells.dropna(subset="end_date")
    assert (ended.start_date < ended.end_date).all()


def test_nobody_receives_two_things_at_once(batches, spells):
    last = spells.assign(person=batches[0].persons["claimant_ref"]).sort_values("known", kind="stable")
    last = last.drop_duplicates(["person", "benefit", "start_date"], keep="last").sort_values(["person", "start_date"])
    after = last.person == last.person.shift()
    before = last.end_date.shift()[after]
    assert after.sum() > 20
    assert (before.isna() | (before <= last.start_date[after])).all()  # an end may not be known yet
    assert before.isna().mean() < 0.05


def test_only_universal_credit_asks_something_in_return(spells):
    assert (spells.conditionality.notna() == (spells.benefit == "UC")).all()
    assert spells[spells.benefit == "UC"].conditionality.nunique() >= 5


def test_only_pensioners_receive_pension_credit(batches, spells, watch):
    persons = batches[0].persons["claimant_ref"]
    start = spells.start_date.to_numpy().astype("datetime64[D]").astype(int)
    age = watch.history.ages(persons, start)
    assert (age[spells.benefit == "PC"] >= 66).all()
    assert (age[spells.benefit != "PC"] < 66).all()


def test_who_is_new_on_the_old_benefits_is_from_before_2022(spells):
    old = spells[spells.benefit == "IS"]
    assert (old.start_date < pd.Timestamp("2022-01-01")).all()
    recent = spells[spells.start_date >= pd.Timestamp("2022-01-01")]
    assert (recent.benefit == "UC").mean() > 0.75


def test_the_same_seed_tells_the_same(spells, same_watch, as_frames):
    pd.testing.assert_frame_equal(spells, as_frames(watch_employment(same_watch))["feeds.benefit_spell"])
