"""TF1.orders: orders and custody of adults ended, none by breach or recall, and no offence for six months."""

from csps.outcomes.progress.tf.tf1_orders import RULE

TABLE = "feeds.probation_order"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), end_reason="COMPLETED")]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), told.weeks(10), end_reason="COMPLETED")]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("child", told.weeks(-1), end_reason=None),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)


def test_a_breach_after_the_family_was_attached_disproves_it(told):
    for week, word in ((0, "proven"), (1, "disproven")):
        rows = {TABLE: [told.row("adult", told.weeks(-10), told.weeks(week), end_reason="BREACHED")]}
        assert told.verdict(RULE, told.weeks(60), rows) == word


def test_an_offence_begins_the_period_anew(told):
    rows = {"feeds.police_incident": [told.row("adult", told.weeks(20), role="PERPETRATOR", outcome=None)]}
    assert told.verdict(RULE, told.weeks(46, days=-1), rows) == "running"
    assert told.verdict(RULE, told.weeks(46), rows) == "proven"
