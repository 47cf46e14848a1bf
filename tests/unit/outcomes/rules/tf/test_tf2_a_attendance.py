"""TF2.a: a child missed a tenth or more of school over the last three consecutive terms."""

from csps.outcomes.rules.tf.tf2_a_attendance import LINE


def test_enough_missed_sessions_over_3_whole_terms_count(town, kit):
    town.add("feeds.school_attendance", *kit.attendance("child", 62, 1))
    assert kit.who_meets(town, LINE) == {"child"}


def test_one_session_less_does_not(town, kit):
    rows = kit.attendance("child", 62, 1)
    rows[20]["sessions"] += 1
    town.add("feeds.school_attendance", *rows)
    assert kit.who_meets(town, LINE) == set()


def test_fewer_whole_terms_do_not(town, kit):
    town.add("feeds.school_attendance", *kit.attendance("child", 40, 8))
    assert kit.who_meets(town, LINE) == set()
