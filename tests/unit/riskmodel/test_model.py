"""A model keeps its predictions through saving, takes frames in any order, and has scikit-learn's manners."""

from __future__ import annotations

import numpy as np
import pytest

from csps.domain.errors import ContractError
from csps.riskmodel import RiskModel


def test_a_saved_model_predicts_exactly_what_it_did(kit, tmp_path):
    digest = kit.model.save(tmp_path / "model")
    loaded = RiskModel.load(tmp_path / "model", digest)
    asked = kit.later.frame
    assert (loaded.margin(asked) == kit.model.margin(asked)).all()
    assert (loaded.score(asked) == kit.model.score(asked)).all()
    assert loaded.columns == kit.model.columns
    assert loaded.calibrator == kit.model.calibrator


def test_the_same_training_is_saved_as_the_same_bytes_and_so_is_a_loaded_model(kit, tmp_path):
    digest = kit.model.save(tmp_path / "one")
    assert kit.fitted(kit.past, kit.spec).save(tmp_path / "two") == digest
    assert RiskModel.load(tmp_path / "one", digest).save(tmp_path / "three") == digest


def test_scores_are_probabilities_in_the_order_of_margins(kit):
    margin, score = kit.model.margin(kit.later.frame), kit.model.score(kit.later.frame)
    assert 0 < score.min() < score.max() < 1
    order = np.argsort(margin, kind="stable")
    rises = np.diff(score[order]) > 0
    assert (rises == (np.diff(margin[order]) > 0)).all()


def test_order_and_company_of_columns_do_not_matter(kit):
    shuffled = kit.later.frame[["contacts", "incidents", "arrears"]].assign(family_id="f")
    assert (kit.model.score(shuffled) == kit.model.score(kit.later.frame)).all()


def test_scikit_learns_manners(kit):
    chances = kit.model.predict_proba(kit.later.frame)
    assert chances.sum(axis=1) == pytest.approx(1)
    assert (chances[:, 1] == kit.model.score(kit.later.frame)).all()
    assert kit.model.classes_.tolist() == [False, True]
    assert list(kit.model.feature_names_in_) == ["incidents", "arrears", "contacts"]
    assert kit.model.n_features_in_ == 3
    assert (kit.model.decision_function(kit.later.frame) == kit.model.margin(kit.later.frame)).all()


def test_no_model_decides(kit):
    assert not hasattr(kit.model, "predict")


def test_contributions_start_from_the_expected_margin(kit):
    added = kit.model.contributions(kit.later.frame[:20])
    assert (added[:, -1] == kit.model.expected_margin).all()


def test_a_frame_without_a_feature_is_refused(kit):
    with pytest.raises(ContractError, match="1 of 3 features are not in the table: arrears"):
        kit.model.score(kit.later.frame.drop(columns="arrears"))


def test_nobody_can_be_scored(kit):
    assert kit.model.score(kit.later.frame[:0]).shape == (0,)
