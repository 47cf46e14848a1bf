"""The rule sets by name."""

from dataclasses import replace

from csps.contracts.code_lists.programme import SUPPORTING_FAMILIES_NEED
from csps.outcomes.rule_sets import SF2022, TFP2015
from csps.settings.thresholds import Counted, Thresholds


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


def test_the_share_still_to_be_confirmed_is_told():
    assert 0 < TFP2015.to_confirm < SF2022.to_confirm < 1


def test_a_rule_set_says_name_version_and_share():
    assert str(SF2022) == "SF2022, version 2022.1, 91 % of its 34 lines still to be confirmed"


def test_thresholds_that_a_council_set_are_part_of_the_version():
    assert replace(TFP2015, thresholds=Thresholds(suspensions=2)).edition == "2015.1 with suspensions 2"
