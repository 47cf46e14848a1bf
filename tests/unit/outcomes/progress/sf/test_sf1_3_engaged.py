"""SF1.3: no child was suspended three times, excluded, off roll or taught unsuitably at home for six months."""

from csps.outcomes.progress.sf.sf1_3_engaged import RULE

TABLE = "feeds.school_exclusion"


def test_it_is_proven_half_a_year_after_the_last_one_and_no_day_sooner(told):
    rows = {TABLE: [told.row("child", told.weeks(10), exclusion_type="SUSP")]}
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_one_that_came_back_begins_the_period_anew(told):
    rows = {TABLE: [told.row("child", told.weeks(week), exclusion_type="SUSP") for week in (10, 35)]}
    assert told.verdict(RULE, told.weeks(36), rows) == "running"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(36)) == "proven"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(34)) == "disproven"
