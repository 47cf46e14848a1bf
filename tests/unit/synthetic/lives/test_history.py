"""A history is looked at by household, person and day."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.headlines import HEADLINES, NAMED_IN_NOMINATION
from csps.synthetic.lives.history import Stays, _nominations, finished
from csps.synthetic.lives.population import NOBODY, ROLES


@pytest.fixture(scope="module")
def history(busy):
    return finished(busy)


@pytest.fixture(scope="module")
def some(history):
    """Households and days, some of them before or after the household's time."""
    rng = np.random.default_rng(2)
    households = rng.integers(0, len(history.households["active"]), 300)
    days = rng.integers(history.calendar.first_day(-8), history.calendar.end_day, 300)
    return households, days


def slowly(history, household, day):
    """Look for who lives in one household on one day, row by row."""
    stays = history.residence
    here = (stays["household"] == household) & (stays["start"] <= day) & (stays["end"] > day)
    return stays["person"][here].tolist(), stays["role"][here].tolist()


def test_stays_find_what_a_slow_look_finds():
    rng = np.random.default_rng(1)
    key, value, start = rng.integers(0, 30, 200), np.arange(200), rng.integers(0, 100, 200)
    end = start + rng.integers(0, 40, 200)
    stays = Stays(key, value, start, end)
    keys, days = rng.integers(0, 35, 90), rng.integers(0, 150, 90)
    which, rows = stays.on(keys, days)
    for place in range(90):
        expected = value[(key == keys[place]) & (start <= days[place]) & (end > days[place])]
        assert sorted(stays.value[rows[which == place]]) == sorted(expected)
    which, rows = stays.of(keys)
    assert all(
        sorted(stays.value[rows[which == place]]) == np.flatnonzero(key == keys[place]).tolist() for place in range(90)
    )


def test_members_are_who_lives_there_on_the_day(history, some):
    which, persons = history.members(*some)
    for place, (household, day) in enumerate(zip(*some, strict=True)):
        people, roles = slowly(history, household, day)
        expected = [one for one, role in zip(people, roles, strict=True) if role != ROLES.index("second_home")]
        assert sorted(persons[which == place]) == sorted(expected)
    assert len(persons) > 100


def test_members_by_role_and_age(history, some):
    which, persons = history.members(*some, roles=("child", "second_home"), ages=(5, 11))
    ages = history.ages(persons, some[1][which])
    assert len(persons) > 10
    assert ((ages >= 5) & (ages < 11)).all()


def test_carer_and_partner(history, some):
    for role, find in (("carer", history.carer), ("partner", history.partner)):
        found = find(*some)
        for person, household, day in zip(found, *some, strict=True):
            people, roles = slowly(history, household, day)
            assert [person] == (
                [one for one, its in zip(people, roles, strict=True) if its == ROLES.index(role)] or [NOBODY]
            )


def test_every_household_has_a_carer_for_as_long_as_it_lasts(history):
    """Also after the carer died and another adult stepped in."""
    rows = history.households
    for household in range(len(rows["active"])):
        ends = min(int(rows["dissolved"][household]), history.calendar.end_day)
        for day in {int(rows["formed"][household]), (int(rows["formed"][household]) + ends) // 2, ends - 1}:
            if rows["formed"][household] <= day < ends:
                assert history.carer(np.array([household]), np.array([day]))[0] != NOBODY


def test_one_member_is_a_member(history, some):
    picked = history.one_member(*some, np.random.default_rng(3), roles=("child",))
    for person, household, day in zip(picked, *some, strict=True):
        people, roles = slowly(history, household, day)
        children = [one for one, role in zip(people, roles, strict=True) if role == ROLES.index("child")]
        assert person in children or (person == NOBODY and not children)


def test_home_and_address_of_a_person(history):
    persons = np.arange(0, len(history.people["birth"]), 7)
    days = np.full(len(persons), history.calendar.first_day(30))
    home, address = history.home(persons, days), history.address(persons, days)
    assert (home != NOBODY).any()
    assert (home == NOBODY).any()
    lives = home != NOBODY
    assert (history.dwelling(home[lives], days[lives]) == address[lives]).all()
    assert (address[~lives] == -1).all()


def test_happenings_and_spells_by_name(history):
    incidents = history.happened("domestic_incident")
    assert (
        len(incidents["day"])
        == (history.happenings["kind"] == history.happening_names.index("domestic_incident")).sum()
    )
    absence = history.lasted("absence")
    assert (absence["start"] < absence["end"]).all()
    assert (absence["end"] == FOREVER).any()
    with pytest.raises(ValueError, match="not in tuple"):
        history.happened("eclipse")


def test_a_nomination_names_three_or_four_headlines(busy):
    kinds = np.full(900, busy.happenings.names.index("nomination"))
    kinds[::3] = 0
    drawn = _nominations(busy, {"household": np.arange(900), "day": np.arange(900) + 7, "kind": kinds})
    named = np.array([int(bits).bit_count() for bits in drawn["headlines"]])
    assert drawn["household"].tolist() == np.flatnonzero(kinds).tolist()
    assert set(named) == {NAMED_IN_NOMINATION, NAMED_IN_NOMINATION + 1}
    assert drawn["headlines"].max() < 1 << len(HEADLINES)
    share = [((drawn["headlines"] >> place) & 1).mean() for place in range(len(HEADLINES))]
    assert 0.2 < min(share) < max(share) < 0.5


def test_a_history_tells_its_nominations(history):
    assert history.nominations["day"].tolist() == history.happened("nomination")["day"].tolist()
