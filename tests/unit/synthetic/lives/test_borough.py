"""The borough as it is lived: promises that hold after every week."""

from __future__ import annotations

import numpy as np

from csps.domain.progress import SilentProgress
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.borough import SNAPSHOT
from csps.synthetic.lives.population import NOBODY, ROLES


def test_every_promise_about_people_holds_after_every_week(busy):
    assert busy.faults == []


def test_what_the_promises_are_about_did_happen(busy):
    """Without separations, deaths, care, adoption and second homes the promises would hold of themselves."""
    people, stays = busy.population.people, busy.population.residence.rows()
    assert (people["death"] < FOREVER).sum() > 5
    assert (people["adopted_on"] < FOREVER).sum() > 1
    assert (stays["role"] == ROLES.index("second_home")).sum() > 10
    assert len(busy.records.care["child"]) > 30
    assert len(busy.records.plans["case"]) > 10
    assert (busy.population.households["dissolved"] < FOREVER).sum() > 50


def test_stays_of_a_person_never_overlap(busy):
    stays = busy.population.residence.rows()
    for second in (False, True):
        rows = np.flatnonzero((stays["role"] == ROLES.index("second_home")) == second)
        rows = rows[np.lexsort((stays["end"][rows], stays["start"][rows], stays["person"][rows]))]
        assert (stays["start"][rows] <= stays["end"][rows]).all()
        same = stays["person"][rows][1:] == stays["person"][rows][:-1]
        assert (stays["start"][rows][1:] >= stays["end"][rows][:-1])[same].all()


def test_nobody_lives_here_before_birth_or_after_death_or_leaving(busy):
    stays, people = busy.population.residence.rows(), busy.population.people
    person = stays["person"]
    assert (stays["start"] >= people["birth"][person]).all()
    ended = stays["end"] < FOREVER
    assert (stays["end"][ended] <= people["death"][person][ended]).all()
    assert (stays["end"][ended] <= people["left"][person][ended]).all()
    assert set(np.flatnonzero(people["home"] != NOBODY)) == set(person[~ended & (stays["role"] != 4)])


def test_a_dwelling_never_holds_more_households_than_it_has_places(busy):
    homes = busy.population.occupation.rows()
    assert (homes["start"] <= homes["end"]).all()
    for day in range(busy.calendar.first_day(-busy.calendar.burn_in), busy.calendar.end_day, 50):
        here = (homes["start"] <= day) & (homes["end"] > day)
        dwellings, count = np.unique(homes["dwelling"][here], return_counts=True)
        assert all(number <= busy.places[dwelling] for dwelling, number in zip(dwellings, count, strict=True))


def test_births_and_moves_fall_on_every_day_of_the_week(busy):
    people, homes = busy.population.people, busy.population.occupation.rows()
    born = people["birth"][people["birth"] > busy.calendar.first_day(-busy.calendar.burn_in)]
    moved = homes["end"][homes["end"] < FOREVER]
    for days in (born, moved):
        share = np.bincount(days % 7, minlength=7) / len(days)
        assert len(days) > 50
        assert share.max() < 0.35
        assert share.min() > 0.03


def test_births_of_one_week_fall_on_different_days(busy):
    """A borough whose births of a week share a day would make dates of birth seven times too common."""
    born = busy.population.people["birth"] + 3  # day 0 was a Thursday: now each multiple of 7 is a Monday
    born = np.unique(born[born >= busy.calendar.first_day(-busy.calendar.burn_in) + 10])
    days_in_week = np.unique(born // 7, return_counts=True)[1]
    assert (days_in_week > 1).mean() > 0.3


def test_adopted_children_live_with_their_new_parents(busy):
    people = busy.population.people
    adopted = np.flatnonzero(people["adopted_on"] < FOREVER)
    assert (people["birth_mother"][adopted] != people["mother"][adopted]).all()
    stays = busy.population.residence.rows()
    for child in adopted:
        begins = (stays["person"] == child) & (stays["start"] == people["adopted_on"][child])
        assert begins.sum() == 1
        assert people["mother"][child] in stays["person"][stays["household"] == stays["household"][begins]]


def test_adopted_in_the_last_week_have_a_home_too(busy_profile, found_borough):
    borough = found_borough(busy_profile, residents=300, weeks=2, burn_in=0)
    households = borough.population.households
    homes = np.flatnonzero(borough.population.child_count(np.arange(households.count)) > 0)
    child = households["children"][homes[:1], :1].ravel().astype(np.int64)
    borough.population.unsettle(child, borough.calendar.first_day(1))
    borough._find_homes(child, borough.calendar.first_day(1))
    assert borough.population.people["home"][child[0]] == households.count - 1


def test_the_state_of_families_is_kept_at_every_quarter(busy):
    assert tuple(busy.snapshots) == busy.calendar.quarters() == (7, 20, 33, 46, 59, 72)
    for state in busy.snapshots.values():
        assert {*SNAPSHOT, "household", "on_absence", "on_arrears", "on_out_of_work"} == set(state)
        assert len({len(values) for values in state.values()}) == 1
        assert len(state["household"]) == len(np.unique(state["household"])) > 100


def test_levels_are_fresh_at_a_quarter(found_borough, busy_profile):
    """A child's birthday within the quarter counts from the day on which the quarter's state is kept."""
    borough = found_borough(busy_profile, residents=600, weeks=13, burn_in=0)
    for week in range(13):
        borough.week(week)
    borough.close()
    families = borough.snapshots[13]["household"].astype(np.int64)
    rows = borough.population.households
    before = {name: rows[name][families].copy() for name in ("exposure", "who", "vulnerability", "seen")}
    borough._classes.work_out(borough.population, families, borough.calendar.end_day)
    for name, values in before.items():
        assert (rows[name][families] == values).all()
        assert (borough.snapshots[13][name] == values).all()


def test_one_seed_is_one_borough_and_another_seed_another(found_borough, busy_profile):
    def log_of(seed):
        borough = found_borough(busy_profile, residents=400, weeks=3, burn_in=0, seed=seed)
        for week in range(3):
            borough.week(week)
        borough.close()
        return borough.population.residence.rows()

    first, same, other = log_of(3), log_of(3), log_of(4)
    assert all((first[name] == same[name]).all() for name in first)
    assert len(first["person"]) != len(other["person"]) or (first["start"] != other["start"]).any()


def test_a_borough_lives_from_founding_to_end(busy_profile, found_borough):
    """`live` is founding, every week and closing."""
    whole = found_borough(busy_profile, residents=300, weeks=2, burn_in=1)
    parts = found_borough(busy_profile, residents=300, weeks=2, burn_in=1)
    anew = type(whole)(
        busy_profile,
        _place_of(whole),
        whole.calendar,
        np.random.SeedSequence(1),
        help_effect=1.0,
        observation_bias=1.0,
    )
    anew.live(300, SilentProgress())
    for week in range(-1, 2):
        parts.week(week)
    parts.close()
    assert anew.population.people.count == parts.population.people.count
    assert tuple(anew.snapshots) == tuple(parts.snapshots)


def _place_of(borough):
    from csps.synthetic.lives.borough import Place

    classes, settlers = borough._classes, borough._settlers
    sector = borough.housing.sector
    places = np.array((1, 1, 1, 5, 8, 6), dtype=np.int16)[sector]
    return Place(sector, places, classes._deprivation, settlers.communities, classes._seen)


def test_a_stream_is_the_same_for_a_name_and_differs_between_names(fresh):
    first, again, other = (fresh.stream(name).random(4) for name in ("a", "a", "b"))
    assert (first == again).all()
    assert (first != other).any()
