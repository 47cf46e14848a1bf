"""SF2.3: no concern about a young child's development, and no early years place not taken up, for six months."""

from csps.outcomes.progress.sf.sf2_3_development import RULE

TABLE = "feeds.early_years_takeup"


def test_it_is_proven_half_a_year_after_the_last_one_and_no_day_sooner(told):
    rows = {TABLE: [told.row("toddler", told.weeks(10), taken_up=False)]}
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_one_that_came_back_begins_the_period_anew(told):
    rows = {TABLE: [told.row("toddler", told.weeks(week), taken_up=False) for week in (10, 35)]}
    assert told.verdict(RULE, told.weeks(36), rows) == "running"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(36)) == "proven"
    assert told.verdict(RULE, told.weeks(62), rows, closed_on=told.weeks(34)) == "disproven"


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("toddler", told.weeks(20), taken_up=True),
        told.row("toddler", told.weeks(20), taken_up=None),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
