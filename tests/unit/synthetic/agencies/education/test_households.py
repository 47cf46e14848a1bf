"""Spells of a household, seen from the child."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.agencies.education.households import HouseholdSpells
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.population import NOBODY


def with_spells(watch, *spells):
    """Give the borough with these spells of absence only: (household, start, end)."""
    history = watch.history
    household, start, end = (np.array(column, dtype=np.int32) for column in zip(*spells, strict=True))
    kind = np.full(len(household), history.spell_names.index("absence"))
    only = {**history.spells, "household": household, "kind": kind, "start": start, "end": end}
    return dataclasses.replace(watch, history=dataclasses.replace(history, spells=only))


@pytest.fixture(scope="module")
def home(watch):
    """A household with a child that stays at home for long: (child, household, a day in the middle)."""
    history, day = watch.history, watch.calendar.end_day - 120
    households = np.arange(len(history.households["formed"]))
    which, child = history.members(households, np.full(len(households), day), roles=("child",), ages=(5, 12))
    stays = (history.home(child, np.full(len(child), day - 60)) == which) & (
        history.home(child, np.full(len(child), day + 60)) == which
    )
    return int(child[stays][0]), int(which[stays][0]), day


def test_a_spell_is_on_from_its_first_day_to_the_one_before_its_end(watch, home):
    child, household, day = home
    spells = HouseholdSpells(with_spells(watch, (household, day, day + 20)), "absence")
    days = np.array([day - 1, day, day + 19, day + 20])
    assert spells.on(np.full(4, child), days).tolist() == [False, True, True, False]


def test_a_spell_of_another_household_or_for_nobody_is_not_on(watch, home):
    child, household, day = home
    spells = HouseholdSpells(with_spells(watch, (household + 1, day, day + 20)), "absence")
    assert not spells.on(np.array([child]), np.array([day])).any()
    left = np.flatnonzero(watch.history.home(np.arange(len(watch.history.people["birth"])), np.full(
        len(watch.history.people["birth"]), day)) == NOBODY)[:20]  # fmt: skip
    assert not HouseholdSpells(watch, "absence").on(left, np.full(len(left), day)).any()


def test_a_person_has_the_part_of_a_spell_that_was_lived_at_home(watch, home):
    child, household, day = home
    spells = HouseholdSpells(with_spells(watch, (household, day, day + 20), (household, 0, 5)), "absence")
    person, start, end, which = spells.of_persons()
    mine = person == child
    assert (start[mine].tolist(), end[mine].tolist(), which[mine].tolist()) == ([day], [day + 20], [0])


def test_what_is_listed_by_person_is_what_is_found_by_day(watch):
    spells = HouseholdSpells(watch, "absence")
    person, start, end, _ = spells.of_persons()
    assert len(person) > 50
    assert (start < end).all()
    inside = start >= watch.calendar.first_day(-watch.calendar.burn_in)
    at_home = watch.history.home(person, start) != NOBODY
    seen = inside & at_home
    assert spells.on(person[seen], start[seen]).all()
    over = seen & (end < FOREVER)
    listed = set(zip(person.tolist(), start.tolist(), strict=True))
    goes_on = np.array([(who, day) in listed for who, day in zip(person.tolist(), end.tolist(), strict=True)])
    ended = over & ~goes_on & (watch.history.home(person, end) == watch.history.home(person, end - 1))
    assert spells.on(person[ended], end[ended] - 1).all()


def test_no_spells_touch_nobody(watch, home):
    history = watch.history
    nothing = {name: rows[:0] for name, rows in history.spells.items()}
    spells = HouseholdSpells(
        dataclasses.replace(watch, history=dataclasses.replace(history, spells=nothing)), "absence"
    )
    assert not spells.on(np.array([home[0]]), np.array([home[2]])).any()
    assert [len(column) for column in spells.of_persons()] == [0] * 4
