"""The headline outcomes of Supporting Families."""

from __future__ import annotations

from csps.synthetic.lives.headlines import FOURTH_NAMED, HEADLINES, NAMED_IN_NOMINATION


def test_there_are_ten_and_a_nomination_names_three_or_four():
    assert len(set(HEADLINES)) == 10
    assert NAMED_IN_NOMINATION == 3
    assert 0 < FOURTH_NAMED < 1
