"""The statutory path as weekly chances: contact, referral, assessment, enquiry, open case, plan.

Both the people who live (`front_door`, `statutory_path`) and the true probabilities (`csps.synthetic.truth.risk`) read
these tables.
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
MOST_SEEN = 0.95  # a chance that differs between groups never rises above this
MOST_ENQUIRED = 0.6


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

    Attributes:
        rates: the declared rates and shares that are the same for every family.
        harm: chance that something serious happens to a child, by (exposure, frailty, help, joint).
        harm_seen, harm_seen_open: chance that harm is noticed, without and with an open case, by (seen,).
        contact: chance of a contact, by (exposure, seen, joint), and `concern_share` of it that voices a concern.
        season: factor on contacts by the kind of week (see `csps.synthetic.calendar.season`).
        enquiry_of_assessment: share of assessments that end in an enquiry, by (joint,).
        enquiry_open, looked_after_open: weekly chances in an open case, by (joint,).
        looked_after_plan, plan_ends: weekly chances under a plan.
        close: weekly chance that a case of each open kind closes.
    """

    def __init__(
        self,
        circumstances: Circumstances,
        profile: Profile,
        observation: npt.NDArray[np.float64],
        *,
        help_effect: float,
    ) -> None:
        rates = self.rates = profile.safeguarding
        exposure = exposure_values(profile)
        harm = _harm(circumstances, profile)
        eased = np.array([1.0, *(profile.help.harm[name] ** help_effect for name in HELP[1:])])
        frailty = np.asarray(profile.frailty.harm)
        self.harm = weekly(np.einsum("e,f,h,ej->efhj", exposure, frailty, eased, harm)).astype(np.float32)
        self.harm_seen = np.minimum(MOST_SEEN, rates.harm_seen * observation)
        self.harm_seen_open = np.minimum(MOST_SEEN, rates.harm_seen_open * observation**0.5)
        self._recorded = observation**profile.observation.recording
        concern_level = circumstances.times(rates.concern_by)
        noise = rates.noise_contact * circumstances.times(rates.noise_by)
        self.contact, self.concern_share = _contacts(
            exposure**0.7, observation, noise, rates.concern_contact * concern_level
        )
        self.season = np.asarray(rates.weekly_season)
        self.enquiry_of_assessment = np.minimum(MOST_ENQUIRED, rates.enquiry_of_assessment * concern_level)
        self.enquiry_open = weekly(rates.enquiry_open * concern_level)
        self.looked_after_open = weekly(rates.looked_after_open * concern_level)
        self.looked_after_plan = float(weekly(rates.looked_after_plan))
        self.close = {Path.OPEN_SHORT: 1 / rates.short_case_weeks, Path.OPEN_LONG: 1 / rates.long_case_weeks}
        self.plan_ends = 1 / rates.plan_weeks

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
        chance: npt.NDArray[np.float64] = np.minimum(MOST_SEEN, share * self._recorded)
        return chance


def _harm(circumstances: Circumstances, profile: Profile) -> npt.NDArray[np.float64]:
    """Give the rate of harm per year of exposure, by (exposure, joint): other things harm where there is an infant."""
    alone = profile.harm.rate * circumstances.times(profile.harm.by)
    by_infant = [alone * circumstances.together(profile.harm.together, infant=infant) for infant in (False, True)]
    return np.tile(by_infant, (len(profile.exposure.values), 1))


def _contacts(
    size: npt.NDArray[np.float64],
    observation: npt.NDArray[np.float64],
    noise: npt.NDArray[np.float64],
    concern: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Give the weekly chance of a contact, and the share that voices a concern: (exposure, seen, joint) each."""
    noises, concerns = (np.einsum("e,s,j->esj", size, observation, rate) for rate in (noise, concern))
    total = noises + concerns
    return weekly(total).astype(np.float32), (concerns / total).astype(np.float32)
