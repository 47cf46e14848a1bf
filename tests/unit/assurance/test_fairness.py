"""Figures within groups, the gaps between them, what is too small to judge, and unfairness that was planted."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate, selection_rate
from scipy.special import expit, logit
from sklearn.metrics import roc_auc_score

from csps.assurance.fairness import GAPS, Predictions, by_group, fairness

pytestmark = pytest.mark.usefixtures("fewer")
CAPACITY = 200


@pytest.fixture
def frame(kit):
    return kit.held_back()


@pytest.fixture
def groups(kit):
    return kit.attributes()


def measured(frame, groups, spec, capacity=CAPACITY):
    return fairness(Predictions.of(frame, capacity), groups, spec)


def figure(found, grouping, group, metric):
    rows = found[(found["grouping"] == grouping) & (found["group_name"] == group) & (found["metric"] == metric)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_list_holds_exactly_its_capacity_and_of_equals_the_earlier_pseudonym(frame):
    frame = frame[:6].assign(model=[0.5, 0.9, 0.5, 0.5, 0.1, 0.5])[::-1]
    listed = Predictions.of(frame, 3).listed
    assert sorted(frame["family_id"][listed]) == ["f00000", "f00001", "f00002"]


def test_figures_are_fairlearns_own(frame, groups):
    predictions = Predictions.of(frame, CAPACITY)
    told = by_group(predictions, groups["ethnicity"])
    metrics = {"listed": selection_rate, "missed": false_negative_rate, "wrongly_listed": false_positive_rate}
    theirs = MetricFrame(
        metrics=metrics, y_true=frame["outcome"], y_pred=predictions.listed, sensitive_features=groups["ethnicity"]
    ).by_group
    pd.testing.assert_frame_equal(told[list(metrics)], theirs.astype(float), check_names=False)
    white = (groups["ethnicity"] == "White").to_numpy()
    assert told.loc["White", "auc"] == pytest.approx(roc_auc_score(frame["outcome"][white], frame["model"][white]))


def test_estimates_lie_in_their_intervals_and_every_comparison_is_made(frame, groups, spec):
    found = measured(frame, groups, spec)
    assert list(dict.fromkeys(found["grouping"])) == ["ethnicity", "sex", "ethnicity x sex"]
    assert "Black x women" in set(found["group_name"])
    told = found.dropna(subset=["low"])
    judged = told[told["judged"]]
    assert len(judged) > 40
    assert ((judged["low"] <= judged["estimate"]) & (judged["estimate"] <= judged["high"])).mean() > 0.97


def test_a_group_that_is_too_small_is_told_and_not_judged(frame, groups, spec):
    found = measured(frame, groups, spec)
    row = figure(found, "ethnicity", "other", "auc")
    assert not row["judged"]
    assert row["families"] < spec.pass_marks.groups.smallest_families
    assert figure(found, "ethnicity", "White", "auc")["judged"]


def test_a_large_group_with_few_outcomes_is_not_judged(frame, groups, spec):
    black = groups["ethnicity"] == "Black"
    found = measured(frame.assign(outcome=frame["outcome"] & ~black.to_numpy()), groups, spec)
    row = figure(found, "ethnicity", "Black", "auc")
    assert (row["families"] > 400, row["outcomes"], row["judged"]) == (True, 0, False)
    assert np.isnan(row["estimate"])


@pytest.mark.parametrize("metric", GAPS)
def test_gaps_are_measured_from_the_best_group_that_can_be_judged(frame, groups, spec, metric):
    found = measured(frame, groups, spec)
    rows = found[(found["grouping"] == "ethnicity") & found["judged"]]
    gaps = rows[rows["metric"] == f"{metric}_gap"].set_index("group_name")["estimate"]
    values = rows[rows["metric"] == metric].set_index("group_name")["estimate"]
    best = values.max() if metric == "auc" else values.min()
    assert gaps.to_dict() == pytest.approx((values - best).abs().to_dict())
    assert gaps.min() == 0


def test_where_no_group_can_be_judged_there_are_no_gaps(frame, groups, spec):
    marks = dataclasses.replace(spec.pass_marks.groups, smallest_families=10**6)
    strict = dataclasses.replace(spec, pass_marks=dataclasses.replace(spec.pass_marks, groups=marks))
    found = measured(frame, groups, strict)
    assert not found["judged"].any()
    assert not found["metric"].str.endswith("_gap").any()


def test_a_group_whose_risk_is_told_too_low_is_found(frame, groups, spec):
    """The model halves the odds of Black families twice over; what happens to them is as before."""
    black = (groups["ethnicity"] == "Black").to_numpy()
    unfair = frame.assign(model=expit(logit(frame["model"]) - np.where(black, np.log(4), 0)))
    found = measured(unfair, groups, spec)
    black_row = figure(found, "ethnicity", "Black", "observed_to_expected")
    white_row = figure(found, "ethnicity", "White", "observed_to_expected")
    assert black_row["low"] > spec.pass_marks.groups.observed_to_expected.most
    assert white_row["low"] < 1 < white_row["high"]
    assert figure(found, "ethnicity", "Black", "missed_gap")["low"] > spec.pass_marks.groups.missed_gap_at_most


def test_a_group_about_whom_scores_say_nothing_is_found(frame, groups, spec):
    women = (groups["sex"] == "women").to_numpy()
    shuffled = frame["model"].to_numpy(copy=True)
    shuffled[women] = np.random.default_rng(0).permutation(shuffled[women])
    found = measured(frame.assign(model=shuffled), groups, spec)
    assert figure(found, "sex", "women", "auc_gap")["low"] > spec.pass_marks.groups.auc_gap_at_most


def test_a_fair_model_shows_no_gap_beyond_chance(frame, groups, spec):
    found = measured(frame, groups, spec)
    assert figure(found, "sex", "women", "observed_to_expected")["low"] < 1
    assert figure(found, "sex", "women", "observed_to_expected")["high"] > 1


def test_groups_of_one_family_and_of_one_outcome_break_nothing(frame, groups, spec):
    alone = groups.assign(ethnicity=["alone", "pair", "pair", *["White"] * (len(groups) - 3)])
    found = measured(frame.assign(outcome=[True, True, True, *[False] * (len(frame) - 3)]), alone, spec)
    assert np.isnan(figure(found, "ethnicity", "alone", "auc")["estimate"])
    assert np.isnan(figure(found, "ethnicity", "White", "missed")["estimate"])
