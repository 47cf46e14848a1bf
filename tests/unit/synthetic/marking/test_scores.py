"""Scores held against true probabilities: how well they rank, what they say, and whom they overlook."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from csps.synthetic.marking.scores import judged, score_marks, tenths_of

MANY = 400


def scored(score, harm, recorded, youngest=None):
    order = np.argsort(-score, kind="stable")
    youngest = np.arange(len(score)) if youngest is None else youngest
    columns = {"score": score, "p_harm": harm, "p_recorded": recorded, "youngest": youngest}
    return {name: np.ma.masked_invalid(column.astype(float))[order] for name, column in columns.items()}


def people(number, ethnicity=("WBRI",)):
    return {
        "person": np.arange(number),
        "ethnicity": np.resize(np.array(ethnicity, dtype=object), number),
        "sex": np.full(number, "F", dtype=object),
        "quintile": np.ones(number, int),
        "age": np.full(number, 5.0),
    }


@pytest.fixture
def chance():
    return np.random.default_rng(5).beta(0.5, 10, MANY)


def test_a_score_that_is_the_truth_is_as_good_as_the_oracle(chance):
    found = judged("2026-11-16", "maltreatment", scored(chance, chance, chance), people(MANY))
    assert found.rank_recorded == found.rank_harm == 1
    assert found.overall.auc == found.overall.oracle
    assert (found.overall.top, found.overall.high, found.overall.high_in_top) == (40, 40, 40)
    assert all(tenth.score == pytest.approx(tenth.recorded) for tenth in found.tenths)


def test_a_score_of_chance_knows_nothing_and_finds_few_at_risk(chance):
    score = np.random.default_rng(6).random(MANY)
    found = judged("2026-11-16", "maltreatment", scored(score, chance, chance), people(MANY))
    assert found.overall.auc == pytest.approx(0.5, abs=0.06)
    assert abs(found.rank_recorded) < 0.15
    assert found.overall.high_in_top < 12


def test_a_group_that_is_overlooked_shows(chance):
    """At equal harm every other family is seen half as often, and the score believes the record."""
    seen = np.where(np.arange(MANY) % 2, 0.5, 1.0)
    found = judged("d", "m", scored(chance * seen, chance, chance * seen), people(MANY, ("WBRI", "BAFR")))
    white, black = found.groups["ethnicity"]["White"], found.groups["ethnicity"]["Black"]
    assert white.harm == pytest.approx(black.harm, rel=0.3)
    assert black.recorded < white.recorded
    assert black.top_harm > white.top_harm
    assert black.high_in_top / black.high < white.high_in_top / white.high
    assert white.top + black.top == found.overall.top


def test_families_without_a_true_one_are_counted_and_left_out():
    score, chance = np.array([0.9, 0.5, 0.4, 0.1]), np.array([0.3, 0.2, 0.4, 0.1])
    youngest = np.array([0, np.nan, 2, 3])
    found = judged("d", "m", scored(score, chance, np.array([0.3, 0.2, np.nan, 0.1]), youngest), people(4))
    assert (found.scored, found.overall.families, found.overall.known) == (4, 3, 2)
    assert found.overall.harm == pytest.approx((0.3 + 0.4 + 0.1) / 3)
    assert found.overall.score == pytest.approx(0.5)


def test_nobody_to_judge_is_said_with_nothing():
    none = np.array([])
    found = judged("d", "m", scored(none, none, none), people(0))
    assert (found.overall.families, found.overall.auc, found.overall.harm) == (0, None, None)
    assert found.groups == {"ethnicity": {}, "deprivation": {}}


def test_tenths_are_of_equal_size_and_rise():
    found = tenths_of(np.arange(100.0), np.arange(100.0) / 2)
    assert [tenth.families for tenth in found] == [10] * 10
    assert found[9].score == 94.5
    assert found[9].recorded == 47.25


def test_scores_of_a_street_are_found_by_date_and_model(street):
    street.say({"a": [0, 1], "b": [3, 5], "c": [3, 4]})
    scores = {
        "as_of": [date(2026, 11, 16)] * 4,
        "model": ["maltreatment"] * 3 + ["eligibility"],
        "model_version": ["0" * 16] * 4,
        "family_id": ["a", "b", "c", "a"],
        "score": [0.1, 0.2, 0.3, 0.4],
        "band": ["high"] * 4,
        "of_100": [10, 20, 30, 40],
        "place": [3, 2, 1, 1],
    }
    manifest = street.publish("scoring.score", scores, "2026-11-16")
    eligibility, maltreatment = score_marks(street.seen, street.true, street.lake, manifest)
    assert (eligibility.model, eligibility.scored, eligibility.overall.recorded) == ("eligibility", 1, 0.9)
    assert (maltreatment.scored, maltreatment.overall.families, maltreatment.overall.known) == (3, 2, 1)
    assert maltreatment.rank_harm == -1
    assert maltreatment.groups["ethnicity"]["Black"].top == 1


def test_dates_without_scores_have_no_marks(street):
    assert score_marks(street.seen, street.true, street.lake, street.say({"a": [0, 1]})) == []
