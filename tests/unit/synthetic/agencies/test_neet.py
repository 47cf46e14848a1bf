"""Young people after year 11: one activity at a time, most of them in education."""

from __future__ import annotations

import numpy as np
import pytest

from csps.contracts.catalogue import table
from csps.store import Coded
from csps.synthetic.agencies.neet import ACTIVITIES, FIRST_IDLE, _activities, watch_neet


@pytest.fixture(scope="module")
def batch(watch):
    (only,) = watch_neet(watch)
    return only


@pytest.fixture(scope="module")
def done(watch):
    return _activities(watch, watch.rng("neet"))


def test_every_column_is_there(batch):
    contract = table("feeds.neet_activity")
    assert set(batch.columns) == {column.name for column in contract.columns}
    assert all(len(values) == len(batch) for values in batch.columns.values())


def test_codes_are_in_their_lists(batch):
    for column in table("feeds.neet_activity").columns:
        if column.codes is not None:
            values = batch.columns[column.name]
            assert isinstance(values, Coded)
            assert set(values.vocabulary) <= set(column.codes.values)


def test_everyone_is_16_to_18(watch, batch):
    age = watch.history.ages(batch.persons["young_person_id"], batch.columns["start_date"].astype(int))
    assert age.min() > 15.9
    assert age.max() < 19


def test_one_activity_at_a_time(done):
    same = done.person[1:] == done.person[:-1]
    assert (done.start[1:] >= done.end[:-1])[same].all()
    assert (done.start < done.end).all()


def test_most_are_occupied(watch, done):
    day = watch.calendar.start_day + 300
    now = (done.start <= day) & (done.end > day)
    assert now.sum() > 10
    assert (done.activity[now] >= FIRST_IDLE).mean() < 0.25


def test_what_is_not_known_was_not_made_sure_of(batch):
    unknown = batch.columns["activity_code"].indices == ACTIVITIES.index("UNKNOWN")
    assert (np.isnat(batch.columns["date_verified"]) == unknown).all()


def test_the_end_is_told_after_it_came(batch):
    end = batch.columns["end_date"]
    told = ~np.isnat(end)
    assert (batch.known[told] >= end[told].astype(int)).all()


def test_the_same_seed_says_the_same(watch, batch):
    (again,) = watch_neet(watch)
    assert (again.known == batch.known).all()
    assert (again.columns["activity_code"].indices == batch.columns["activity_code"].indices).all()
