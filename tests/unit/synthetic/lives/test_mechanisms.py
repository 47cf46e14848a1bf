"""The declared chances, whole: switches for help and for uneven observation."""

from __future__ import annotations

import numpy as np

from csps.synthetic.lives.mechanisms import Mechanisms


def test_without_bias_the_level_of_being_seen_changes_nothing(shipped):
    even = Mechanisms(shipped, help_effect=1.0, observation_bias=0.0)
    uneven = Mechanisms(shipped, help_effect=1.0, observation_bias=1.0)
    for table in (even.happenings.any, even.path_rates.contact.swapaxes(0, 1), even.path_rates.harm_seen):
        assert (table == table[:1]).all()
    assert not np.array_equal(uneven.happenings.any[0], uneven.happenings.any[4])


def test_without_help_nothing_else_changes(shipped):
    usual = Mechanisms(shipped, help_effect=1.0, observation_bias=1.0)
    alone = usual.without_help()
    assert np.array_equal(usual.path_rates.harm[:, :, 0], alone.path_rates.harm[:, :, 0])
    assert np.array_equal(alone.path_rates.harm[:, :, 0], alone.path_rates.harm[:, :, 2])
    assert np.array_equal(usual.happenings.any, alone.happenings.any)
    assert np.array_equal(usual.circumstances.resting(), alone.circumstances.resting())
