"""A description is JSON that reads back to the same value and is written in one way only."""

from __future__ import annotations

import json

import pytest

from csps.contracts.feature import Expected
from csps.contracts.model import Type
from csps.domain.errors import UsageError
from csps.riskmodel.calibration import Calibrator
from csps.riskmodel.description import Description
from csps.riskmodel.matrix import FeatureColumn
from csps.settings.learner import Calibration

DESCRIBED = Description(
    calibrator=Calibrator(Calibration.ISOTONIC, (-1 / 3, 0.1), (-2.0, 1e-17), 0.1),
    columns=(FeatureColumn("b", Type.REAL, 3, Expected.RAISES), FeatureColumn("a", Type.INTEGER)),
    name="maltreatment",
    specification="f" * 64,
    base_rate=0.1 + 0.2,
    settings={"num_leaves": 15, "learning_rate": 0.05},
)


def test_it_reads_back_to_the_same_value_and_the_same_bytes():
    written = DESCRIBED.to_bytes()
    assert Description.from_bytes(written) == DESCRIBED
    assert Description.from_bytes(written).to_bytes() == written


def test_it_is_plain_json_with_sorted_keys_and_features_in_order():
    told = json.loads(DESCRIBED.to_bytes())
    assert list(told) == sorted(told)
    assert [feature["name"] for feature in told["features"]] == ["b", "a"]


def test_another_format_is_refused():
    other = DESCRIBED.to_bytes().replace(b'"format":2', b'"format":1')
    with pytest.raises(UsageError, match="in format 1; this csps reads format 2"):
        Description.from_bytes(other)
