"""Signs, and their order."""

from csps.outcomes.progress.verdict import Sign, in_order


def test_a_sign_lasts_until_the_day_it_ends(told):
    sign = Sign("feeds.ssd_cp_plans", "P1", "child", told.weeks(0), told.weeks(5))
    assert sign.lasts_beyond(told.weeks(5, days=-1))
    assert not sign.lasts_beyond(told.weeks(5))
    assert Sign("feeds.ssd_cp_plans", "P1", "child", told.weeks(0), None).lasts_beyond(told.weeks(500))


def test_signs_stand_in_order_of_time_and_once_each(told):
    early, late = (Sign("feeds.ssd_missing", "M", "child", told.weeks(week), None) for week in (1, 2))
    assert in_order([late, early, late]) == (early, late)
