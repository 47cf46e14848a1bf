"""Families whom the model is about and whose outcome is known, in one order, and none lost on the way."""

from __future__ import annotations

import numpy as np
import pytest

from csps.domain.errors import ContractError, UsageError
from csps.modelling.observations import fingerprints_of, read_observations, refuse_unfit


@pytest.fixture
def spec(specs):
    return specs["maltreatment"]


def test_families_out_of_the_population_or_not_yet_mature_are_left_out(edition, spec, kit):
    kit.write_date(edition, spec, kit.TEST, in_population=[number % 2 == 0 for number in range(kit.FAMILIES)])
    rows = read_observations(edition, spec, kit.FEATURES, (kit.TEST,)).frame
    assert set(rows["family_id"]) == {f"f{number:04d}" for number in range(0, kit.FAMILIES, 2)}


def test_rows_come_by_date_and_family_with_missing_values_as_such(edition, spec, kit):
    rows = read_observations(edition, spec, kit.FEATURES, reversed_dates := kit.TRAINING[:3][::-1]).frame
    assert rows[["as_of", "family_id"]].apply(tuple, axis=1).is_monotonic_increasing
    assert rows["as_of"].nunique() == len(reversed_dates)
    assert rows["arrears"].dtype == np.float32
    assert 0.1 < rows["arrears"].isna().mean() < 0.5
    assert "f0001" not in set(rows["family_id"])


def test_needs_met_are_read_for_a_rule_that_counts_them_and_for_no_other(edition, specs, kit):
    needs = read_observations(edition, specs["eligibility"], kit.FEATURES, (kit.TEST,)).frame
    assert set(needs["needs_met"]) == {0, 2}
    assert ((needs["needs_met"] == 2) == (needs["need_ever"] > 0)).all()
    other = read_observations(edition, specs["maltreatment"], kit.FEATURES, (kit.TEST,)).frame
    assert "needs_met" not in other


def test_a_family_without_features_or_fold_is_not_quietly_lost(edition, spec, kit):
    kit.write_folds(edition, spec, dates=kit.TRAINING)
    with pytest.raises(ContractError, match=r"159 families and dates have an outcome of maltreatment, 0 of them"):
        read_observations(edition, spec, kit.FEATURES, (kit.TEST,))


def test_a_date_that_was_never_computed_is_refused(empty, spec, kit):
    kit.write_date(empty, spec, kit.TEST)
    kit.write_folds(empty, spec)
    with pytest.raises(UsageError, match=r"no rows of features\.family_week for 2023-02-20"):
        read_observations(empty, spec, kit.FEATURES, (kit.TRAINING[0],))


def test_every_part_that_is_read_is_named_with_its_hash(edition, specs, kit):
    named = fingerprints_of(edition, specs["maltreatment"], (kit.TEST,))
    day = kit.TEST.isoformat()
    assert set(named) == {
        f"features.family_week/{day}",
        f"outcomes.family_outcome/maltreatment/{day}",
        "outcomes.fold/maltreatment",
    }
    assert all(len(value) == 64 for value in named.values())
    assert f"outcomes.criterion_met/{day}" in fingerprints_of(edition, specs["eligibility"], (kit.TEST,))


def test_counts_are_given_by_date(edition, spec, kit):
    rows = read_observations(edition, spec, kit.FEATURES, kit.TRAINING[:2])
    counts = rows.counts()
    assert set(counts) == {day.isoformat() for day in kit.TRAINING[:2]}
    assert sum(each["outcomes"] for each in counts.values()) == rows.outcome.sum()
    assert {each["families"] for each in counts.values()} == {kit.FAMILIES - 1}


def test_families_and_dates_can_be_kept_without_what_was_known(edition, spec, kit):
    rows = read_observations(edition, spec, kit.FEATURES, kit.TRAINING[:2])
    kept = rows.without(kit.FEATURES)
    assert list(kept.frame) == ["as_of", "family_id", "outcome", "event_on", "group_id", "fold"]
    assert kept.counts() == rows.counts()
    assert {each.name for each in kit.FEATURES} <= set(rows.frame)


def test_features_stand_beside_the_family_whose_they_are(edition, spec, kit):
    rows = read_observations(edition, spec, kit.FEATURES, kit.TRAINING[:3]).frame
    with edition.connect() as lake:
        stored = lake.table("features.family_week").to_pyarrow().to_pandas()
    stored = stored.set_index(["as_of", "family_id"]).loc[list(map(tuple, rows[["as_of", "family_id"]].to_numpy()))]
    for each in kit.FEATURES:
        np.testing.assert_array_equal(rows[each.name], stored[each.name].to_numpy(dtype=np.float32, na_value=np.nan))


def test_too_few_outcomes_are_refused_with_counts(edition, spec, kit):
    for day in kit.TRAINING[:2]:
        kit.write_date(edition, spec, day, happened=False)
    past = read_observations(edition, spec, kit.FEATURES, kit.TRAINING[:2])
    with pytest.raises(ContractError, match="0 outcomes among 318 families and dates are too few"):
        refuse_unfit(past, past, spec, fewest=20)


def test_outcomes_in_one_fold_only_are_refused(edition, spec, kit):
    past = read_observations(edition, spec, kit.FEATURES, kit.TRAINING[:2])
    past.frame["outcome"] = past.frame["fold"] == 0
    with pytest.raises(ContractError, match="lie in one of 4 folds"):
        refuse_unfit(past, past, spec, fewest=20)


def test_nobody_to_test_on_is_refused(edition, spec, kit):
    kit.write_date(edition, spec, kit.TEST, in_population=False)
    past = read_observations(edition, spec, kit.FEATURES, kit.TRAINING[:2])
    with pytest.raises(UsageError, match="no family to test on"):
        refuse_unfit(past, read_observations(edition, spec, kit.FEATURES, (kit.TEST,)), spec, fewest=20)
