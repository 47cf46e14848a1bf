"""Ranges of the learner's settings."""

from __future__ import annotations

import pytest

from csps.settings.faults import FaultyValueError
from csps.settings.learner import RealRange, WholeRange, within


def test_a_range_within_its_limits_passes():
    given = WholeRange(start=5, least=2, most=9)
    assert within(2, 9)(given) is given


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (WholeRange(start=1, least=2, most=9), "starts at 1, outside its range from 2 to 9"),
        (WholeRange(start=5, least=9, most=2), "starts at 5, outside its range from 9 to 2"),
        (WholeRange(start=5, least=2, most=10), "runs from 2 to 10; it must lie within 2 to 9"),
        (RealRange(start=2.0, least=1.9, most=3.0), "runs from 1.9 to 3.0; it must lie within 2 to 9"),
    ],
)
def test_others_are_refused(given, words):
    with pytest.raises(FaultyValueError, match=words):
        within(2, 9)(given)
