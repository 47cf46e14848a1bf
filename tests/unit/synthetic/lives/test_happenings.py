"""Events and spells: as often as declared, and only where somebody lives for whom they make sense."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.circumstances import Circumstances, weekly
from csps.synthetic.lives.classes import HAS_CHILDREN, HAS_SCHOOL
from csps.synthetic.lives.happenings import Happenings, Spells
from csps.synthetic.lives.population import Population

NUMBER = 30_000
EVEN = np.ones(5)


@pytest.fixture(scope="module")
def circumstances(shipped):
    return Circumstances(shipped)


@pytest.fixture
def population():
    population = Population()
    population.form(NUMBER, 0, who=HAS_CHILDREN | HAS_SCHOOL, joint=100)
    return population


def everybody():
    return np.arange(NUMBER)


def test_events_come_as_often_as_declared(shipped, circumstances, population):
    happenings = Happenings(circumstances, shipped, EVEN)
    kinds = np.concatenate(
        [happenings.week(population, everybody(), 7, np.random.default_rng(seed))[1] for seed in range(8)]
    )
    rates = np.array([happening.rate * circumstances.times(happening.by)[100] for happening in shipped.happenings])
    rates[[happening.needs in ("young", "teen") for happening in shipped.happenings]] = 0
    expected = weekly(rates.sum()) * rates / rates.sum() * 8 * NUMBER
    observed = np.bincount(kinds, minlength=len(rates))
    assert (np.abs(observed - expected) <= 4.5 * np.sqrt(expected) + 1e-9).all()
    assert np.allclose(happenings.weekly[:, 2, HAS_CHILDREN | HAS_SCHOOL, 100] * 8 * NUMBER, expected, rtol=1e-4)


def test_events_are_logged_within_the_week_and_told(shipped, circumstances, population):
    happenings = Happenings(circumstances, shipped, EVEN)
    struck, kind, days = happenings.week(population, everybody(), 70, np.random.default_rng(1))
    rows = happenings.log.rows()
    assert rows["household"].tolist() == struck.tolist()
    assert rows["kind"].tolist() == kind.tolist()
    assert rows["day"].tolist() == days.tolist()
    assert set(days) == set(range(70, 77))
    assert len(np.unique(struck)) == len(struck)


def test_uneven_observation_shows_in_what_is_seen_unevenly_only(shipped, circumstances):
    happenings = Happenings(circumstances, shipped, np.array([0.6, 0.8, 1.0, 1.3, 1.6]))
    missed, incident = (happenings.names.index(name) for name in ("missed_health_review", "domestic_incident"))
    chance = happenings.weekly[:, :, 15, 0]
    assert chance[incident, 4] / chance[incident, 0] == pytest.approx(1.6 / 0.6, rel=0.01)
    assert chance[missed, 4] / chance[missed, 0] == pytest.approx(1.0, rel=0.01)


def test_a_new_household_brings_spells_in_their_long_run_mix(shipped, circumstances, population):
    spells = Spells(circumstances, shipped)
    spells.seed(population, everybody(), 1_000, np.random.default_rng(3))
    for kind, (start, stop) in enumerate(zip(spells.start, spells.stop, strict=True)):
        share = start[100] / (start[100] + stop[100])
        observed = spells.on(kind, everybody()).mean()
        assert abs(observed - share) < 4.5 * np.sqrt(share * (1 - share) / NUMBER)


def test_spells_start_and_stop_as_often_as_declared(shipped, circumstances, population):
    spells = Spells(circumstances, shipped)
    spells.seed(population, everybody()[:0], 0, np.random.default_rng(3))
    spells.week(population, everybody(), 7, np.random.default_rng(4))
    on = [spells.on(kind, everybody()) for kind in range(len(spells.names))]
    for kind, started in enumerate(on):
        expected = spells.start[kind][100]
        assert abs(started.mean() - expected) < 4.5 * np.sqrt(expected / NUMBER)
    kind = spells.names.index("absence")
    spells._since[kind][:NUMBER] = 3
    spells.week(population, everybody(), 14, np.random.default_rng(5))
    expected = spells.stop[kind][100]
    assert abs((~spells.on(kind, everybody())).mean() - expected) < 4.5 * np.sqrt(expected / NUMBER)


def test_a_spell_ends_when_nobody_is_left_for_whom_it_makes_sense(shipped, circumstances, population):
    spells = Spells(circumstances, shipped)
    absence = spells.names.index("absence")
    spells.seed(population, everybody(), 0, np.random.default_rng(3))
    assert spells.on(absence, everybody()).any()
    population.households["who"][:] = 0
    spells.week(population, everybody(), 7, np.random.default_rng(4))
    assert not spells.on(absence, everybody()).any()


def test_a_spell_ends_with_the_household_and_others_last(shipped, circumstances, population):
    spells = Spells(circumstances, shipped)
    spells.seed(population, everybody(), 0, np.random.default_rng(3))
    on = spells.on(0, everybody())
    population.dissolve(everybody()[:1_000], 25)
    spells.dissolve(population)
    spells.close()
    rows = spells.log.rows()
    ended = rows["end"] < FOREVER
    first = rows["kind"] == 0
    assert (rows["household"][ended] < 1_000).all()
    assert (rows["end"][ended] == 25).all()
    assert sorted(rows["household"][first]) == np.flatnonzero(on).tolist()
    assert (rows["start"] < rows["end"]).all()


def test_spells_have_room_for_every_household(shipped, circumstances):
    population, spells = Population(), Spells(circumstances, shipped)
    for _ in range(5):
        new = population.form(1_500, 0)
        spells.seed(population, new, 0, np.random.default_rng(3))
        assert spells.on(0, np.arange(population.households.count)).shape == (population.households.count,)
