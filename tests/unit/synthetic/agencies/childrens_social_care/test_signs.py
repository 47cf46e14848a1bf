from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.childrens_social_care.signs import Signs, next_after, occurred
from csps.synthetic.calendar import FOREVER


def test_a_state_is_never_taken_from_the_future(watch):
    signs, snapshots = Signs(watch.history), watch.history.snapshots
    week = 13
    households = snapshots[week]["household"]
    day = watch.calendar.first_day(week)
    assert np.array_equal(signs.joint(households, np.full(len(households), day)), snapshots[week]["joint"])
    before = signs.joint(households, np.full(len(households), day - 1))
    listed = np.isin(households, snapshots[0]["household"])
    assert (before[~listed] == -1).all()
    assert np.array_equal(before[listed], snapshots[0]["joint"][np.isin(snapshots[0]["household"], households)])


def test_before_the_first_quarter_nothing_is_known(watch):
    signs = Signs(watch.history)
    households = watch.history.snapshots[0]["household"]
    assert (signs.joint(households, np.full(len(households), watch.calendar.start_day - 1)) == -1).all()


def test_an_unknown_state_troubles_nobody(watch):
    assert not Signs(watch.history).troubled(np.array([-1]), "mind").any()


def test_events_outside_the_days_do_not_count():
    asked = occurred(
        np.array([1, 1]), np.array([5, 9]), np.array([1, 1, 1]), np.array([5, 6, 10]), np.array([5, 8, 20])
    )
    assert asked.tolist() == [True, False, False]


def test_an_event_far_in_the_past_is_found_from_a_negative_day():
    assert occurred(np.array([2]), np.array([3]), np.array([2]), np.array([-400]), np.array([3])).tolist() == [True]


def test_the_next_event_is_after_the_day_and_of_the_same_key():
    assert next_after(np.array([1, 2]), np.array([5, 6]), np.array([1, 1, 2]), np.array([4, 5, 0])).tolist() == [
        5,
        FOREVER,
        6,
    ]
