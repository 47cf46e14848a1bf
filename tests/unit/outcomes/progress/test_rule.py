"""What every rule of progress declares."""

import pytest

from csps.contracts.lake import lake_tables
from csps.outcomes.line import Standing
from csps.outcomes.progress.finding import RULES
from csps.outcomes.progress.known import Known
from csps.settings.progress_thresholds import ProgressThresholds


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_asks_for_how_long_and_where_that_was_read(rule):
    assert rule.words.endswith(".")
    assert rule.source
    usual, other = ProgressThresholds(), ProgressThresholds(quiet_weeks=20, attendance=77)
    assert rule.period_weeks(usual) in {26, 39, 52}
    assert rule.period_weeks(other) == (20 if rule.terms is None else rule.period_weeks(usual))
    assert "{" not in rule.said(usual)
    assert ("{period}" in rule.words) == ("six months" in rule.said(usual)) == ("20 weeks" in rule.said(other))
    assert rule.standing in Standing
    assert rule.answers
    assert set(rule.reads) <= set(lake_tables())


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.by_absence], ids=lambda rule: rule.id)
def test_a_rule_that_is_shown_by_absence_names_the_tables_whose_silence_would_look_like_progress(rule, told):
    asked = set()

    rule.judge(told.case(told.weeks(60)), Known(lambda table: asked.add(table) or ()))
    assert set(rule.reads) - {"feeds.ssd_cin_assessments"} <= asked
    assert asked - {"feeds.ssd_assessment_factors"} <= set(rule.reads)
    assert ("feeds.ssd_assessment_factors" in asked) == ("feeds.ssd_cin_assessments" in rule.reads)
