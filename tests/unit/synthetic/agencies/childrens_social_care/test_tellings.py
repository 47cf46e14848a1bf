from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.batch import coded, numbered
from csps.synthetic.agencies.childrens_social_care.tellings import known_after, told_twice
from csps.synthetic.calendar import FOREVER, as_dates


@pytest.fixture
def batch():
    columns = {
        "id": numbered("E", np.arange(3)),
        "ended": as_dates([10, FOREVER, 2]),
        "why": coded(np.array([0, -1, 1]), ("A", "B")),
        "done": np.array([True, True, False]),
    }
    opened, ended = np.array([1, 2, 3]), np.array([12, FOREVER, 3])
    return told_twice("t", columns, {"id": np.arange(3)}, opened=opened, ended=ended, hides=("ended", "why", "done"))


def test_an_episode_is_told_when_it_opens_and_when_it_ends(batch):
    assert batch.columns["id"].indices.tolist() == [0, 1, 0, 2]
    assert batch.known.tolist() == [1, 2, 12, 3]
    assert batch.persons["id"].tolist() == [0, 1, 0, 2]


def test_the_opening_says_nothing_of_the_end(batch):
    assert np.isnat(batch.columns["ended"][:2]).all()
    assert batch.columns["why"].indices.tolist() == [-1, -1, 0, 1]
    assert np.ma.getmaskarray(batch.columns["done"]).tolist() == [True, True, False, False]


def test_what_lasts_is_never_known_to_have_ended():
    assert known_after(np.array([FOREVER, 5]), np.array([60, 60])).tolist() == [FOREVER, 65]
