"""TF3.step_down: early help, children in need and protection plans are closed and were not opened again for six months; no child went missing."""

from csps.outcomes.progress.tf.tf3_step_down import RULE

TABLE = "feeds.ssd_early_help_episodes"


def test_what_lasts_disproves_it(told):
    rows = {TABLE: [told.row("child", told.weeks(-10), earl_episode_reason="ATTENDANCE")]}
    assert told.verdict(RULE, told.weeks(60), rows) == "disproven"


def test_it_is_proven_so_long_after_the_end_and_no_day_sooner(told):
    rows = {TABLE: [told.row("child", told.weeks(-10), told.weeks(10), earl_episode_reason="ATTENDANCE")]}
    assert told.verdict(RULE, told.weeks(10, days=-1), rows) == "disproven"
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.holds_from, found.due_on) == ("proven", told.weeks(10), told.weeks(36))
    assert [sign.table for sign in found.signs] == [TABLE]
