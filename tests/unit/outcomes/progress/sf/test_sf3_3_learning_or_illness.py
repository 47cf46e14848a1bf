"""SF3.3: no learning disability or illness was found anew for six months, and adult social care had nothing to do."""

from csps.outcomes.progress.sf.sf3_3_learning_or_illness import RULE

TABLE = "feeds.adult_social_care_event"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), event_type="Service")]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), told.weeks(10), event_type="Service")]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("adult", told.weeks(-1), event_type="Request"),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
