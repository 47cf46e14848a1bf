"""Anti-social behaviour, with and without a person."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.agencies.antisocial_behaviour import watch_antisocial_behaviour
from csps.synthetic.lives.population import NOBODY


def days_of(dates):
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


@pytest.fixture(scope="module")
def batches(busy_watch):
    """Such behaviour is rare, and without a person rarer: these tests look at the larger borough."""
    return watch_antisocial_behaviour(busy_watch)


@pytest.fixture(scope="module")
def behaviour(batches, as_frames):
    return as_frames(batches)["feeds.police_asb"].assign(person=batches[0].persons["nominal_id"])


def test_every_column_is_as_the_contracts_say(batches, contract_faults):
    assert [contract_faults(batch) for batch in batches] == [[]]


def test_behaviour_without_a_person_still_has_an_address(busy_watch, behaviour):
    nobody = behaviour.person == NOBODY
    assert nobody.any()
    unnamed = behaviour[nobody]
    assert unnamed[["nominal_id", "forename", "surname", "date_of_birth"]].isna().all(axis=None)
    known_place = unnamed.address_line.notna()
    assert known_place.mean() > 0.9
    assert unnamed[known_place][["postcode", "uprn"]].notna().all(axis=None)
    assert set(unnamed[known_place].uprn) <= set(busy_watch.town.uprn)


def test_interventions_end_after_they_began_and_others_never(behaviour):
    ended = behaviour.intervention_end_date.notna()
    assert (behaviour.intervention_end_date[ended] > behaviour.asb_date[ended]).all()
    assert (behaviour.intervention[ended] != "NONE").all()
    assert not behaviour[behaviour.intervention == "NONE"].duplicated("asb_id").any()


def test_every_behaviour_that_was_lived_is_logged_unless_it_is_known_too_late(busy_watch, as_frames):
    calendar = busy_watch.calendar
    logged = as_frames(watch_antisocial_behaviour(busy_watch))["feeds.police_asb"].drop_duplicates("asb_id")
    lived = busy_watch.history.happened("antisocial_behaviour")["day"]
    counts = [
        ((days >= calendar.start_day) & (days < calendar.end_day - 200)).sum()
        for days in (days_of(logged.asb_date), lived)
    ]
    assert counts[0] == counts[1] > 50


def test_who_is_named_is_old_enough_and_lived_in_the_household(busy_watch, behaviour):
    named = behaviour[behaviour.person != NOBODY].drop_duplicates("asb_id")
    person, day = named.person.to_numpy(), days_of(named.asb_date)
    age = busy_watch.history.ages(person, day)
    assert ((age >= 10) & (age < 75)).all()
    assert (busy_watch.history.home(person, day) != NOBODY).all()
    assert 0 < len(named) < behaviour.asb_id.nunique()


def test_it_is_known_after_it_happened_and_its_end_after_it_ended(behaviour):
    assert (behaviour.known >= days_of(behaviour.asb_date)).all()
    ended = behaviour.dropna(subset=["intervention_end_date"])
    assert (ended.known >= days_of(ended.intervention_end_date)).all()


def test_two_runs_give_the_same_rows(watch, same_watch, as_frames):
    once, again = (as_frames(watch_antisocial_behaviour(each))["feeds.police_asb"] for each in (watch, same_watch))
    pd.testing.assert_frame_equal(again, once)


def test_where_nothing_happens_the_table_is_empty_and_complete(watch, contract_faults):
    nothing = {name: column[:0] for name, column in watch.history.happenings.items()}
    quiet = dataclasses.replace(watch, history=dataclasses.replace(watch.history, happenings=nothing))
    (batch,) = watch_antisocial_behaviour(quiet)
    assert len(batch) == 0
    assert contract_faults(batch) == []
