"""Contributions are exact, add up, and are not believed without being checked."""

from __future__ import annotations

import numpy as np
import pytest
import woodelf

from csps.domain.errors import IntegrityError
from csps.explain import shapley
from csps.explain.shapley import contributions, explanation


def test_they_are_lightgbms_own_values_for_every_family(model, asked):
    own = model.contributions(asked)
    assert contributions(model, asked) == pytest.approx(own[:, :-1], abs=1e-5)


def test_with_the_expected_margin_they_add_up_to_the_margin(model, asked):
    total = contributions(model, asked).sum(axis=1) + model.expected_margin
    assert total == pytest.approx(model.margin(asked), abs=2e-5)


def test_a_feature_that_was_always_known_in_training_may_be_missing_now(model, asked):
    asked.loc[:150, ["contact_52w", "incident_13w"]] = np.nan
    total = contributions(model, asked).sum(axis=1) + model.expected_margin
    assert total == pytest.approx(model.margin(asked), abs=2e-5)


def test_chunks_change_nothing(model, asked, monkeypatch):
    whole = contributions(model, asked)
    monkeypatch.setattr(shapley, "FAMILIES_AT_ONCE", 120)
    assert (contributions(model, asked) == whole).all()
    assert contributions(model, asked[:0]).shape == (0, 6)


def test_a_feature_no_tree_uses_adds_exactly_nothing(model, asked):
    added = contributions(model, asked)[:, -1]
    assert (added == 0).all()
    assert not np.signbit(added).any()


@pytest.mark.parametrize("harm", [0.001, np.nan])
def test_values_that_are_not_lightgbms_are_refused(model, asked, monkeypatch, harm):
    honest = woodelf.WoodelfExplainer.shap_values

    def shifted(self, *given, **more):
        found = honest(self, *given, **more).copy()
        found[0] += harm
        return found

    monkeypatch.setattr(woodelf.WoodelfExplainer, "shap_values", shifted)
    with pytest.raises(IntegrityError, match=r"1 of 200 families in a sample differ .* 1 of 300 do not add up"):
        contributions(model, asked)


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # of Matplotlib, at SHAP's import
def test_notebooks_get_shaps_own_object(model, asked):
    told = explanation(model, asked[:5])
    assert told.values.shape == (5, 6)
    assert told.base_values + told.values.sum(axis=1) == pytest.approx(model.margin(asked[:5]), abs=2e-5)
    assert list(told.feature_names) == list(model.feature_names_in_)
