"""Pass marks that would pass anything, or nothing, are refused."""

from __future__ import annotations

import copy
import tomllib

import pytest

from csps.settings.faults import FaultyFileError
from csps.settings.model_spec import ModelSpec
from csps.settings.pass_marks import Between
from csps.settings.reading import Document, Reader


@pytest.fixture(scope="module")
def written(models):
    return tomllib.loads((models / "maltreatment" / "spec.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("auc_at_least", 0.4, "is 0.4; it takes a number from 0.5, which is chance, to 1"),
        ("confidence", 1.0, "is 1.0; it takes a number from 0.5 to below 1"),
        ("judged_at", "beyond chance", 'is "beyond chance", which is for groups'),
        ("demonstration", "yes", "it takes true or false"),
        ("judged_at", "estmate", 'did you mean "estimate"?'),
        ("calibration_slope", {"least": 1.1, "most": 1.3}, "a perfect figure of 1 must lie between the limits"),
        ("calibration_intercept", {"least": 0.1, "most": 0.3}, "a perfect figure of 0 must lie between the limits"),
        ("calibration_slope.most", 0.5, "is 0.5, below least, which is 0.75"),
        ("groups.observed_to_expected", {"least": 0.2, "most": 0.8}, "a perfect figure of 1"),
        ("groups.auc_gap_at_most", 1.2, "it takes a number from 0 to 1"),
        ("groups.smallest_outcomes", 0, "it takes a whole number, 1 or more"),
        ("better_than_rule_by", 0.9, "it takes a number from -0.5 to 0.5"),
        ("printed.average_precision", "0.65", "it takes a number from 0 to 1"),
        ("fixed_on", "before", "it takes a date without quotation marks"),
    ],
)
def test_a_mark_that_cannot_be_meant_is_refused(written, path, value, words):
    spoilt = copy.deepcopy(written)
    holder = spoilt["pass_marks"]
    *above, key = path.split(".")
    for step in above:
        holder = holder[step]
    holder[key] = value
    with pytest.raises(FaultyFileError) as refused:
        Reader(ModelSpec).read(Document("spec.toml", spoilt, ""))
    (fault,) = refused.value.faults
    assert fault.path == ("pass_marks", *path.split("."))
    assert words in str(fault)


def test_limits_hold_their_ends_and_nothing_that_is_no_number():
    limits = Between(least=0.8, most=1.25)
    assert [limits.holds(figure) for figure in (0.8, 1.25, 0.79, 1.26, float("nan"))] == [
        True,
        True,
        False,
        False,
        False,
    ]
