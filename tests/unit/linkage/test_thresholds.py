"""Thresholds follow from two weights that a council declares."""

from __future__ import annotations

from types import SimpleNamespace

from csps.linkage.thresholds import Thresholds


def test_without_a_choice_those_that_were_measured_hold():
    assert Thresholds.of(SimpleNamespace(linkage=None)) == Thresholds()


def test_a_councils_choice_moves_all_of_them():
    chosen = Thresholds.of(SimpleNamespace(linkage=SimpleNamespace(sure=8.0, possible=3.0, most_records=50)))
    assert (chosen.dated, chosen.undated, chosen.joining, chosen.possible, chosen.most_records) == (
        8.0,
        9.0,
        7.0,
        3.0,
        50,
    )
