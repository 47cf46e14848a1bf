"""Groups are compared where they are large enough; those too small are named, and too few are no comparison."""

from dataclasses import replace

import pytest

from csps.approval.groups import (
    GroupFigure,
    apart,
    each_between,
    may_be_chance_apart,
    may_be_chance_between,
)
from csps.approval.marks import Figure, Result
from csps.settings.pass_marks import Between, JudgedAt

LIMITS = Between(least=0.8, most=1.25)


@pytest.fixture
def marks(spec):
    """At least 200 families and 20 outcomes, judged at the estimate."""
    return replace(spec.pass_marks.groups, judged_at=JudgedAt.ESTIMATE)


@pytest.fixture
def beyond(spec):
    """The same, judged beyond chance, as the specifications that csps comes with are."""
    assert spec.pass_marks.groups.judged_at is JudgedAt.BEYOND_CHANCE
    return spec.pass_marks.groups


def group(estimate, *, low=None, high=None, families=500, outcomes=50, judged=True, together=None):
    return GroupFigure(Figure(estimate, low, high, families, outcomes), judged, together)


def test_the_widest_gap_counts_and_names_its_group(marks):
    gaps = {"a": group(0.0), "b": group(0.05), "c": group(0.1)}
    check = apart("AUC by sex", gaps, 0.08, marks)
    assert check.result is Result.MISSED
    assert check.found == "widest 0.100, without an interval, c behind a, of 3 groups"
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
        Result.MISSED, "widest 0.040 (-0.020 to 0.100), b behind a, of 2 groups",
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
    assert "outside: d 1.250, without an interval" in missed.found


def test_beyond_chance_a_gap_is_missed_where_the_whole_interval_lies_outside(beyond):
    gaps = {"a": group(0.0, together=(0.0, 0.1)), "b": group(0.2, together=(0.08, 0.3))}
    check = apart("AUC", gaps, 0.08, beyond)
    assert check.result is Result.PASSED
    assert check.mark == "no group further than 0.080 behind the best, beyond chance"
    assert check.found == "widest 0.200 (0.080 to 0.300), b behind a, of 2 groups"
    assert may_be_chance_apart(gaps, 0.08, beyond) == "behind a by more than 0.080: b 0.200 (0.080 to 0.300)"
    shown = gaps | {"b": group(0.2, together=(0.081, 0.3))}
    assert apart("AUC", shown, 0.08, beyond).result is Result.MISSED
    assert may_be_chance_apart(shown, 0.08, beyond) == ""


def test_beyond_chance_a_ratio_is_missed_where_the_whole_interval_lies_outside(beyond):
    groups = {
        "a": group(1.0, together=(0.9, 1.1)),
        "b": group(1.5, together=(1.25, 1.8)),
        "c": group(0.6, together=(0.4, 0.8)),
    }
    assert each_between("O/E", groups, LIMITS, beyond).result is Result.PASSED
    assert may_be_chance_between(groups, LIMITS, beyond) == (
        "outside 0.800 to 1.250: b 1.500 (1.250 to 1.800), c 0.600 (0.400 to 0.800)"
    )
    for name, together in (("b", (1.2501, 1.8)), ("c", (0.4, 0.7999))):
        shown = groups | {name: group(groups[name].figure.estimate, together=together)}
        check = each_between("O/E", shown, LIMITS, beyond)
        assert check.result is Result.MISSED
        assert f"outside: {name} " in check.found
        assert f" {name} " not in may_be_chance_between(shown, LIMITS, beyond)


def test_what_was_missed_at_the_estimate_is_either_missed_or_a_fact(marks, beyond):
    """Nothing that the narrower judgement refused passes in silence under the wider one."""
    for gap in (0.0, 0.08, 0.081, 0.3):
        for low in (0.0, 0.05, 0.09):
            gaps = {"a": group(0.0, together=(0.0, 0.1)), "b": group(gap, together=(low, 0.9))}
            refused = apart("AUC", gaps, 0.08, marks).result is Result.MISSED
            shown = apart("AUC", gaps, 0.08, beyond).result is Result.MISSED
            assert not refused or shown or may_be_chance_apart(gaps, 0.08, beyond)


def test_without_an_interval_of_all_groups_a_group_could_not_be_judged_beyond_chance(beyond):
    gaps = {"a": group(0.0), "b": group(0.2, low=0.1, high=0.3)}
    assert apart("AUC", gaps, 0.08, beyond).result is Result.COULD_NOT_JUDGE
    gaps = {"a": group(0.0, together=(0.0, float("nan"))), "b": group(0.2, together=(0.0, 0.3))}
    assert apart("AUC", gaps, 0.08, beyond).found == "1 of 2 groups large enough to be compared; too small to judge: a"


def test_only_where_chance_is_asked_about_it_is_a_fact(marks):
    assert may_be_chance_apart({"a": group(0.0), "b": group(0.9)}, 0.08, marks) == ""
    assert may_be_chance_between({"a": group(1.0), "b": group(0.1)}, LIMITS, marks) == ""
