"""SF1.1: every child attended 90 % of school or more, on average over two whole terms in a row."""

from csps.outcomes.progress.sf.sf1_1_attendance import RULE


def test_the_average_of_2_whole_terms_decides_to_the_session(told):
    for absent, word in ((10, "proven"), (11, "disproven")):
        rows = {told.ATTENDANCE: [told.term("child", number, absent) for number in range(2)]}
        assert told.verdict(RULE, told.weeks(35), rows) == word


def test_terms_average_one_another_out(told):
    rows = {told.ATTENDANCE: [told.term("child", 0, 0), *(told.term("child", n, 10) for n in range(1, 2))]}
    assert told.verdict(RULE, told.weeks(104), rows) == "proven"


def test_a_term_less_is_waited_for(told):
    rows = {told.ATTENDANCE: [told.term("child", number, 0) for number in range(1)]}
    assert told.verdict(RULE, told.weeks(35), rows) == "running"


def test_a_term_that_had_begun_before_does_not_count(told):
    rows = {told.ATTENDANCE: [told.term("child", number, 0) for number in range(-1, 1)]}
    assert told.verdict(RULE, told.weeks(35), rows) == "running"


def test_every_child_must(told):
    rows = [told.term(child, number, absent) for child, absent in (("child", 0), ("leaver", 11)) for number in range(2)]
    found = told.judge(RULE, told.weeks(104), {told.ATTENDANCE: rows})
    assert (found.verdict.value, found.why) == ("disproven", "1 of 2 children attended less than 90 % over 2 terms")
    assert len(found.signs) == 4


def test_nobody_at_school_is_no_attendance(told):
    assert told.verdict(RULE, told.weeks(104), {}) == "running"
    assert told.verdict(RULE, told.weeks(104), {}, closed_on=told.weeks(30)) == "not known"


def test_a_council_may_ask_for_another_share(told):
    rows = {told.ATTENDANCE: [told.term("child", number, 15) for number in range(2)]}
    for share, word in ((85, "proven"), (86, "disproven")):
        assert told.verdict(RULE, told.weeks(104), rows, attendance=share) == word
