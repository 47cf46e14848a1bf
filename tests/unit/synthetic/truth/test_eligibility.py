"""Meeting the programme's threshold: what counts as evidence for how long, and the chance to come to meet it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.headlines import HEADLINES
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.truth.eligibility import (
    BY_HAPPENING,
    BY_NOTE,
    BY_SPELL,
    COUNTS_FOR,
    HORIZON_WEEKS,
    THRESHOLD,
    EligibilityRisk,
    eligible,
    evidence,
)
from csps.synthetic.truth.intervals import Intervals, merged, on

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


def met(**households):
    """Say for which households each headline is met on the day, and for long."""
    return {
        headline: Intervals(
            np.array(households.get(headline, NONE)),
            np.full(len(households.get(headline, NONE)), DAY - 30),
            np.full(len(households.get(headline, NONE)), DAY + 7 * HORIZON_WEEKS + 1),
        )
        for headline in HEADLINES
    }


# --- evidence ---------------------------------------------------------------------------------------------------------
def test_every_source_of_evidence_exists_and_leads_to_a_headline(hasty):
    assert set(BY_HAPPENING) <= set(hasty.happenings.names)
    assert set(BY_SPELL) == set(hasty.spells.names)
    assert set(BY_NOTE) < set(hasty.circumstances.index)
    assert {*BY_HAPPENING.values(), *BY_SPELL.values(), *BY_NOTE.values()} | {"abuse", "relationships"} == set(
        HEADLINES
    )


def with_nothing(history):
    """Give a history of which nothing is evidence."""
    logs = ("happenings", "spells", "cases", "help", "enquiries", "plans", "nominations")
    return dataclasses.replace(
        history, **{name: {column: rows[:0] for column, rows in getattr(history, name).items()} for name in logs}
    )


def rows(**columns):
    return {name: np.array(values, dtype=np.int64) for name, values in columns.items()}


def stretches(met, headline):
    found = met[headline]
    return list(zip(found.household.tolist(), found.start.tolist(), found.end.tolist(), strict=True))


def test_an_event_counts_for_a_year_and_what_lasts_while_it_lasts(watch):
    history = with_nothing(watch.history)
    missing, suspended = (history.happening_names.index(name) for name in ("missing_episode", "suspension"))
    arrears = history.spell_names.index("arrears")
    money = 1 << history.factor_names.index("money")
    support = 1 << history.factor_names.index("support")
    history = dataclasses.replace(
        history,
        happenings=rows(household=[1, 1, 2], kind=[missing, missing, suspended], day=[100, 200, 100]),
        spells=rows(household=[1, 2], kind=[arrears, arrears], start=[5, 7], end=[50, FOREVER]),
        cases=rows(household=[3, 4], assessed=[900, 900], noted=[money, support]),
        help=rows(household=[5, 6], kind=[1, 2], start=[30, 30], end=[60, 60], noted=[0, money]),
        plans=rows(household=[7, 8], start=[40, FOREVER], end=[80, FOREVER]),
        enquiries=rows(household=[9], start=[10]),
        nominations=rows(household=[9], day=[20], headlines=[0b1000000011]),
    )
    found = evidence(history)
    assert set(found) == set(HEADLINES)
    assert stretches(found, "abuse") == [(1, 100, 200 + COUNTS_FOR), (7, 40, 80), (9, 10, 10 + COUNTS_FOR)]
    paid_late = [(1, 5, 50), (2, 7, FOREVER), (3, 900, 900 + COUNTS_FOR), (6, 30, 30 + COUNTS_FOR)]
    assert stretches(found, "money") == [*paid_late, (9, 20, 20 + COUNTS_FOR)]
    assert stretches(found, "relationships") == [(5, 30, 60)]
    assert stretches(found, "attendance") == stretches(found, "early_years") == [(9, 20, 20 + COUNTS_FOR)]
    assert [found[headline].household.size for headline in ("crime", "housing", "mental_health")] == [0, 0, 0]
    assert eligible(found).household.tolist() == [9], "a nomination names three headlines; an enquiry adds nothing"


def test_eligible_is_who_meets_three_headlines_on_a_day(watch):
    history = watch.history
    found, households = evidence(history), np.arange(len(history.households["active"]))
    whole = eligible(found)
    for day in range(history.calendar.start_day, history.calendar.end_day, 45):
        many = sum((on(found[headline], households, day) > 0).astype(int) for headline in HEADLINES)
        assert ((on(whole, households, day) > 0) == (many >= THRESHOLD)).all()
    assert len(whole.household) > 3, "a borough in which nobody is eligible tests nothing"


# --- chances ----------------------------------------------------------------------------------------------------------
def test_every_chance_lies_between_nought_and_one(risk, hasty):
    anybody = any_families(hasty)
    harm, recorded = risk.look_up(anybody, met(money=[1, 5, 9], crime=[5, 7]), DAY)
    for chance in (harm, recorded):
        assert chance.min() >= 0
        assert chance.max() <= 1
        assert chance.std() > 0.01


def test_who_is_eligible_already_has_no_chance_to_become_it(risk):
    now = met(money=[0, 1, 2], crime=[0, 1], housing=[1])
    _, recorded = risk.look_up(families(4), now, DAY)
    assert np.isnan(recorded).tolist() == [False, True, False, False]


def test_evidence_counts_until_the_day_before_its_last(risk):
    _, never = risk.look_up(families(1), met(), DAY)
    ended = {headline: Intervals(np.array([0]), np.array([DAY - 400]), np.array([DAY])) for headline in HEADLINES}
    _, recorded = risk.look_up(families(1), ended, DAY)
    assert recorded == never
    _, recorded = risk.look_up(families(1), ended, DAY - 1)
    assert np.isnan(recorded).all()


@pytest.mark.parametrize("headline", HEADLINES)
def test_the_chance_rises_with_every_headline_that_is_met(risk, headline):
    other = next(name for name in HEADLINES if name != headline)
    for joint, helped in ((0, 0), (17, 1), (60, 2)):
        some = families(3, joint=joint, helped=helped)
        _, chance = risk.look_up(some, met(**{headline: [1, 2], other: [2]}), DAY)
        assert chance[0] < chance[1] < chance[2]


def test_the_longer_evidence_still_lasts_the_more_it_is_worth(risk):
    days = np.array([1, 30, 90, 182, 900])
    lasting = met() | {"crime": Intervals(np.arange(5), np.full(5, DAY - 9), DAY + days)}
    _, chance = risk.look_up(families(5), lasting, DAY)
    assert (np.diff(chance)[:3] > 0).all()
    assert chance[3] == chance[4]


def test_help_makes_three_troubles_less_likely_to_come_together(risk, risk_without_help, hasty):
    anybody = any_families(hasty)
    with_help, _ = risk.look_up(anybody, met(), DAY)
    alone, _ = risk_without_help.look_up(anybody, met(), DAY)
    assert (with_help <= alone + 1e-6).all()
    assert with_help[anybody["helped"] == 2].mean() < alone[anybody["helped"] == 2].mean()
    assert np.array_equal(with_help[anybody["helped"] == 0], alone[anybody["helped"] == 0])


def test_an_open_case_is_more_likely_to_be_asked_about(risk):
    _, chance = risk.look_up(families(2, path=np.array([Path.NONE, Path.OPEN_LONG])), met(money=[0, 1]), DAY)
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
        together |= sum((circumstances.level(state, factor) > 0).astype(int) for factor in BY_NOTE) >= 3
    same = families(1, vulnerability=vulnerability, helped=helped, joint=joint)
    expected = float(risk.look_up(same, met(), DAY)[0][0])
    assert 0.02 < expected < 0.98
    assert together.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / number))


def test_what_is_said_on_a_day_knows_nothing_of_what_comes_after(risk):
    before = merged(np.array([0]), np.array([DAY - 300]), np.array([DAY - 300 + COUNTS_FOR]))
    whole = merged(np.zeros(2, dtype=np.int64), DAY + np.array([-300, 30]), DAY + np.array([-300, 30]) + COUNTS_FOR)
    _, expected = risk.look_up(families(1), met() | {"crime": before}, DAY)
    _, chance = risk.look_up(families(1), met() | {"crime": whole}, DAY)
    assert chance == expected
