"""A figure is held against its mark at the point that counts, and what cannot be judged has not passed."""

import pytest

from csps.approval.marks import Figure, Result, at_least, between
from csps.settings.pass_marks import Between, JudgedAt

WORSE, ESTIMATE = JudgedAt.WORSE_END, JudgedAt.ESTIMATE


def figure(estimate, low=None, high=None):
    return Figure(estimate, low, high, 900, 40)


def test_the_words_can_be_read_aloud():
    check = at_least("AUC", figure(0.79, 0.7612, 0.824), 0.65, WORSE)
    assert str(check) == "AUC 0.790 (0.761 to 0.824); at least 0.650 at the worse end of the interval: passed"


@pytest.mark.parametrize(
    ("low", "judged_at", "result"),
    [(0.65, WORSE, "passed"), (0.6499, WORSE, "missed"), (0.6499, ESTIMATE, "passed")],
)
def test_the_worse_end_decides_where_it_is_asked_for(low, judged_at, result):
    assert at_least("AUC", figure(0.65, low, 0.7), 0.65, judged_at).result.value == result


@pytest.mark.parametrize(
    ("low", "high", "result"), [(0.75, 1.33, "passed"), (0.7499, 1.33, "missed"), (0.75, 1.3301, "missed")]
)
def test_between_two_limits_both_ends_count(low, high, result):
    limits = Between(least=0.75, most=1.33)
    assert between("Calibration slope", figure(1.0, low, high), limits, WORSE).result.value == result


@pytest.mark.parametrize(
    ("found", "judged_at", "words"),
    [
        (None, WORSE, "not measured"),
        (figure(None), WORSE, "not computed"),
        (figure(float("nan"), 0.9, 0.9), WORSE, "not computed"),
        (figure(0.9), WORSE, "0.900, without an interval"),
        (figure(0.9, float("nan"), 0.9), WORSE, "0.900, without an interval"),
        (None, ESTIMATE, "not measured"),
    ],
)
def test_what_is_missing_could_not_be_judged_however_good_it_looks(found, judged_at, words):
    for check in (
        at_least("AUC", found, 0.5, judged_at),
        between("A", found, Between(least=-9.0, most=9.0), judged_at),
    ):
        assert (check.result, check.found) == (Result.COULD_NOT_JUDGE, words)


def test_an_estimate_needs_no_interval_where_it_is_what_counts():
    assert at_least("AUC", figure(0.9), 0.5, ESTIMATE).result is Result.PASSED
