"""Settings are tried on families the trial has not seen, later than those it has."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from csps.domain.errors import UsageError
from csps.modelling.observations import read_observations
from csps.modelling.splits import refuse_overlap, splits_of


@pytest.fixture
def observations(edition, specs, kit):
    return read_observations(edition, specs["maltreatment"], kit.FEATURES, kit.TRAINING)


def test_no_family_group_is_on_both_sides_and_judges_come_after_the_horizon(observations, kit):
    splits = splits_of(observations, 52)
    frame = observations.frame
    assert len(splits) == kit.FOLDS
    for split in splits:
        learn, judge = frame.iloc[split.learn], frame.iloc[split.judge]
        assert not set(learn["group_id"]) & set(judge["group_id"])
        assert learn["as_of"].max() + timedelta(weeks=52) <= judge["as_of"].min()
    judged = np.concatenate([split.judge for split in splits])
    assert len(judged) == len(set(judged))
    assert set(frame["as_of"].iloc[judged]) == set(kit.TRAINING[-2:])


def test_a_short_history_keeps_families_apart_only(observations, kit):
    splits = splits_of(observations, 52 * 5)
    assert sum(len(split.judge) for split in splits) == len(observations.frame)
    fold = observations.fold
    assert all(not set(fold[split.learn]) & set(fold[split.judge]) for split in splits)


def test_a_training_date_whose_outcome_reaches_past_the_test_date_is_refused(kit):
    refuse_overlap(kit.TRAINING, kit.TEST, 52)
    with pytest.raises(UsageError, match="1 of 8 training dates have outcomes that reach beyond"):
        refuse_overlap(kit.TRAINING, kit.TEST, 53)


def test_no_training_dates_are_refused(kit):
    with pytest.raises(UsageError, match="no date to learn from"):
        refuse_overlap((), kit.TEST, 52)
