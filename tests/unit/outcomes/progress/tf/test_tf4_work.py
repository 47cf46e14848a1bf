"""TF4.work: no adult has been on an out-of-work benefit for six months."""

from csps.outcomes.progress.tf.tf4_work import RULE

TABLE = "feeds.benefit_spell"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), benefit="JSA", conditionality=None)]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("adult", told.weeks(-10), told.weeks(10), benefit="JSA", conditionality=None)]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("adult", told.weeks(-1), benefit="UC", conditionality="WORKING_WITH"),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
