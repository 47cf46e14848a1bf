"""Figures as they are printed."""

from __future__ import annotations

import pytest

from csps.synthetic.marking.figures import of, pairs, percent, ratio, share
from csps.synthetic.marking.pairs import Agreement


@pytest.mark.parametrize("printed", [share, ratio, percent])
def test_what_cannot_be_said_is_a_dash(printed):
    assert printed(None).strip() == "-"


def test_shares_close_to_all_have_a_digit_more():
    assert (share(0.9899), share(0.99871)) == ("0.990", "0.9987")


def test_parts_are_told_with_their_wholes():
    assert of(1234, 2468) == "1,234 of 2,468 (50.0%)"
    assert of(0, 0) == "none of 0"


def test_pairs_are_told_with_how_many_there_are():
    assert pairs("some", Agreement(1234, 0, 0)).split() == [
        "some",
        "precision",
        "-,",
        "recall",
        "0.000",
        "of",
        "1,234",
        "pairs",
    ]
