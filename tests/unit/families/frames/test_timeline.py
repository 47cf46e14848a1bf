"""Days on which something changes."""

from __future__ import annotations

from datetime import date

import numpy as np

from csps.families.frames.reading import OPEN, Person, Stay, Tie
from csps.families.frames.timeline import rounds_of


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


NO_TIES = Tie(*(np.zeros(0, np.int64),) * 5, *(np.zeros(0, "datetime64[D]"),) * 2)


def person(*births):
    count = len(births)
    died = np.full(count, np.datetime64("NaT"), "datetime64[D]")
    return Person(np.arange(count).astype(object), days(*births), died, np.full(count, -1))


def told(rounds):
    return [
        sorted(zip(each.person.tolist(), each.day.astype(str).tolist(), strict=True)) for each in rounds if len(each)
    ]


def test_neighbourhoods_have_days_of_their_own_and_begin_before_the_first_move():
    stays = Stay(np.array([0, 1, 2]), np.array([5, 5, 6]), days("2020-01-10", OPEN[0], OPEN[0]), days(*[OPEN[1]] * 3))
    births = person("2002-06-01", "1990-01-01", "2015-01-01")
    assert told(rounds_of(births, stays, NO_TIES, date(2026, 1, 1))) == [
        [(0, "2020-01-09"), (1, "2020-01-09"), (2, "2026-01-01")],
        [(0, "2020-01-10")],
        [(0, "2020-06-01")],
    ]


def test_a_tie_is_a_change_for_both_whom_it_ties_and_on_the_day_after_its_last():
    ties = Tie(*(np.array([each]) for each in (0, 1, 0, 1, 2)), days("2020-02-01"), days("2021-02-01"))
    none = Stay(*(np.zeros(0, np.int64),) * 2, *(days(),) * 2)
    found = told(rounds_of(person("1985-01-01", "1990-01-01"), none, ties, date(2026, 1, 1)))
    assert [{day for _, day in each} for each in found] == [{"2020-01-31"}, {"2020-02-01"}, {"2021-02-02"}]
    assert all([who for who, _ in each] == [0, 1] for each in found)


def test_whoever_has_a_home_long_before_the_birth_counts_from_a_pregnancy_before_it():
    stays = Stay(np.array([0]), np.array([1]), days("2020-01-01"), days(OPEN[1]))
    found = told(rounds_of(person("2021-12-31"), stays, NO_TIES, date(2022, 12, 31)))
    assert [day for each in found for _, day in each] == ["2019-12-31", "2020-01-01", "2021-03-26", "2021-12-31"]


def test_nothing_after_the_day_is_looked_at_and_nobody_has_no_rounds():
    stays = Stay(np.array([0]), np.array([1]), days("2027-01-01"), days(OPEN[1]))
    assert told(rounds_of(person("1990-01-01"), stays, NO_TIES, date(2026, 1, 1))) == [[(0, "2026-01-01")]]
    nobody = stays.only(np.zeros(1, bool))
    assert list(rounds_of(person(), nobody, NO_TIES, date(2026, 1, 1))) == []
