"""Small boroughs whose assumptions a test may change, and the promises about people that hold after every week."""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from datetime import date
from importlib import resources

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER, Calendar
from csps.synthetic.lives.borough import Borough, Place
from csps.synthetic.lives.founding import Communities
from csps.synthetic.lives.housing import SECTORS
from csps.synthetic.lives.population import CHILDREN, NOBODY
from csps.synthetic.profile import read_profile

END = date(2026, 11, 16)
SHARES_OF_SECTORS = (0.24, 0.38, 0.32, 0.04, 0.015, 0.005)
PLACES_OF_SECTORS = (1, 1, 1, 5, 8, 6)
# so that a small borough sees in a year what a large one sees every week
BUSY = {
    "harm": {"rate": 0.5, "together": []},
    "safeguarding": {"looked_after_of_harm": 0.3, "noise_contact": 1.0, "concern_contact": 0.5, "care_weeks": [8, 60]},
    "help": {"early_help_rate": 0.1, "programme_rate": 0.4, "early_help_weeks": 10, "programme_weeks": 15},
    "demography": {
        "separation": 0.3, "new_partner": 0.6, "couple_forms": 0.5, "leaves_home": 0.8, "adoption": 25.0,
        "first_birth": 0.3, "next_birth": [1.5, 0.9, 0.9, 0.9], "out_family": 0.3,
    },
}  # fmt: skip


def changed_profile(**sections):
    """Read the shipped profile with values of some sections changed."""
    text = (resources.files("csps.synthetic") / "profiles" / "inner-london.toml").read_text(encoding="utf-8")
    values = copy.deepcopy(tomllib.loads(text))
    for section, changes in sections.items():
        assert set(changes) <= set(values[section]), "a test changes what the profile does not have"
        values[section] |= changes
    return read_profile(values)


def small_place(residents, rng, spare=1.3):
    """Lay out dwellings of every sector for so many residents, and two communities."""
    number = int(residents / 2.13 * spare)
    sector = rng.choice(len(SECTORS), number, p=SHARES_OF_SECTORS).astype(np.int8)
    sector[: len(SECTORS)] = range(len(SECTORS))
    return Place(
        sector=sector,
        places=np.array(PLACES_OF_SECTORS, dtype=np.int16)[sector],
        deprivation=rng.integers(1, 6, number).astype(np.int8),
        communities=Communities(np.array([0.8, 0.2]), np.array([False, True])),
        seen=np.array([0.0, -0.26]),
    )


FOUNDED = {}  # working out the chances takes longest: a borough is founded once and copied for each test


def small_borough(profile, residents=1_000, weeks=26, burn_in=4, seed=1, **effects):
    """Give a founded borough that is to be lived by the test."""
    key = (id(profile), residents, weeks, burn_in, seed, *sorted(effects.items()))
    if key not in FOUNDED:
        effects = {"help_effect": 1.0, "observation_bias": 1.0} | effects
        place = small_place(residents, np.random.default_rng(seed))
        borough = Borough(profile, place, Calendar(END, weeks, burn_in), np.random.SeedSequence(seed), **effects)
        borough.found(residents)
        FOUNDED[key] = profile, borough
    declared = (profile, profile.sections, profile.factors, profile.happenings, profile.spells)
    entries = (*profile.sections.values(), *profile.factors, *profile.happenings, *profile.spells)
    return copy.deepcopy(FOUNDED[key][1], {id(one): one for one in (*declared, *entries)})  # a profile cannot be copied


def broken_promises(borough):
    """Name what is wrong with the people and households of a borough as they are now."""
    people, rows = borough.population.people, borough.population.households
    found = []

    def hold(promise, holds):
        if not np.all(holds):
            found.append(f"{promise}: {np.count_nonzero(~np.atleast_1d(holds))}")

    slots = np.concatenate([rows["adults"], rows["children"]], axis=1)
    where, column = np.nonzero(slots != NOBODY)
    person = slots[where, column]
    hold("a person has one place in one household", np.unique(person).size == person.size)
    hold("a person's home is the household that names them", people["home"][person] == where)
    hold("who has a home is named by it", np.isin(np.flatnonzero(people["home"] != NOBODY), person))
    hold("nobody lives in a household that ended", rows["active"][where])
    hold("a household has a carer", rows["adults"][rows["active"], 0] != NOBODY)
    gone = (people["death"] < FOREVER) | (people["left"] < FOREVER)
    hold("who died or left lives nowhere", people["home"][gone] == NOBODY)
    hold("who died or left has no second home", people["second_home"][gone] == NOBODY)
    hold("everybody lives here, is in care, or has left", gone | (people["home"] != NOBODY) | people["in_care"])
    hold("who is in care lives in no household", people["home"][people["in_care"]] == NOBODY)
    hold("who is in care has not left", people["left"][people["in_care"]] == FOREVER)
    second = people["second_home"]
    guests = np.flatnonzero(second != NOBODY)
    hold("second homes exist", rows["active"][second[guests]])
    hold("a second home is another home", people["home"][guests] != second[guests])
    running = borough.records.care["child"][borough.records.care["end"] == FOREVER]
    hold("who is in care has one running row", sorted(running) == np.flatnonzero(people["in_care"]).tolist())
    found.extend(_crowded(borough))
    return found


def _crowded(borough):
    rows, housing = borough.population.households, borough.housing
    lived_in = Counter(rows["dwelling"][rows["active"] & (rows["dwelling"] != NOBODY)].tolist())
    vacant = Counter(place for places in (*housing._vacant, housing._given_up) for place in places)
    total = lived_in + vacant
    if any(rows["dwelling"][~rows["active"]] != NOBODY):
        yield "a household that ended keeps its dwelling"
    if {place: total[place] for place in borough.places} != borough.places:
        yield "a dwelling's places are lived in or vacant, none twice and none lost"


def of_age(borough, day):
    """Count children at home who were 18 a week before a day."""
    children = borough.population.households["children"]
    persons = children[children != NOBODY]
    return int((borough.population.ages(persons, day - 7) >= 18).sum())


def lived(borough):
    """Live a borough to its end and list the promises broken after any of its weeks."""
    borough.places = Counter(place for places in borough.housing._vacant for place in places)
    rows = borough.population.households["dwelling"]
    borough.places += Counter(rows[rows != NOBODY].tolist())
    borough.faults = broken_promises(borough)
    for week in range(-borough.calendar.burn_in, borough.calendar.weeks):
        borough.week(week)
        borough.faults += [f"week {week}, {fault}" for fault in broken_promises(borough)]
        late = of_age(borough, borough.calendar.first_day(week + 1))
        borough.faults += [f"week {week}, children of 18"] * bool(late)
    borough.close()
    return borough


@pytest.fixture(scope="session")
def profile_with():
    """Give the reader of changed profiles: profile_with(section={...})."""
    return changed_profile


@pytest.fixture(scope="session")
def found_borough():
    """Give the founder of boroughs: found_borough(profile, residents=, weeks=, burn_in=, seed=)."""
    return small_borough


@pytest.fixture(scope="session")
def shipped():
    return changed_profile()


@pytest.fixture(scope="session")
def busy_profile():
    return changed_profile(**BUSY)


@pytest.fixture(scope="session")
def busy(busy_profile):
    """A borough in which much happens, lived to its end; `faults` lists the promises broken on the way."""
    return lived(small_borough(busy_profile, residents=1_600, weeks=72, burn_in=8))


@pytest.fixture
def fresh(busy_profile):
    """A borough on its first day."""
    return small_borough(busy_profile, residents=900)


@pytest.fixture(scope="session")
def most_children():
    return CHILDREN
