"""SF5.4: no child was found to care for others without support for six months."""

from csps.outcomes.progress.sf.sf5_4_young_carer import RULE

TABLE = "feeds.ssd_assessment_factors"


def test_it_is_proven_half_a_year_after_the_last_one_and_no_day_sooner(told):
    rows = {TABLE: [told.row("child", told.weeks(10), factor="7A")]}
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_one_that_came_back_begins_the_period_anew(told):
    rows = {TABLE: [told.row("child", told.weeks(week), factor="7A") for week in (10, 35)]}
    assert told.verdict(RULE, told.weeks(36), rows) == "running"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(36)) == "proven"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(34)) == "disproven"


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("child", told.weeks(20), factor="8B"),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
