"""Help as weekly chances: how early help and the programme begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.lives.circumstances import weekly
from csps.synthetic.lives.path_rates import exposure_values

if TYPE_CHECKING:
    from csps.synthetic.lives.circumstances import Circumstances
    from csps.synthetic.lives.path_rates import PathRates
    from csps.synthetic.profile import Profile


class HelpRates:
    """Weekly chances that help begins and ends.

    Early help begins from what workers see and from contacts that are not referred; the programme takes up families
    from early help or an open case.

    Attributes:
        early_help: by (exposure, seen, joint).
        programme: by (joint,).
        early_help_ends, programme_ends: one number each.
    """

    def __init__(self, circumstances: Circumstances, profile: Profile, path: PathRates) -> None:
        rates = profile.help
        by = circumstances.times(rates.early_help_by)
        after_contact = path.contact * (1 - path.referral_share) * rates.early_help_after_contact
        exposure = exposure_values(profile) ** 0.5
        own = weekly(np.einsum("e,j->ej", exposure, rates.early_help_rate * by))
        self.early_help = (1 - (1 - own[:, None, :]) * (1 - after_contact)).astype(np.float32)
        self.programme = weekly(rates.programme_rate * by).astype(np.float32)
        self.early_help_ends = 1 / rates.early_help_weeks
        self.programme_ends = 1 / rates.programme_weeks
