"""SF9.1: the family has not been under notice in temporary accommodation for six months."""

from csps.outcomes.progress.sf.sf9_1_temporary_home import RULE

TABLE = "feeds.homelessness_case"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), ta_notice=True)]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), told.weeks(10), ta_notice=True)]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("adult", told.weeks(-1), ta_notice=False),
        told.row("adult", told.weeks(-1), ta_notice=None),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
