"""The rule sets by name."""

import pytest

from csps.contracts.code_lists.programme import SUPPORTING_FAMILIES_NEED
from csps.domain.errors import SettingsError
from csps.outcomes.rule_sets import SF2022, TFP2015, Counted, rules_named


def test_every_published_need_is_a_line():
    assert [line.id for line in SF2022.lines] == list(SUPPORTING_FAMILIES_NEED.values)


def test_six_problems_and_ten_headlines():
    assert {line.headline for line in TFP2015.lines} == set(range(1, 7))
    assert {line.headline for line in SF2022.lines} == set(range(1, 11))


def test_two_problems_then_three_needs():
    assert (TFP2015.least, TFP2015.of) == (2, Counted.HEADLINES)
    assert (SF2022.least, SF2022.of) == (3, Counted.NEEDS)


def test_every_problem_admits_a_nomination():
    named = {line.headline for line in TFP2015.lines if "nominated" in line.words}
    assert named == set(range(1, 7))


@pytest.mark.parametrize("name", ["local", "local-2026"])
def test_the_councils_own_rules_begin_as_a_copy(name):
    rules = rules_named(name)
    assert rules.name == name
    assert rules.lines == SF2022.lines


def test_an_unknown_rule_set_is_refused():
    with pytest.raises(SettingsError, match="no rules for the rule set 'SF2030'"):
        rules_named("SF2030")


def test_the_share_of_confirmed_lines_is_told():
    assert 0 < SF2022.confirmed < TFP2015.confirmed < 1
