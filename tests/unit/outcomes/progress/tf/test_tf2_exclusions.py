"""TF2.exclusions: no child was suspended three times or excluded for good in a year, and none is in a unit for excluded pupils."""

from csps.outcomes.progress.tf.tf2_exclusions import RULE

TABLE = "feeds.school_exclusion"


def suspended(told, *weeks, who="child"):
    return [told.row(who, told.weeks(week), exclusion_type="SUSP") for week in weeks]


def test_two_suspensions_in_a_year_are_let_pass_and_three_are_not(told):
    assert told.verdict(RULE, told.weeks(60), {TABLE: suspended(told, 20, 30)}) == "proven"
    assert told.verdict(RULE, told.weeks(60), {TABLE: suspended(told, 20, 30, 40)}) == "disproven"
    apart = suspended(told, 20, 30) + suspended(told, 40, who="leaver")
    assert told.verdict(RULE, told.weeks(60), {TABLE: apart}) == "proven"


def test_the_year_ends_today_and_begins_when_the_family_was_attached(told):
    assert told.verdict(RULE, told.weeks(60), {TABLE: suspended(told, 8, 30, 40)}) == "proven"
    assert told.verdict(RULE, told.weeks(52), {TABLE: suspended(told, 0, 30, 40)}) == "proven"
    assert told.verdict(RULE, told.weeks(52), {TABLE: suspended(told, 1, 30, 40)}) == "disproven"


def test_an_exclusion_for_good_counts_for_a_year(told):
    rows = {TABLE: [told.row("child", told.weeks(5), exclusion_type="PERM")]}
    assert told.verdict(RULE, told.weeks(57, days=-1), rows) == "running"
    assert told.verdict(RULE, told.weeks(57), rows) == "proven"


def test_a_place_in_a_unit_disproves_it(told):
    for provision, word in (("PRU", "disproven"), ("MAINSTREAM", "proven")):
        rows = {"feeds.school_enrolment": [told.row("child", told.weeks(-20), provision=provision)]}
        assert told.verdict(RULE, told.weeks(60), rows) == word


def test_a_council_may_let_another_number_of_suspensions_pass(told):
    for many, word in ((4, "proven"), (3, "disproven")):
        assert told.verdict(RULE, told.weeks(60), {TABLE: suspended(told, 20, 30, 40)}, suspensions=many) == word
