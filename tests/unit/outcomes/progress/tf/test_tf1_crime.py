"""TF1.crime: young people from 10 to 18 committed a third fewer offences in six months than in the six before the family was attached, or none."""

from csps.outcomes.progress.tf.tf1_crime import RULE

TABLE = "feeds.youth_justice_offence"


def happened(told, count, week):
    return [told.row("child", told.weeks(week, days=-day)) for day in range(count)]


def test_ten_before_may_be_6_now_and_not_7(told):
    for now, word in ((6, "proven"), (7, "disproven")):
        rows = {TABLE: happened(told, 10, 0) + happened(told, now, 26)}
        assert told.verdict(RULE, told.weeks(26), rows) == word


def test_none_at_all_is_enough_and_one_where_there_was_none_is_not(told):
    assert told.verdict(RULE, told.weeks(26), {}) == "proven"
    assert told.verdict(RULE, told.weeks(26), {TABLE: happened(told, 1, 20)}) == "disproven"


def test_half_a_year_must_have_passed(told):
    rows = {TABLE: happened(told, 5, 0)}
    assert told.verdict(RULE, told.weeks(26, days=-1), rows) == "running"
    assert told.verdict(RULE, told.weeks(26), rows) == "proven"


def test_the_edges_of_both_half_years(told):
    inside = [told.row("child", told.weeks(-26, days=1)), told.row("child", told.weeks(0, days=1))]
    outside = [told.row("child", told.weeks(-26)), told.row("child", told.weeks(0))]
    assert told.judge(RULE, told.weeks(26), {TABLE: inside}).why.startswith(
        "1 in 26 weeks up to 2024-09-02, 1 in as many"
    )
    assert told.judge(RULE, told.weeks(26), {TABLE: outside}).why.startswith(
        "0 in 26 weeks up to 2024-09-02, 1 in as many"
    )


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("adult", told.weeks(20)),
        told.row("toddler", told.weeks(20)),
    ]
    assert told.verdict(RULE, told.weeks(26), {TABLE: rows}) == "proven"


def test_a_council_may_ask_for_another_fall(told):
    for fall, word in ((30, "proven"), (31, "disproven")):
        rows = {TABLE: happened(told, 10, 0) + happened(told, 7, 26)}
        assert told.verdict(RULE, told.weeks(26), rows, offences_fall_by=fall) == word
