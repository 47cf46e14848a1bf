"""The statutory path as weekly chances: contact, referral, assessment, enquiry, open case, plan.

Both the people who live (`safeguarding`) and the true probabilities (`csps.synthetic.truth.risk`) read these tables.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.circumstances import HELP, weekly

if TYPE_CHECKING:
    from csps.synthetic.lives.circumstances import Circumstances
    from csps.synthetic.profile import Profile


class Path(IntEnum):
    """Where a family stands; assessments and enquiries pass through phases so that their length is realistic."""

    NONE = 0
    ASSESSMENT_1 = 1
    ASSESSMENT_2 = 2
    ASSESSMENT_3 = 3
    HARM_ENQUIRY_1 = 4
    HARM_ENQUIRY_2 = 5
    CONCERN_ENQUIRY_1 = 6
    CONCERN_ENQUIRY_2 = 7
    OPEN_SHORT = 8
    OPEN_LONG = 9
    PLAN = 10


ASSESSMENTS = (Path.ASSESSMENT_1, Path.ASSESSMENT_2, Path.ASSESSMENT_3)
ENQUIRIES = (Path.HARM_ENQUIRY_1, Path.HARM_ENQUIRY_2, Path.CONCERN_ENQUIRY_1, Path.CONCERN_ENQUIRY_2)
OPEN = (Path.OPEN_SHORT, Path.OPEN_LONG)
ASSESSMENT_PHASE = 0.44  # weekly chance to pass each of three phases: about 40 days in the median
ENQUIRY_PHASE = 0.72  # each of two phases: within 15 working days


def exposure_values(profile: Profile) -> npt.NDArray[np.float64]:
    """Give the exposure of each level: every size of family twice, without an infant and with one."""
    return np.repeat(np.asarray(profile.exposure.values, dtype=np.float64), 2)


class PathRates:
    """Weekly chances by exposure, level of being seen, frailty, help and joint state.

    Args:
        circumstances: the joint states.
        profile: the declaration.
        observation: level of being seen -> multiplier (levels,).
        help_effect: how strongly help lowers harm.
    """

    def __init__(
        self,
        circumstances: Circumstances,
        profile: Profile,
        observation: npt.NDArray[np.float64],
        *,
        help_effect: float,
    ) -> None:
        self.rates = profile.safeguarding
        exposure = exposure_values(profile)
        alone = profile.harm.rate * circumstances.times(profile.harm.by)
        by_infant = [alone * circumstances.together(profile.harm.together, infant=infant) for infant in (False, True)]
        harm = np.tile(by_infant, (len(exposure) // 2, 1))
        eased = np.array([1.0, *(profile.help.harm[name] ** help_effect for name in HELP[1:])])
        frailty = np.asarray(profile.frailty.harm)
        # (exposure, frailty, help, joint)
        self.harm = weekly(np.einsum("e,f,h,ej->efhj", exposure, frailty, eased, harm)).astype(np.float32)
        self.harm_seen = np.minimum(0.95, self.rates.harm_seen * observation)
        self.harm_seen_open = np.minimum(0.95, self.rates.harm_seen_open * observation**0.5)
        self.recorded = observation**profile.observation.recording
        self.concern_level = circumstances.times(self.rates.concern_by)
        noise = self.rates.noise_contact * circumstances.times(self.rates.noise_by)
        concern = self.rates.concern_contact * self.concern_level
        size = exposure**0.7
        self._noise = np.einsum("e,s,j->esj", size, observation, noise)
        self._concern = np.einsum("e,s,j->esj", size, observation, concern)
        total = self._noise + self._concern
        # (exposure, seen, joint)
        self.contact = weekly(total).astype(np.float32)
        self.concern_share = (self._concern / total).astype(np.float32)
        self.season = np.asarray(self.rates.weekly_season)
        self.enquiry_of_assessment = np.minimum(0.6, self.rates.enquiry_of_assessment * self.concern_level)
        self.enquiry_open = weekly(self.rates.enquiry_open * self.concern_level)
        self.looked_after_open = weekly(self.rates.looked_after_open * self.concern_level)
        self.looked_after_plan = float(weekly(self.rates.looked_after_plan))
        self.close = {
            Path.OPEN_SHORT: 1 / self.rates.short_case_weeks,
            Path.OPEN_LONG: 1 / self.rates.long_case_weeks,
        }
        self.plan_ends = 1 / self.rates.plan_weeks

    @property
    def referral_share(self) -> npt.NDArray[np.float64]:
        """Share of contacts that are referred: (exposure, seen, joint)."""
        share: npt.NDArray[np.float64] = (
            self.concern_share * self.rates.referred_of_concern
            + (1 - self.concern_share) * self.rates.referred_of_noise
        )
        return share

    def substantiated(self, *, harm: bool) -> npt.NDArray[np.float64]:
        """Chance that an enquiry is recorded as substantiated, by level of being seen."""
        share = self.rates.substantiated_harm if harm else self.rates.substantiated_concern
        return np.minimum(0.95, share * self.recorded)


class HelpRates:
    """Weekly chances that help begins and ends.

    Early help begins from what workers see and from contacts that are not referred; the programme takes up families
    from early help or an open case.
    """

    def __init__(self, circumstances: Circumstances, profile: Profile, path: PathRates) -> None:
        rates = profile.help
        by = circumstances.times(rates.early_help_by)
        after_contact = path.contact * (1 - path.referral_share) * rates.early_help_after_contact
        exposure = exposure_values(profile) ** 0.5
        own = weekly(np.einsum("e,j->ej", exposure, rates.early_help_rate * by))
        # (exposure, seen, joint)
        self.early_help = (1 - (1 - own[:, None, :]) * (1 - after_contact)).astype(np.float32)
        self.programme = weekly(rates.programme_rate * by).astype(np.float32)  # (joint,)
        self.early_help_ends = 1 / rates.early_help_weeks
        self.programme_ends = 1 / rates.programme_weeks
