"""Every row is predicted by a model that did not see its fold, and calibration follows from that."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from csps.domain.errors import ContractError
from csps.riskmodel import TrainingSet, fit_risk_model, out_of_fold


class Counting:
    def __init__(self):
        self.said = []

    def track(self, steps, *, what, total):
        self.said.append((what, total))
        yield from steps

    def say(self, sentence):
        raise AssertionError(sentence)


def test_each_row_is_predicted_once_and_never_from_its_own_fold():
    fold = np.array([0, 1, 2, 0, 1, 2, 2])
    seen = []

    def learn_and_predict(learn, predict):
        seen.append((set(fold[learn]), set(fold[predict])))
        return predict.astype(float)

    watched = Counting()
    predicted = out_of_fold(fold, learn_and_predict, what="trying", progress=watched)
    assert predicted.tolist() == list(range(7))
    assert seen == [({1, 2}, {0}), ({0, 2}, {1}), ({0, 1}, {2})]
    assert watched.said == [("trying", 3)]


def test_a_fitted_model_is_calibrated_on_families_it_has_not_met(kit):
    score = kit.model.score(kit.later.frame)
    assert kit.later.outcome.sum() / score.sum() == pytest.approx(1, abs=0.12)
    assert roc_auc_score(kit.later.outcome, score) > 0.7
    assert np.corrcoef(score, kit.later.chance)[0, 1] > 0.75


def test_a_model_says_what_it_was_made_from(kit):
    assert kit.model.name == "maltreatment"
    assert kit.model.specification == kit.spec.fingerprint
    assert kit.model.base_rate == pytest.approx(kit.past.outcome.mean())
    assert kit.model.settings == kit.SETTINGS


def test_too_few_outcomes_are_refused(kit):
    outcome = np.zeros(len(kit.past.frame), bool)
    outcome[:3] = True
    training = TrainingSet(kit.past.frame, outcome, kit.COLUMNS, seed=1)
    with pytest.raises(ContractError, match="3 outcomes among 3000"):
        fit_risk_model(training, kit.past.fold, kit.SETTINGS, kit.spec)
