"""The hidden state: steps forwards, steps backwards and the long run say the same."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.circumstances import HELP, Circumstances, weekly

REPEATS = 40_000


@pytest.fixture(scope="module")
def circumstances(shipped):
    return Circumstances(shipped)


def matrix_of_week(circumstances, vulnerability, helped):
    """Multiply the declared small steps, written down here again and not taken from the code that walks them."""
    week = np.eye(circumstances.states)
    for position, (rise, fall) in enumerate(circumstances._moves):
        step = np.zeros_like(week)
        for state in range(circumstances.states):
            up, down = float(rise[vulnerability, helped, state]), float(fall[vulnerability, helped, state])
            level = int(circumstances.levels[position][state])
            stride = circumstances.strides[position]
            step[state, state] += 1 - up - down
            if up:
                step[state, state + stride] += up
            if down:
                step[state, state - level * stride] += down
        week = week @ step
    return week


def test_levels_and_joint_states_are_two_ways_of_saying_the_same(circumstances):
    joint = (circumstances.levels.T * np.array(circumstances.strides)).sum(axis=1)
    assert joint.tolist() == list(range(circumstances.states))
    assert circumstances.level(np.array([0, 215]), "money").tolist() == [0, 2]


def test_a_rate_is_a_chance_within_a_week():
    assert weekly(0.0) == 0
    assert weekly(0.01) == pytest.approx(0.01 * 7 / 365.25, rel=1e-3)
    assert weekly(10_000.0) == pytest.approx(1)


def test_declared_chances_of_one_circumstance_follow_the_profile(circumstances, shipped):
    """Money, in a household of the lowest vulnerability in which all is well, with thin support."""
    money = shipped.factors[0]
    rise, fall = circumstances._moves[0]
    joint = 0
    expected = money.onset * money.vulnerability[0] * money.raised_by["support"][0]
    assert rise[0, 0, joint] == pytest.approx(weekly(expected), rel=1e-5)
    shocked = circumstances.strides[0]
    both = weekly(money.settle + money.recover)
    assert rise[0, 0, shocked] + fall[0, 0, shocked] == pytest.approx(both, rel=1e-5)
    assert rise[0, 0, shocked] / both == pytest.approx(money.settle / (money.settle + money.recover), rel=1e-5)


def test_help_calms_and_eases_at_its_strength_and_not_at_none(shipped):
    full, none = Circumstances(shipped), Circumstances(shipped, help_effect=0.0)
    for position in range(len(full.factors)):
        for table in none._moves[position]:
            assert (table[:, 0] == table[:, 1]).all()
            assert (table[:, 0] == table[:, 2]).all()
    rise, fall = full._moves[0]
    assert (rise[0, 2, 0] < rise[0, 1, 0]) & (rise[0, 1, 0] < rise[0, 0, 0])
    assert (fall[0, 2] >= fall[0, 0] - 1e-7).all()


@pytest.mark.parametrize(("vulnerability", "helped", "joint"), [(0, 0, 0), (3, 0, 54), (2, 2, 215), (1, 1, 100)])
def test_households_step_as_often_as_declared(circumstances, vulnerability, helped, joint):
    expected = matrix_of_week(circumstances, vulnerability, helped)[joint]
    states = np.full(REPEATS, joint, dtype=np.int16)
    circumstances.step(
        states,
        np.full(REPEATS, vulnerability, dtype=np.int8),
        np.full(REPEATS, helped, dtype=np.int8),
        np.random.default_rng(joint),
    )
    observed = np.bincount(states, minlength=circumstances.states) / REPEATS
    assert expected[observed > 0].min() > 0
    often = expected * REPEATS > 10
    error = np.sqrt(expected * (1 - expected) / REPEATS)
    assert (np.abs(observed - expected) <= 4.5 * error)[often].all()
    assert observed[~often].sum() <= expected[~often].sum() + 60 / REPEATS


@pytest.mark.parametrize("axes", [(), (2,), (2, 3)])
def test_backward_is_the_matrix_of_the_week(circumstances, axes):
    rng = np.random.default_rng(1)
    value = rng.random((circumstances.vulnerabilities, *axes, len(HELP), circumstances.states)).astype(np.float32)
    after = circumstances.backward(value)
    assert after.shape == value.shape
    for vulnerability in range(circumstances.vulnerabilities):
        for helped in range(len(HELP)):
            week = matrix_of_week(circumstances, vulnerability, helped)
            expected = value[vulnerability, ..., helped, :] @ week.T
            assert np.allclose(after[vulnerability, ..., helped, :], expected, atol=1e-5)


def test_backward_over_many_weeks_is_what_is_lived(circumstances):
    """The chance of lasting hardship 26 weeks on, against households that live them."""
    value = np.zeros((circumstances.vulnerabilities, len(HELP), circumstances.states), dtype=np.float32)
    value[..., circumstances.levels[0] == 2] = 1
    for _ in range(26):
        value = circumstances.backward(value)
    states = np.full(REPEATS, 76, dtype=np.int16)
    vulnerability, helped = np.full(REPEATS, 2, dtype=np.int8), np.zeros(REPEATS, dtype=np.int8)
    rng = np.random.default_rng(5)
    for _ in range(26):
        circumstances.step(states, vulnerability, helped, rng)
    observed = (circumstances.levels[0][states] == 2).mean()
    expected = float(value[2, 0, 76])
    assert abs(observed - expected) < 4 * np.sqrt(expected * (1 - expected) / REPEATS)


def test_the_resting_mix_stays_as_it_is(circumstances):
    resting = circumstances.resting()
    assert resting.shape == (circumstances.vulnerabilities, circumstances.states)
    assert np.allclose(resting.sum(axis=1), 1)
    for vulnerability, mix in enumerate(resting):
        assert np.allclose(mix @ matrix_of_week(circumstances, vulnerability, 0), mix, atol=1e-9)
    troubled = resting @ (circumstances.levels[0] > 0)
    assert (np.diff(troubled) > 0).all()  # more money trouble with more vulnerability


def test_where_a_state_leads_is_the_power_of_the_week(circumstances):
    states, chances = circumstances.ahead(13, keep=circumstances.states)
    power = np.linalg.matrix_power(matrix_of_week(circumstances, 2, 1), 13)
    whole = np.zeros_like(power)
    np.put_along_axis(whole, states[2, 1].astype(np.int64), chances[2, 1], axis=1)
    assert np.allclose(whole, power, atol=1e-5)
    few_states, few = circumstances.ahead(13, keep=5)
    assert np.allclose(few.sum(axis=-1), 1, atol=1e-5)
    assert (few_states[2, 1] == states[2, 1][:, :5]).all()


def test_circumstances_multiply_where_they_meet(circumstances):
    rule = {"times": 5.0, "when": {"money": [1, 2], "housing": [1]}}
    for_infants = {"times": 3.0, "when": {"mind": [1]}, "infant": True}
    without = circumstances.together([rule, for_infants], infant=False)
    with_infant = circumstances.together([rule, for_infants], infant=True)
    money, mind, housing = (circumstances.levels[circumstances.index[name]] for name in ("money", "mind", "housing"))
    meet = (money > 0) & (housing == 1)
    assert np.array_equal(without, np.where(meet, 5.0, 1.0))
    assert np.array_equal(with_infant, np.where(meet, 5.0, 1.0) * np.where(mind == 1, 3.0, 1.0))
    assert np.array_equal(circumstances.times({"housing": (1.0, 4.0)}), np.where(housing == 1, 4.0, 1.0))
