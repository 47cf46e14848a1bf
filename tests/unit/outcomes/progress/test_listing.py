"""The rules of both rule sets, and which of them a case is judged by."""

from csps.outcomes.progress.listing import SUPPORTING_FAMILIES, TROUBLED_FAMILIES, answering, rules_of
from csps.outcomes.rule_sets import SF2022, TFP2015


def ids(rules):
    return [rule.id for rule in rules]


def test_every_need_of_supporting_families_has_one_rule():
    assert ids(SUPPORTING_FAMILIES) == [line.id for line in SF2022.lines]
    assert all(rule.answers == (rule.id,) for rule in SUPPORTING_FAMILIES)


def test_every_line_of_troubled_families_is_answered_by_a_rule_of_its_headline():
    answered = {line for rule in TROUBLED_FAMILIES for line in rule.answers}
    assert answered == {line.id for line in TFP2015.lines}
    headlines = {line.id: line.headline for line in TFP2015.lines}
    assert all(headlines[line] == rule.headline for rule in TROUBLED_FAMILIES for line in rule.answers)


def test_needs_written_down_and_needs_on_record_are_both_asked_about():
    assert ids(answering("SF2022", {"SF6.2"}, {"SF1.1"})) == ["SF1.1", "SF6.2"]
    assert answering("SF2022", (), ()) == ()


def test_a_headline_is_judged_by_the_lines_on_record_and_by_all_where_there_are_none():
    assert ids(answering("TFP2015", {"TF1"}, {"TF1.b"})) == ["TF1.behaviour"]
    assert ids(answering("TFP2015", {"TF1"}, ())) == ["TF1.crime", "TF1.behaviour", "TF1.orders"]
    assert ids(answering("TFP2015", {"TF4"}, {"TF1.a"})) == ["TF1.crime", "TF4.work", "TF4.learning", "TF4.debt"]


def test_a_councils_own_rules_begin_as_a_copy():
    assert rules_of("local-2026") == SUPPORTING_FAMILIES
