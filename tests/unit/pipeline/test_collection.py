"""Garbage is looked for seldom while a run works, and as often as before when it has ended, however it ended."""

from __future__ import annotations

import gc

import pytest

from csps.pipeline.collection import SELDOM, seldom_collected


def work() -> None:
    with seldom_collected():
        assert gc.get_threshold() == SELDOM
        raise KeyError


def test_what_was_set_before_is_set_again():
    before = gc.get_threshold()
    with pytest.raises(KeyError):
        work()
    assert gc.get_threshold() == before
