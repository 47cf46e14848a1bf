"""SF1.1: a child's attendance averages below 90 % over the last two consecutive terms."""

from csps.outcomes.rules.sf.sf1_1_attendance_below_90 import LINE


def test_enough_missed_sessions_over_2_whole_terms_count(town, kit):
    town.add("feeds.school_attendance", *kit.attendance("child", 45, 2))
    assert kit.who_meets(town, LINE) == {"child"}


def test_exactly_the_threshold_does_not(town, kit):
    town.add("feeds.school_attendance", *kit.attendance("child", 45, 1))
    assert kit.who_meets(town, LINE) == set()


def test_fewer_whole_terms_do_not(town, kit):
    town.add("feeds.school_attendance", *kit.attendance("child", 20, 8))
    assert kit.who_meets(town, LINE) == set()
