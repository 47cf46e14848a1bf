"""The shares that learning begins with are shares, and every comparison ends with all the rest."""

from __future__ import annotations

import pytest

from csps.linkage.comparisons import COMPARISONS, ELSE, RARE


@pytest.mark.parametrize("compared", COMPARISONS.values(), ids=COMPARISONS)
def test_shares_of_every_comparison_add_up(compared):
    assert sum(each.one for each in compared.levels) == pytest.approx(1, abs=0.02)
    assert sum(each.two for each in compared.levels) == pytest.approx(1, abs=0.02)
    assert [each.condition for each in compared.levels].index(ELSE) == len(compared.levels) - 1
    assert len({each.word for each in compared.levels}) == len(compared.levels)


def test_names_are_weighed_by_how_rare_they_are():
    assert RARE == ("forename", "surname")
