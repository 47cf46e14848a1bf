"""What agencies look at."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER


def test_each_stream_is_its_own_and_the_same_again(watch):
    one, same, other = watch.rng("police"), watch.rng("police"), watch.rng("health")
    draws = [rng.random(4).tolist() for rng in (one, same, other)]
    assert draws[0] == draws[1] != draws[2]


def test_another_seed_is_another_stream(watch):
    other = dataclasses.replace(watch, seed=watch.seed + 1)
    assert watch.rng("police").random() != other.rng("police").random()


def test_the_calendar_is_the_historys(watch):
    assert watch.calendar is watch.history.calendar


def at_age(watch, years):
    """Give everybody, each on the day of an age."""
    everyone = np.arange(len(watch.history.people["birth"]))
    return everyone, (watch.history.people["birth"] + years * 365.25).astype(np.int64)


@pytest.mark.parametrize(("years", "has_upn", "has_ni"), [(2, False, False), (9, True, False), (17, True, True)])
def test_numbers_come_with_age(watch, years, has_upn, has_ni):
    people = watch.on_paper(*at_age(watch, years))
    assert ((people.upn >= 0) == has_upn).all()
    assert ((people.ni >= 0) == has_ni).all()
    assert (people.nhs >= 0).all()


def test_a_surname_changes_ninety_days_after_the_wedding(watch):
    wives = np.flatnonzero(watch.identities.surname_since < FOREVER)
    since = watch.identities.surname_since[wives].astype(np.int64)
    assert len(wives) > 20
    before, after = watch.on_paper(wives, since - 1), watch.on_paper(wives, since)
    assert (before.surname == watch.identities.birth_surname[wives]).all()
    assert (after.surname == watch.identities.surname[wives]).all()
    assert (after.surname != before.surname).all()


def test_people_are_where_they_live_and_as_old_as_they_are(watch):
    everyone = np.arange(len(watch.history.people["birth"]))
    days = np.full(len(everyone), watch.calendar.first_day(10))
    people = watch.on_paper(everyone, days)
    assert np.array_equal(people.dwelling, watch.history.address(everyone, days))
    assert np.array_equal(people.birth_date.astype(np.int64), watch.history.people["birth"])
    assert (people.registered_on >= people.birth_date).all()


def test_after_adoption_nothing_of_the_old_identity_is_on_paper(watch):
    child = int(np.flatnonzero(watch.history.people["birth"] > watch.calendar.first_day(0) - 3000)[0])
    day = watch.calendar.first_day(30)
    adopted_on = watch.history.people["adopted_on"].copy()
    adopted_on[child] = day
    identities = watch.identities
    names = identities.adopted_forename.copy(), identities.adopted_surname.copy(), identities.adopted_nhs.copy()
    for column, value in zip(names, (11, 12, 9990000018), strict=True):
        column[child] = value
    changed = dataclasses.replace(
        watch,
        history=dataclasses.replace(watch.history, people={**watch.history.people, "adopted_on": adopted_on}),
        identities=dataclasses.replace(
            identities, adopted_forename=names[0], adopted_surname=names[1], adopted_nhs=names[2]
        ),
    )
    who = np.array([child, child])
    people = changed.on_paper(who, np.array([day - 1, day]))
    assert people.forename.tolist() == [identities.forename[child], 11]
    assert people.surname.tolist() == [identities.birth_surname[child], 12]
    assert people.birth_surname.tolist() == [identities.birth_surname[child], 12]
    assert people.nhs.tolist() == [identities.nhs[child], 9990000018]
    assert people.upn[1] == -1
    assert people.middle[1] == 0
