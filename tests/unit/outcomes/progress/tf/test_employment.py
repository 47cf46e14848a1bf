"""Continuous employment: an adult who was on an out-of-work benefit is off it and in work, for long enough.

It stood beside progress on every problem as a result of its own (parliamentary answer 49444, October 2016), and no longer
does in Supporting Families. Benefits are what is delivered: work shows where Universal Credit is paid to somebody who
works. An adult who left benefits altogether may work, or may not: that is not known.
"""

from csps.outcomes.progress.tf.employment import RULE

SPELLS = "feeds.benefit_spell"


def spell(told, begins, ends=None, *, benefit="UC", conditionality="SEARCHING", who="adult"):
    ended = None if ends is None else told.weeks(ends)
    return told.row(who, told.weeks(begins), ended, benefit=benefit, conditionality=conditionality)


def worked(told, begins, ends=None):
    return spell(told, begins, ends, conditionality="WORKING_ENOUGH")


def test_26_of_30_weeks_after_a_benefit_for_people_who_seek_work(told):
    rows = {SPELLS: [spell(told, -10, 10), worked(told, 10)]}
    assert told.verdict(RULE, told.weeks(36, days=-1), rows) == "running"
    found = told.judge(RULE, told.weeks(36), rows)
    assert (found.verdict.value, found.why, len(found.signs)) == ("proven", "in work for 26 of the last 30 weeks", 2)


def test_a_break_of_four_weeks_is_let_pass_and_one_of_five_is_not(told):
    for gap, word in ((4, "proven"), (5, "running")):
        rows = {SPELLS: [spell(told, -10, 10), worked(told, 10, 20), worked(told, 20 + gap)]}
        assert told.verdict(RULE, told.weeks(40), rows) == word


def test_13_weeks_in_a_row_after_a_benefit_for_illness(told):
    rows = {SPELLS: [spell(told, -10, 10, benefit="ESA", conditionality=None), worked(told, 10)]}
    assert told.verdict(RULE, told.weeks(23, days=-1), rows) == "running"
    assert told.verdict(RULE, told.weeks(23), rows) == "proven"


def test_who_is_still_out_of_work_disproves_it(told):
    assert told.verdict(RULE, told.weeks(60), {SPELLS: [spell(told, -10)]}) == "disproven"


def test_off_benefits_is_not_in_work(told):
    found = told.judge(RULE, told.weeks(60), {SPELLS: [spell(told, -10, 10)]})
    assert (found.verdict.value, found.why) == (
        "not known",
        "off out-of-work benefits, and nothing delivered says whether in work",
    )


def test_one_adult_of_two_is_enough_and_it_must_have_been_out_of_work_at_the_beginning(told):
    rows = [
        spell(told, -10),
        spell(told, -10, 10, who="partner"),
        spell(told, 10, who="partner", conditionality="WORKING_WITH"),
    ]
    for row in rows:
        row["member_role"] = "carer"
    assert told.verdict(RULE, told.weeks(60), {SPELLS: rows}) == "proven"
    assert told.verdict(RULE, told.weeks(60), {SPELLS: [worked(told, -10)]}) == "not known"


def test_a_case_that_ended_before_the_weeks_were_full(told):
    rows = {SPELLS: [spell(told, -10, 30), worked(told, 30)]}
    assert told.verdict(RULE, told.weeks(60), rows, closed_on=told.weeks(20)) == "disproven"
