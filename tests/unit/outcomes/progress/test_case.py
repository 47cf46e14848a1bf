"""A case, and up to which day its progress is looked at."""

from datetime import timedelta


def test_an_open_case_is_looked_at_today_and_a_closed_one_for_a_period_after_it_closed(told):
    closed = told.weeks(50)
    assert told.case(told.weeks(104)).judged_on(26) == told.weeks(104)
    for today, last in ((60, 60), (76, 76), (77, 76)):
        assert told.case(told.weeks(today), closed).judged_on(26) == told.weeks(last)


def test_it_is_over_when_the_period_after_closure_is(told):
    closed = told.weeks(50)
    assert not told.case(told.weeks(76) - timedelta(days=1), closed).is_over(26)
    assert told.case(told.weeks(76), closed).is_over(26)
    assert not told.case(told.weeks(500)).is_over(26)


def test_a_council_may_look_at_closed_cases_for_another_time_than_the_rules_period(told):
    closed = told.weeks(50)
    for today, last, over in ((62, 62, False), (63, 63, True), (70, 63, True)):
        case = told.case(told.weeks(today), closed, after_closure_weeks=13)
        assert case.judged_on(26) == case.judged_on(39) == told.weeks(last)
        assert case.is_over(26) is over
