"""SF1.3: no child was suspended three times within a year, excluded, off roll or taught unsuitably at home for six months."""

import pytest

from csps.outcomes.progress.sf.sf1_3_engaged import RULE

TABLE = "feeds.school_exclusion"


def excluded(told, *weeks, who="child", kind="PERM"):
    return [told.row(who, told.weeks(week), exclusion_type=kind) for week in weeks]


def test_it_is_proven_half_a_year_after_the_last_one_and_no_day_sooner(told):
    rows = {TABLE: excluded(told, 10)}
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_one_that_came_back_begins_the_period_anew(told):
    rows = {TABLE: excluded(told, 10, 35)}
    assert told.verdict(RULE, told.weeks(36), rows) == "running"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(36)) == "proven"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(34)) == "disproven"


@pytest.mark.parametrize("kind", ["SUSP", "FIXD"])
def test_a_suspension_counts_with_the_third_within_a_year(told, kind):
    assert told.judge(RULE, told.weeks(36), {TABLE: excluded(told, 10, 20, kind=kind)}).holds_from == told.ATTACHED
    assert told.judge(RULE, told.weeks(36), {TABLE: excluded(told, 10, 20, 30, kind=kind)}).holds_from == told.weeks(30)
    apart = excluded(told, 10, 20, kind=kind) + excluded(told, 30, who="leaver", kind=kind)
    assert told.judge(RULE, told.weeks(36), {TABLE: apart}).holds_from == told.ATTACHED


def test_the_year_of_three_suspensions_is_no_day_longer(told):
    for first, since in ((told.weeks(8, days=-1), told.ATTACHED), (told.weeks(8), told.weeks(60, days=-1))):
        days = (first, told.weeks(20), told.weeks(60, days=-1))
        rows = {TABLE: [told.row("child", day, exclusion_type="SUSP") for day in days]}
        assert told.judge(RULE, told.weeks(100), rows).holds_from == since


def test_a_council_may_let_another_number_of_suspensions_pass(told):
    rows = {TABLE: excluded(told, 10, 20, 30, kind="SUSP")}
    assert told.judge(RULE, told.weeks(36), rows, suspensions=4).holds_from == told.ATTACHED
    assert told.judge(RULE, told.weeks(36), rows, suspensions=2).holds_from == told.weeks(30)
