"""Meeting the programme's threshold: what counts as evidence for how long, and the chance to come to meet it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.domain.progress import SilentProgress
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.profile import load_profile
from csps.synthetic.run import Recipe, live
from csps.synthetic.truth.eligibility import HORIZON_WEEKS, THRESHOLD, TROUBLES, EligibilityRisk, eligible
from csps.synthetic.truth.intervals import Intervals, merged, on
from csps.synthetic.truth.needs import ASSESSED, BY_SPELL, NEEDS, SOURCES, YEAR, evidence, on_record

DAY = 18_000
LEVELS = ("vulnerability", "exposure", "seen", "who", "helped", "joint", "path")
NONE = np.empty(0, dtype=np.int64)


@pytest.fixture(scope="module")
def risk(hasty):
    return EligibilityRisk(hasty)


@pytest.fixture(scope="module")
def risk_without_help(hasty):
    return EligibilityRisk(hasty.without_help())


def families(number, **changes):
    """Give families of one kind, each with an arbitrary or a given level."""
    state = {name: np.zeros(number, dtype=np.int64) for name in LEVELS}
    state |= {"who": np.full(number, 15), "seen": np.full(number, 2), "exposure": np.full(number, 4)}
    state |= {f"on_{spell}": np.zeros(number, dtype=bool) for spell in BY_SPELL}
    state["household"] = np.arange(number)
    return state | {name: np.broadcast_to(value, number) for name, value in changes.items()}


def any_families(mechanisms, number=4_000, seed=2):
    """Give families of every kind."""
    rng, states = np.random.default_rng(seed), mechanisms.circumstances.states
    tops = {"vulnerability": 4, "exposure": 8, "seen": 5, "who": 16, "helped": 3, "joint": states, "path": 11}
    levels = {name: rng.integers(0, top, number) for name, top in tops.items()}
    return families(number, **levels, **{f"on_{spell}": rng.random(number) < 0.3 for spell in BY_SPELL})


def seen(**households):
    """Say for which households each source saw something before the day that counts, and for long."""
    named = {
        name.replace("_", " ") if name.replace("_", " ") in SOURCES else name: rows for name, rows in households.items()
    }
    return {
        source: Intervals(
            np.array(named.get(source, NONE)),
            np.full(len(named.get(source, NONE)), DAY - 30),
            np.full(len(named.get(source, NONE)), DAY + 7 * HORIZON_WEEKS + 1),
        )
        for source in (*SOURCES, ASSESSED)
    }


# --- records ----------------------------------------------------------------------------------------------------------
def test_eligible_is_who_meets_three_needs_while_an_assessment_stands(watch):
    history = watch.history
    record, households = on_record(history), np.arange(len(history.households["active"]))
    whole, found = eligible(record), 0
    for day in range(history.calendar.start_day, history.calendar.end_day, 45):
        many = sum((on(record[need], households, day) > 0).astype(int) for need in NEEDS)
        expected = (many >= THRESHOLD) & (on(record[ASSESSED], households, day) > 0)
        assert ((on(whole, households, day) > 0) == expected).all()
        found += expected.sum()
    assert found > 3, "a borough in which nobody is eligible tests nothing"


# --- chances ----------------------------------------------------------------------------------------------------------
def test_every_chance_lies_between_nought_and_one(risk, hasty):
    anybody = any_families(hasty)
    harm, recorded = risk.look_up(anybody, seen(domestic_incident=[1, 5, 9], assessed=[5, 7]), DAY)
    for chance in (harm, recorded):
        assert chance.min() >= 0
        assert chance.max() <= 1
        assert chance.std() > 0.01


def test_evidence_counts_until_the_day_before_its_last(risk):
    _, never = risk.look_up(families(1), seen(), DAY)
    ended = {
        source: Intervals(np.array([0]), np.array([DAY - 400]), np.array([DAY])) for source in (*SOURCES, ASSESSED)
    }
    _, recorded = risk.look_up(families(1), ended, DAY)
    assert recorded == never
    _, recorded = risk.look_up(families(1), ended | {ASSESSED: seen()[ASSESSED]}, DAY - 1)
    assert recorded > never


@pytest.mark.parametrize("source", list(SOURCES))
def test_the_chance_rises_with_everything_that_may_show_a_need(risk, source):
    other = "missing_episode" if source != "missing_episode" else "youth_offence"
    for joint, helped in ((0, 0), (17, 1), (60, 2)):
        some = families(3, joint=joint, helped=helped)
        _, chance = risk.look_up(some, seen(**{source: [1, 2], other: [2]}), DAY)
        assert chance[0] < chance[1] < chance[2]


def test_what_an_assessment_under_way_will_lead_to_is_not_known(risk):
    under_way = families(2, path=Path.ASSESSMENT_2)
    _, chance = risk.look_up(under_way, seen(open_case=[1]), DAY)
    assert chance[0] == chance[1]


def test_an_assessment_that_stands_is_worth_much_and_the_longer_the_more(risk):
    lasting = seen(missing_episode=[0, 1, 2, 3], youth_offence=[0, 1, 2, 3]) | {
        ASSESSED: merged(np.arange(1, 4), np.full(3, DAY - 9), DAY + np.array([30, 90, 182]))
    }
    _, chance = risk.look_up(families(4), lasting, DAY)
    assert (np.diff(chance) > 0).all()


def test_help_makes_three_troubles_less_likely_to_come_together(risk, risk_without_help, hasty):
    anybody = any_families(hasty)
    with_help, _ = risk.look_up(anybody, seen(), DAY)
    alone, _ = risk_without_help.look_up(anybody, seen(), DAY)
    assert (with_help <= alone + 1e-6).all()
    assert with_help[anybody["helped"] == 2].mean() < alone[anybody["helped"] == 2].mean()
    assert np.array_equal(with_help[anybody["helped"] == 0], alone[anybody["helped"] == 0])


def test_an_open_case_is_more_likely_to_be_asked_about(risk):
    open_case = families(2, path=np.array([Path.NONE, Path.OPEN_LONG]))
    _, chance = risk.look_up(open_case, seen(assessed=[0, 1], missing_episode=[0, 1]), DAY)
    assert chance[0] < chance[1]


@pytest.mark.parametrize(("vulnerability", "helped", "joint"), [(2, 0, 0), (3, 1, 0), (2, 2, 25)])
def test_three_troubles_come_together_as_often_as_they_are_said_to(hasty, risk, vulnerability, helped, joint):
    circumstances, number, rng = hasty.circumstances, 20_000, np.random.default_rng(3)
    state = np.full(number, joint, dtype=np.int16)
    levels = (np.full(number, value, dtype=np.int8) for value in (vulnerability, helped))
    vulnerable, help_given = levels
    together = np.zeros(number, dtype=bool)
    for _ in range(HORIZON_WEEKS):
        circumstances.step(state, vulnerable, help_given, rng)
        together |= sum((circumstances.level(state, factor) > 0).astype(int) for factor in TROUBLES) >= 3
    same = families(1, vulnerability=vulnerability, helped=helped, joint=joint)
    expected = float(risk.look_up(same, seen(), DAY)[0][0])
    assert 0.02 < expected < 0.98
    assert together.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / number))


def test_what_is_said_on_a_day_knows_nothing_of_what_comes_after(risk):
    before = merged(np.array([0]), np.array([DAY - 300]), np.array([DAY - 300 + YEAR]))
    whole = merged(np.zeros(2, dtype=np.int64), DAY + np.array([-300, 30]), DAY + np.array([-300, 30]) + YEAR)
    for source in ("adult_offence", ASSESSED):
        _, expected = risk.look_up(families(1), seen(domestic_incident=[0]) | {source: before}, DAY)
        _, chance = risk.look_up(families(1), seen(domestic_incident=[0]) | {source: whole}, DAY)
        assert chance == expected


@pytest.mark.slow
def test_the_chance_is_true_of_the_record_it_is_about():
    recipe = Recipe(20_000, 364, date(2026, 11, 16), 1, "inner-london", 1.0, 1.0)
    borough, watch = live(recipe, load_profile(recipe.profile), SilentProgress())
    history, observed, expected = watch.history, 0, 0.0
    where, whole, chances = evidence(history), eligible(on_record(history)), EligibilityRisk(borough.mechanisms)
    for week in range(104, history.calendar.weeks - HORIZON_WEEKS, HORIZON_WEEKS):
        snapshot, day = history.snapshots[week], history.calendar.first_day(week)
        ready = on(whole, snapshot["household"], day) == 0
        soon = (whole.start > day) & (whole.start <= day + 7 * HORIZON_WEEKS)
        observed += np.isin(snapshot["household"][ready], whole.household[soon]).sum()
        expected += chances.look_up(snapshot, where, day)[1][ready].sum()
    assert expected > 300, "too small a borough tells nothing"
    assert 0.85 < observed / expected < 1.15
