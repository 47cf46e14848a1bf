"""SF6.1: enquiries, plans and cases over abuse or neglect are closed, and none was opened for six months."""

from csps.outcomes.progress.sf.sf6_1_abuse_or_neglect import RULE

TABLE = "feeds.ssd_cp_plans"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("child", told.weeks(-10))]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("child", told.weeks(-10), told.weeks(10))]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]
