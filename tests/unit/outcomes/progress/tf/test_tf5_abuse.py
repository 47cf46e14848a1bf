"""TF5.abuse: police calls to domestic incidents fell by 60 % in six months, and no conference discussed the family again."""

from csps.outcomes.progress.tf.tf5_abuse import RULE

TABLE = "feeds.police_incident"


def happened(told, count, week):
    return [
        told.row(
            "child",
            told.weeks(week, days=-day),
            incident_type="DOMESTIC",
            domestic_flag=None,
            outcome=None,
            role="VICTIM",
        )
        for day in range(count)
    ]


def test_ten_before_may_be_4_now_and_not_5(told):
    for now, word in ((4, "proven"), (5, "disproven")):
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
    inside = [
        told.row(
            "child", told.weeks(-26, days=1), incident_type="DOMESTIC", domestic_flag=None, outcome=None, role="VICTIM"
        ),
        told.row(
            "child", told.weeks(0, days=1), incident_type="DOMESTIC", domestic_flag=None, outcome=None, role="VICTIM"
        ),
    ]
    outside = [
        told.row("child", told.weeks(-26), incident_type="DOMESTIC", domestic_flag=None, outcome=None, role="VICTIM"),
        told.row("child", told.weeks(0), incident_type="DOMESTIC", domestic_flag=None, outcome=None, role="VICTIM"),
    ]
    assert told.judge(RULE, told.weeks(26), {TABLE: inside}).why.startswith(
        "1 in 26 weeks up to 2024-09-02, 1 in as many"
    )
    assert told.judge(RULE, told.weeks(26), {TABLE: outside}).why.startswith(
        "0 in 26 weeks up to 2024-09-02, 1 in as many"
    )


def test_what_is_not_meant_does_not_count(told):
    rows = [
        told.row("child", told.weeks(20), incident_type="DRUGS", domestic_flag=None, outcome=None, role="VICTIM"),
    ]
    assert told.verdict(RULE, told.weeks(26), {TABLE: rows}) == "proven"


def test_a_conference_after_the_family_was_attached_disproves_it(told):
    for week, word in ((0, "proven"), (1, "disproven")):
        rows = {"feeds.marac_case": [told.row("adult", told.weeks(week), role="VICTIM")]}
        assert told.verdict(RULE, told.weeks(40), rows) == word


def test_a_council_may_ask_for_another_fall(told):
    def happened(count, week):
        return [
            told.row("adult", told.weeks(week, days=-day), incident_type="DOMESTIC", domestic_flag=True)
            for day in range(count)
        ]

    for fall, word in ((50, "proven"), (51, "disproven")):
        rows = {"feeds.police_incident": happened(10, 0) + happened(5, 26)}
        assert told.verdict(RULE, told.weeks(26), rows, calls_fall_by=fall) == word
