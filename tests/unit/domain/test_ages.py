"""An age in words."""

from __future__ import annotations

import pytest

from csps.domain.ages import age


@pytest.mark.parametrize(
    ("months", "said"), [(0, "under 1 month"), (11, "11 months"), (23, "23 months"), (24, "2 years"), (35, "2 years")]
)
def test_an_age_is_in_months_for_babies_and_in_whole_years_afterwards(months, said):
    assert age(months) == said
