"""Fitting end to end on a small town: what the model may see, what comes out, and that it comes out again."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from csps.domain.errors import ContractError, UsageError
from csps.modelling import fit
from csps.modelling.run import visible


@pytest.fixture
def fitted(edition, specs, kit):
    def made(name="maltreatment", **changes):
        asked = {"features": kit.FEATURES, "training": kit.TRAINING, "test": kit.TEST, "trials": 0}
        return fit(edition, spec=specs[name], **(asked | changes))

    return made


@pytest.mark.parametrize("name", ["maltreatment", "eligibility"])
def test_model_rule_and_baseline_speak_of_the_same_families_on_the_test_date(fitted, kit, name):
    told = fitted(name).held_back
    assert list(told) == [
        "as_of", "family_id", "group_id", "outcome", "met_before", "model", "rule", "logistic", "points",
    ]  # fmt: skip
    assert set(told["as_of"]) == {kit.TEST}
    assert told["family_id"].is_unique
    assert told["met_before"].all()
    for subject in ("model", "rule", "logistic"):
        assert told[subject].between(0, 1, inclusive="neither").all()


def test_all_three_learn_something_and_are_calibrated(fitted):
    told = fitted().held_back
    for subject in ("model", "rule", "logistic"):
        assert roc_auc_score(told["outcome"], told[subject]) > 0.6
        assert told["outcome"].sum() / told[subject].sum() == pytest.approx(1, abs=0.45)


def test_the_rule_keeps_the_order_of_its_points(fitted):
    told = fitted().held_back.sort_values("points")
    by_points = told.groupby("points")["rule"].agg(["min", "max"])
    assert (by_points["min"] == by_points["max"]).all()
    assert (np.diff(by_points["min"]) > 0).all()


def test_a_model_sees_only_the_topics_of_its_specification(fitted, kit, specs):
    seen = set(fitted().model.feature_names_in_)
    assert seen == {each.name for each in kit.FEATURES} - {"need_ever"}
    with pytest.raises(UsageError, match="may see none of the 1 features"):
        visible([kit.feature("nomination", "nominations")], specs["maltreatment"])


def test_the_same_fitting_gives_the_same_bytes(fitted, tmp_path):
    first, second = fitted(), fitted()
    assert first.model.save(tmp_path / "one") == second.model.save(tmp_path / "two")
    assert first.held_back.equals(second.held_back)
    assert first.fingerprints == second.fingerprints


def test_it_says_what_it_rests_on(fitted, kit, specs):
    told = fitted()
    assert told.base_rate == told.model.base_rate
    assert set(told.counts) == {day.isoformat() for day in (*kit.TRAINING, kit.TEST)}
    rows = sum(each["families"] for day, each in told.counts.items() if day != kit.TEST.isoformat())
    assert told.parameters["training_rows"] == rows
    assert told.parameters["test_rows"] == len(told.held_back)
    assert told.parameters["specification"] == specs["maltreatment"].fingerprint
    assert told.parameters["trials"] == 0
    assert len(told.fingerprints) == 2 * 9 + 1


def test_a_search_changes_the_settings(fitted):
    assert fitted(trials=2).parameters["trials"] == 2


def test_what_happens_on_the_test_date_teaches_the_model_nothing(fitted, edition, specs, kit, tmp_path):
    before = fitted().model.save(tmp_path / "before")
    kit.write_date(edition, specs["maltreatment"], kit.TEST, happened=True)
    assert fitted().model.save(tmp_path / "after") == before


def test_dates_that_overlap_are_refused(fitted, kit):
    with pytest.raises(UsageError, match="reach beyond the test date"):
        fitted(training=(*kit.TRAINING, kit.TEST - timedelta(weeks=39)))


def test_a_town_in_which_nothing_happened_is_refused(fitted, edition, specs, kit):
    for day in kit.TRAINING:
        kit.write_date(edition, specs["maltreatment"], day, happened=False)
    with pytest.raises(ContractError, match="0 outcomes among 1272"):
        fitted()
