"""SF6.2: no child went missing for six months."""

from csps.outcomes.progress.sf.sf6_2_missing import RULE

TABLE = "feeds.ssd_missing"


def test_it_is_proven_half_a_year_after_the_last_one_and_no_day_sooner(told):
    rows = {TABLE: [told.row("child", told.weeks(10))]}
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_one_that_came_back_begins_the_period_anew(told):
    rows = {TABLE: [told.row("child", told.weeks(week)) for week in (10, 35)]}
    assert told.verdict(RULE, told.weeks(36), rows) == "running"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(36)) == "proven"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(34)) == "disproven"
