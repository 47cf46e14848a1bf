"""Columns as agencies say them."""

from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.batch import Batch, coded, constant, empty, numbered


def texts(column):
    return [column.vocabulary[place] if place >= 0 else None for place in column.indices]


def test_codes_are_positions_in_a_short_list():
    assert texts(coded(np.array([1, -1, 0]), ("A", "B"))) == ["B", None, "A"]


def test_a_constant_says_the_same_in_every_row():
    assert texts(constant("police", 2)) == ["police", "police"]
    assert len(constant("police", 0)) == 0


def test_an_empty_column_says_nothing():
    assert texts(empty(2)) == [None, None]


def test_references_are_numbered_and_negative_ones_are_empty():
    assert texts(numbered("EH", np.array([12, -1, 3, 12]), width=4)) == ["EH0012", None, "EH0003", "EH0012"]
    assert texts(numbered("EH", np.array([-1, -2]))) == [None, None]
    assert texts(numbered("EH", np.array([0]))) == ["EH0000000"]
    assert texts(numbered("EH", np.array([], dtype=np.int64))) == []


def test_a_number_longer_than_the_width_is_written_in_full():
    assert texts(numbered("X", np.array([12345]), width=2)) == ["X12345"]


def test_a_batch_is_as_long_as_its_days():
    batch = Batch("feeds.police_incident", {"incident_id": empty(3)}, np.arange(3), {})
    assert len(batch) == 3
