"""The same rows and settings give the same bytes; parts of the rows are learnt from alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from csps.contracts.feature import Expected
from csps.domain.errors import ContractError
from csps.riskmodel.boosting import TrainingSet, contributions_of, margins_of, start_of


def training(kit, rows=slice(None)):
    return TrainingSet(kit.past.frame[rows], kit.past.outcome[rows], kit.COLUMNS, seed=kit.SEED)


def test_the_same_training_has_the_same_bytes_alone_or_beside_others(kit):
    rows = training(kit)
    first = rows.boost(kit.SETTINGS).model_to_string()
    with ThreadPoolExecutor(4) as pool:
        beside = list(pool.map(lambda _: rows.boost(kit.SETTINGS).model_to_string(), range(4)))
    assert set(beside) == {first}
    assert training(kit).boost(kit.SETTINGS).model_to_string() == first


def test_another_seed_gives_other_trees(kit):
    other = TrainingSet(kit.past.frame, kit.past.outcome, kit.COLUMNS, seed=kit.SEED + 1)
    assert other.boost(kit.SETTINGS).model_to_string() != training(kit).boost(kit.SETTINGS).model_to_string()


def test_rows_left_out_are_not_learnt_from(kit):
    rows = training(kit)
    half = np.arange(1500)
    told = rows.boost(kit.SETTINGS, half).model_to_string()
    kept, rows.outcome[1500:] = rows.outcome[1500:].copy(), True
    assert rows.boost(kit.SETTINGS, half).model_to_string() == told
    rows.outcome[1500:] = kept


def test_missing_values_are_counted_and_told_apart_from_nought(kit):
    rows = training(kit)
    missing = int(kit.past.frame["arrears"].isna().sum())
    assert [column.missing for column in rows.columns] == [0, missing, 0]
    booster = rows.boost(kit.SETTINGS)
    asked = np.array([[1, np.nan, 1], [1, 0, 1]], dtype=np.float32)
    unknown, nothing = margins_of(booster, asked)
    assert unknown != nothing


def held_to(kit, *ways):
    columns = [replace(column, held_to=way) for column, way in zip(kit.COLUMNS, ways, strict=True)]
    return TrainingSet(kit.past.frame, kit.past.outcome, columns, seed=kit.SEED)


def moved(booster, place, frame):
    """How far margins move when one feature is a little higher, all else equal."""
    asked = frame.to_numpy(np.float32)
    higher = asked.copy()
    higher[:, place] += np.random.default_rng(0).integers(1, 5, len(asked))
    return (margins_of(booster, higher) - margins_of(booster, asked))[~np.isnan(asked[:, place])]


def test_a_feature_moves_a_margin_only_the_way_it_is_held_to(kit):
    ways = (Expected.RAISES, Expected.EITHER, Expected.LOWERS)
    booster = held_to(kit, *ways).boost(kit.SETTINGS)
    assert (moved(booster, 0, kit.later.frame) >= 0).all()
    assert (moved(booster, 0, kit.later.frame) > 0).any()
    assert (moved(booster, 2, kit.later.frame) <= 0).all(), "contacts raise the chance, and may not say so here"
    free = training(kit).boost(kit.SETTINGS)
    assert (moved(free, 2, kit.later.frame) > 0).any()


def test_columns_held_to_nothing_learn_as_if_nothing_were_said(kit):
    either = (Expected.EITHER,) * 3
    assert margins_of(held_to(kit, *either).boost(kit.SETTINGS), kit.model.matrix(kit.later.frame)) == pytest.approx(
        margins_of(training(kit).boost(kit.SETTINGS), kit.model.matrix(kit.later.frame)), abs=0
    )


def test_contributions_and_the_expected_margin_add_up(kit):
    booster = kit.model.booster
    matrix = kit.model.matrix(kit.later.frame[:50])
    assert contributions_of(booster, matrix).sum(axis=1) == pytest.approx(margins_of(booster, matrix), abs=1e-9)


def test_nobody_has_no_margins(kit):
    nobody = np.empty((0, 3), np.float32)
    assert margins_of(kit.model.booster, nobody).shape == (0,)
    assert contributions_of(kit.model.booster, nobody).shape == (0, 4)


@pytest.mark.parametrize("outcome", [np.zeros(10, bool), np.zeros(3000)])
def test_outcomes_that_are_not_one_truth_value_a_row_are_refused(kit, outcome):
    with pytest.raises(ContractError, match="3000 rows"):
        TrainingSet(kit.past.frame, outcome, kit.COLUMNS, seed=1)


def test_start_values_are_the_specifications(kit):
    start = start_of(kit.spec.learner.settings)
    assert start["n_estimators"] == kit.spec.learner.settings.n_estimators.start
    assert set(start) == set(kit.SETTINGS)
