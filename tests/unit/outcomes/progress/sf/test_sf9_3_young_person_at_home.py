"""SF9.3: no young person of 16 or 17 has been excluded from home for six months."""

from csps.outcomes.progress.sf.sf9_3_young_person_at_home import RULE

TABLE = "feeds.homelessness_case"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("leaver", told.weeks(-10), reason="FAMILY")]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("leaver", told.weeks(-10), told.weeks(10), reason="FAMILY")]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("adult", told.weeks(-1), reason="FAMILY"),
        told.row("leaver", told.weeks(-1), reason="ARREARS"),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
