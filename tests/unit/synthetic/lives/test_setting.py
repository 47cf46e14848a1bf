"""What every part of the households' own life works with."""

from __future__ import annotations

import numpy as np


def test_levels_and_rates_are_read_from_the_declaration(fresh, busy_profile):
    setting = fresh._demography._setting
    setting.population.households["joint"][:3] = (0, 72, 144)  # money is the first of the circumstances
    assert setting.level(np.arange(3), "money").tolist() == [0, 1, 2]
    assert setting.rates.separation == busy_profile.demography.separation
