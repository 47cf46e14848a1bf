"""Model, rule and baseline measured on the same families, and the differences on the same resamples."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from csps.assurance.performance import COMPARED, SUBJECTS, performance

pytestmark = pytest.mark.usefixtures("fewer")


@pytest.fixture
def frame(kit):
    return kit.held_back()


@pytest.fixture
def found(frame):
    table = performance(frame, capacity=100, confidence=0.95, seed=1)
    return table.set_index(["subject", "metric"])


@pytest.mark.parametrize("subject", SUBJECTS)
def test_estimates_are_scikit_learns(found, frame, subject):
    assert found.loc[(subject, "auc"), "estimate"] == pytest.approx(roc_auc_score(frame["outcome"], frame[subject]))
    theirs = average_precision_score(frame["outcome"], frame[subject])
    assert found.loc[(subject, "average_precision"), "estimate"] == pytest.approx(theirs)


def test_the_list_of_the_weeks_capacity_is_counted_by_hand(found, frame):
    top = frame.nlargest(100, "model")
    precision = top["outcome"].mean()
    told = found["estimate"].loc["model"]
    assert told["precision_at_capacity"] == pytest.approx(precision)
    assert told["recall_at_capacity"] == pytest.approx(top["outcome"].sum() / frame["outcome"].sum())
    assert told["lift_at_capacity"] == pytest.approx(precision / frame["outcome"].mean())


def test_a_calibrated_model_is_found_calibrated(found):
    told = found.loc["model"]
    for metric, perfect in (("calibration_slope", 1), ("calibration_intercept", 0), ("observed_to_expected", 1)):
        assert told.loc[metric, "low"] <= perfect <= told.loc[metric, "high"]


@pytest.mark.parametrize("other", ["rule", "logistic"])
def test_differences_are_of_the_same_families_and_narrower_than_their_parts(found, other):
    for metric in COMPARED:
        difference = found.loc[f"model minus {other}", "estimate"][metric]
        assert difference == pytest.approx(
            found.loc[("model", metric), "estimate"] - found.loc[(other, metric), "estimate"]
        )
    width = found["high"] - found["low"]
    assert width[f"model minus {other}", "auc"] < width["model", "auc"]


def test_tenths_hold_everybody_once_in_rising_order(found, frame):
    told = found.loc["model"]
    expected = told[told.index.str.startswith("expected_tenth")]
    assert (np.diff(expected["estimate"]) > 0).all()
    assert expected["families"].sum() == len(frame)
    assert expected["outcomes"].sum() == frame["outcome"].sum()


def test_families_the_model_had_not_met_are_told_apart(found, frame):
    new = frame[~frame["met_before"]]
    told = found.loc[("model", "auc_of_families_not_met")]
    assert told["estimate"] == pytest.approx(roc_auc_score(new["outcome"], new["model"]))
    assert (told["families"], told["outcomes"]) == (len(new), new["outcome"].sum())


def test_a_town_in_which_nothing_happened_has_figures_only_where_they_mean_something(frame):
    table = performance(frame.assign(outcome=False), capacity=10, confidence=0.9, seed=1)
    told = table.set_index(["subject", "metric"])["estimate"]["model"]
    assert np.isnan(told[["auc", "average_precision", "recall_at_capacity", "calibration_slope"]].astype(float)).all()
    assert told["precision_at_capacity"] == 0


def test_the_same_families_give_the_same_figures(frame):
    first, again = (performance(frame, capacity=20, confidence=0.9, seed=3) for _ in range(2))
    assert first.equals(again)
