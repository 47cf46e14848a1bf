"""SF5.2: neither early help over conflict between parents nor social care over acute stress for six months."""

from csps.outcomes.progress.sf.sf5_2_parental_conflict import RULE

TABLE = "feeds.ssd_early_help_episodes"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("child", told.weeks(-10), earl_episode_reason="CONFLICT")]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("child", told.weeks(-10), told.weeks(10), earl_episode_reason="CONFLICT")]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("child", told.weeks(-1), earl_episode_reason="PARENTING"),
    ]
    found = told.judge(RULE, told.weeks(26), {TABLE: rows})
    assert (found.verdict.value, found.holds_from) == ("proven", told.ATTACHED)
