"""Groups are compared where they are large enough; those too small are named, and too few are no comparison."""

from dataclasses import replace

import pytest

from csps.approval.groups import GroupFigure, apart, each_between
from csps.approval.marks import Figure, Result
from csps.settings.pass_marks import Between, JudgedAt


@pytest.fixture
def marks(spec):
    return spec.pass_marks.groups  # at least 200 families and 20 outcomes, judged at the estimate


def group(estimate, *, low=None, high=None, families=500, outcomes=50, judged=True):
    return GroupFigure(Figure(estimate, low, high, families, outcomes), judged)


def test_the_widest_gap_counts_and_names_its_group(marks):
    gaps = {"a": group(0.0), "b": group(0.05), "c": group(0.1)}
    check = apart("AUC by sex", gaps, 0.08, marks)
    assert check.result is Result.MISSED
    assert check.found == "at most 0.100, without an interval behind, c, of 3 groups"
    assert apart("AUC by sex", gaps, 0.1, marks).result is Result.PASSED


def test_a_small_group_is_named_and_not_compared(marks):
    gaps = {"a": group(0.0), "b": group(0.01), "c": group(0.7, outcomes=19), "d": group(0.7, families=199)}
    check = apart("AUC by ethnicity", gaps, 0.08, marks)
    assert check.result is Result.PASSED
    assert check.found.endswith("; too small to judge: c, d")


def test_of_many_small_groups_only_the_number_is_given(marks):
    groups = {"a": group(0.0), "b": group(0.01)} | {f"small {n}": group(0.1, outcomes=1) for n in range(6)}
    assert apart("AUC", groups, 0.08, marks).found.endswith("; too small to judge: 6 groups")


@pytest.mark.parametrize(
    "groups",
    [
        {},
        {"a": group(0.8)},
        {"a": group(0.8), "b": group(0.8, judged=False)},
        {"a": group(0.8), "b": group(None)},
        {"a": group(0.8), "b": group(0.8, families=10)},
    ],
)
def test_fewer_than_two_groups_are_no_comparison(marks, groups):
    limits = Between(least=0.0, most=9.0)
    for check in (apart("AUC", groups, 1.0, marks), each_between("O/E", groups, limits, marks)):
        assert check.result is Result.COULD_NOT_JUDGE


def test_at_the_worse_end_the_wider_gap_counts(marks):
    worse = replace(marks, judged_at=JudgedAt.WORSE_END)
    gaps = {"a": group(0.0, low=0.0, high=0.02), "b": group(0.04, low=-0.02, high=0.1)}
    assert apart("AUC", gaps, 0.08, marks).result is Result.PASSED
    check = apart("AUC", gaps, 0.08, worse)
    assert (check.result, check.found) == (
        Result.MISSED, "at most 0.040 (-0.020 to 0.100) behind, b, of 2 groups",
    )  # fmt: skip
    assert apart("AUC", {"a": group(0.0), "b": group(0.0)}, 0.08, worse).result is Result.COULD_NOT_JUDGE


def test_every_group_lies_between_the_limits_or_is_named(marks):
    limits = Between(least=0.8, most=1.25)
    groups = {"a": group(0.8), "b": group(1.25), "c": group(9.0, outcomes=2)}
    passed = each_between("Observed over expected", groups, limits, marks)
    assert passed.result is Result.PASSED
    assert passed.found == "0.800 to 1.250 over 2 groups; too small to judge: c"
    missed = each_between("Observed over expected", groups | {"d": group(1.2501)}, limits, marks)
    assert missed.result is Result.MISSED
    assert "outside: d" in missed.found
