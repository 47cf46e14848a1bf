"""What lasts is told twice."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.statements import told_twice
from csps.synthetic.calendar import FOREVER


def told(start, end, *, until=1_000, first_delivery=0, delay=0.0, seed=1):
    rng = np.random.default_rng(seed)
    return told_twice(np.array(start), np.array(end), rng, until=until, first_delivery=first_delivery, delay=delay)


def test_without_delay_the_beginning_is_known_the_day_after_and_the_end_on_the_day_after_the_last():
    statements = told([10, 10], [50, FOREVER])
    assert statements.of.tolist() == [0, 1, 0]
    assert statements.tells_end.tolist() == [False, False, True]
    assert statements.known.tolist() == [11, 11, 50]


def test_the_end_is_known_after_the_beginning_however_short_it_was():
    statements = told([10], [10], delay=30.0, seed=4)
    assert statements.of.tolist() == [0, 0]
    assert statements.known[1] > statements.known[0]


@pytest.mark.parametrize(("end", "ends"), [(999, 1), (1_000, 0), (FOREVER, 0)])
def test_an_end_that_lies_before_the_end_of_the_borough_is_told(end, ends):
    assert told([10], [end]).tells_end.sum() == ends


@pytest.mark.parametrize(("first_delivery", "rows"), [(50, 2), (51, 1)])
def test_of_two_statements_before_the_first_delivery_the_second_is_told(first_delivery, rows):
    statements = told([10], [50], first_delivery=first_delivery)
    assert len(statements.of) == rows
    assert statements.tells_end[-1]


def test_only_the_second_statement_shows_the_last_day():
    end = np.array([50, FOREVER])
    days = told([10, 10], end.tolist()).ends(end)
    assert np.isnat(days).tolist() == [True, True, False]
    assert days[2].astype(int) == 49


def test_delays_are_as_long_as_asked_for_on_average():
    statements = told(np.zeros(20_000, dtype=int), np.full(20_000, 500), delay=35.0)
    late = statements.known[~statements.tells_end] - 1
    assert late.mean() == pytest.approx(34.5, abs=1)
    assert late.min() == 0


def test_nothing_is_told_of_nothing():
    statements = told(np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    assert len(statements.of) == len(statements.known) == len(statements.ends(np.array([], dtype=np.int64))) == 0
