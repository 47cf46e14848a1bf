"""The declared chances by which a borough lives, worked out once: for the people who live, and for the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.lives.circumstances import Circumstances
from csps.synthetic.lives.happenings import Happenings, Spells
from csps.synthetic.lives.help_rates import HelpRates
from csps.synthetic.lives.path_rates import PathRates

if TYPE_CHECKING:
    from csps.synthetic.profile import Profile


class Mechanisms:
    """Circumstances, events, spells, the statutory path and help, all from one profile.

    Args:
        profile: the assumptions.
        help_effect: 1 is the profile's effect of help, 0 none.
        observation_bias: 0 lets every group be seen alike.
    """

    def __init__(self, profile: Profile, *, help_effect: float, observation_bias: float) -> None:
        self.profile = profile
        self.observation_bias = observation_bias
        observation = np.asarray(profile.observation.levels) ** (1.0 if observation_bias else 0.0)
        self.circumstances = Circumstances(profile, help_effect=help_effect)
        self.happenings = Happenings(self.circumstances, profile, observation)
        self.spells = Spells(self.circumstances, profile)
        self.path_rates = PathRates(self.circumstances, profile, observation, help_effect=help_effect)
        self.help_rates = HelpRates(self.circumstances, profile, self.path_rates)

    def without_help(self) -> Mechanisms:
        """Give the same chances as they would be if help changed nothing."""
        return Mechanisms(self.profile, help_effect=0.0, observation_bias=self.observation_bias)
