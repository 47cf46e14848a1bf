"""Probabilities walked backwards, held against the same weeks lived forwards by many families of one kind."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from csps.synthetic.lives.mechanisms import Mechanisms
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.lives.population import CARER, CHILD, Population
from csps.synthetic.lives.services import Services
from csps.synthetic.truth.records import recorded_maltreatment
from csps.synthetic.truth.risk import LEVELS, RiskTables

WEEKS = 10
FAMILIES = 30_000
MONDAY = 18_000 - 18_000 % 7 + 4  # day 4 was a Monday
CALM = {"vulnerability": 1, "exposure": 4, "seen": 3, "frailty": 1, "path": Path.NONE, "helped": 0, "joint": 1}
STARTS = {
    "calm and unknown": CALM,
    "helped, being assessed": CALM | {"path": Path.ASSESSMENT_2, "helped": 1, "joint": 40, "vulnerability": 3},
    "troubled, open for long": CALM | {"path": Path.OPEN_LONG, "joint": 90, "exposure": 7, "seen": 0},
    "in the programme, asked about": CALM | {"path": Path.CONCERN_ENQUIRY_1, "helped": 2, "frailty": 2, "joint": 57},
}
ENQUIRIES = {Path.CONCERN_ENQUIRY_1: False, Path.HARM_ENQUIRY_1: True}


def alike(services, population, state):
    """Found many families of one carer and one child that all stand in one state."""
    carers = population.people.add(FAMILIES, birth=MONDAY - 30 * 365)
    children = population.people.add(FAMILIES, birth=MONDAY - 6 * 365)
    families = population.form(FAMILIES, MONDAY, **{name: value for name, value in state.items() if name != "path"})
    population.settle(carers, families, CARER, MONDAY)
    population.settle(children, families, CHILD, MONDAY)
    if state["path"] != Path.NONE:
        days = np.full(FAMILIES, MONDAY)
        services.records.open(families, np.zeros(FAMILIES, dtype=np.int64), days, named=1.0)
        if state["path"] in ENQUIRIES:
            services.records.start_enquiry(families, days, harm=ENQUIRIES[state["path"]])
        services.records.go(families, state["path"])
    return families


def lived_shares(mechanisms, state):
    """Live some weeks and give the shares of families to which harm came, and of which an outcome was recorded."""
    rng, population = np.random.default_rng(11), Population()
    services = Services(population, mechanisms, rng)
    families = alike(services, population, state)
    rows = population.households
    for week in range(WEEKS):
        joint = rows["joint"].copy()
        mechanisms.circumstances.step(joint, rows["vulnerability"], rows["helped"], rng)
        rows["joint"][:] = joint
        services.week(families, MONDAY + 7 * week, 0)
    recorded, _ = recorded_maltreatment(
        SimpleNamespace(enquiries=services.records.enquiries, care=services.records.care)
    )
    harmed = services.records.harms.rows()["household"]
    return len(np.unique(harmed)) / FAMILIES, len(np.unique(recorded)) / FAMILIES


def looked_up(tables, state):
    harm, recorded = tables.look_up({name: np.array([state[name]]) for name in LEVELS})
    return float(harm[0]), float(recorded[0])


def four_errors(chance):
    return 4 * np.sqrt(chance * (1 - chance) / FAMILIES)


@pytest.fixture(scope="module")
def tables(hasty):
    return RiskTables(hasty, weeks=WEEKS)


@pytest.fixture(scope="module")
def tables_without_help(hasty):
    return RiskTables(hasty.without_help(), weeks=WEEKS)


@pytest.mark.parametrize("start", STARTS)
def test_an_outcome_is_recorded_as_often_as_it_is_said_to_be(tables, hasty, start):
    expected = looked_up(tables, STARTS[start])[1]
    assert 0.02 < expected < 0.9, "a chance that is hardly one tests nothing"
    assert lived_shares(hasty, STARTS[start])[1] == pytest.approx(expected, abs=four_errors(expected))


@pytest.mark.parametrize("start", ["calm and unknown", "in the programme, asked about"])
def test_harm_comes_as_often_as_it_is_said_to_where_only_early_help_begins(hasty_without_programme, start):
    state = STARTS[start] | {"seen": 2}  # `harm` takes the middle level of being seen
    expected = looked_up(RiskTables(hasty_without_programme, weeks=WEEKS), state)[0]
    assert 0.02 < expected < 0.9
    assert lived_shares(hasty_without_programme, state)[0] == pytest.approx(expected, abs=four_errors(expected))


def test_after_no_week_nothing_has_come_and_after_one_what_a_week_brings(hasty):
    none, one = RiskTables(hasty, weeks=0), RiskTables(hasty, weeks=1)
    assert not none.harm.any()
    assert not none.recorded.any()
    # whether harm comes within a week depends on the circumstances at the end of their step, so on their mean
    week = hasty.circumstances._week_matrix(1, 0)
    early, harm = hasty.help_rates.early_help[4, 2], hasty.path_rates.harm[4, 1]
    expected = week @ (harm[0] + early * (harm[1] - harm[0]))
    assert one.harm[1, 4, 1, 0] == pytest.approx(expected, rel=1e-4)


def test_every_probability_is_one_and_grows_with_the_horizon(tables, hasty):
    longer = RiskTables(hasty, weeks=WEEKS + 1)
    for name in ("harm", "recorded"):
        shorter, longest = getattr(tables, name), getattr(longer, name)
        assert shorter.min() >= 0
        assert longest.max() <= 1
        assert (longest >= shorter - 1e-6).all()
        assert longest.mean() > shorter.mean()


def test_without_an_effect_of_help_it_does_not_matter_who_is_helped(trimmed_profile):
    mechanisms = Mechanisms(trimmed_profile(), help_effect=0.0, observation_bias=1.0)
    tables, alone = RiskTables(mechanisms, weeks=4), RiskTables(mechanisms.without_help(), weeks=4)
    assert np.array_equal(tables.harm, alone.harm)
    assert np.array_equal(tables.recorded, alone.recorded)
    for table in (tables.harm, tables.recorded):
        assert np.allclose(table, table[..., :1, :], rtol=1e-4, atol=1e-9)


def test_help_lowers_every_risk(tables, tables_without_help):
    for name in ("harm", "recorded"):
        helped, alone = getattr(tables, name), getattr(tables_without_help, name)
        assert (helped <= alone + 1e-6).all()
        assert (helped[..., 2, :] < alone[..., 2, :]).all(), "who is in the programme is always safer"


def test_who_is_seen_more_is_harmed_alike_and_recorded_more(tables, trimmed_profile):
    assert (np.diff(tables.recorded[:, :, :, :, Path.NONE], axis=2) > 0).all()
    even = RiskTables(Mechanisms(trimmed_profile(), help_effect=1.0, observation_bias=0.0), weeks=4)
    assert np.allclose(even.recorded, even.recorded[:, :, :1], rtol=1e-4, atol=1e-9)


def test_families_under_a_plan_have_a_risk_of_harm_and_none_of_a_record(tables):
    families = {name: np.array([value, value]) for name, value in CALM.items()}
    families["path"] = np.array([Path.PLAN, Path.NONE])
    harm, recorded = tables.look_up(families)
    assert harm[0] == harm[1] > 0
    assert np.isnan(recorded).tolist() == [True, False]
