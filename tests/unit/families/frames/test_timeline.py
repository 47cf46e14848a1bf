"""Days on which something changes."""

from __future__ import annotations

from datetime import date

import numpy as np

from csps.families.frames.reading import OPEN, Person, Stay, Tie
from csps.families.frames.timeline import timeline_of


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


NO_TIES = Tie(*(np.zeros(0, np.int64),) * 5, *(np.zeros(0, "datetime64[D]"),) * 2)


def person(*births):
    count = len(births)
    died = np.full(count, np.datetime64("NaT"), "datetime64[D]")
    return Person(np.arange(count).astype(object), days(*births), died, np.full(count, -1))


def test_neighbourhoods_have_days_of_their_own_and_begin_before_the_first_move():
    stays = Stay(np.array([0, 1, 2]), np.array([5, 5, 6]), days("2020-01-10", OPEN[0], OPEN[0]), days(*[OPEN[1]] * 3))
    found = timeline_of(person("2002-06-01", "1990-01-01", "2015-01-01"), stays, NO_TIES, date(2026, 1, 1))
    assert found.neighbourhood.tolist() == [0, 0, 1]
    assert found.days.astype(str).tolist() == ["2020-01-09", "2020-01-10", "2020-06-01", "2026-01-01"]
    assert found.rounds == 3
    assert found.lives(1).tolist() == [True, True, False]
    assert found.day_of(2).astype(str).tolist() == ["2020-06-01", "2020-06-01", "2026-01-01"]


def test_nothing_after_the_day_is_looked_at():
    stays = Stay(np.array([0]), np.array([1]), days("2027-01-01"), days(OPEN[1]))
    found = timeline_of(person("1990-01-01"), stays, NO_TIES, date(2026, 1, 1))
    assert found.days.astype(str).tolist() == ["2026-01-01"]
