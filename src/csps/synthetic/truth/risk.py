"""The true probability of each outcome, worked out from the declared chances and not by living again.

For every combination of levels a family can have, the chance that an outcome comes within the horizon is found by
walking backwards: after the last week it is nought, and each week before it is the mean of what the week may lead to,
by the very steps that the borough lives forwards (circumstances, help, harm, contact, path). A family's probability on
a date is then looked up by its complete hidden state. Who lives in the family, and how old they are, is held fixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.path_rates import ASSESSMENT_PHASE, ENQUIRY_PHASE, Path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.lives.mechanisms import Mechanisms

Table = npt.NDArray[np.float32]
PATHS = 10  # every path state but a plan: families whose children are all under a plan are not in the cohort


class RiskTables:
    """Chance of harm, and of a recorded outcome, within a horizon.

    Args:
        mechanisms: the declared chances.
        weeks: the horizon.
    """

    def __init__(self, mechanisms: Mechanisms, *, weeks: int) -> None:
        circumstances, path = mechanisms.circumstances, mechanisms.path_rates
        self.circumstances = circumstances
        self.path = path
        self.help_rates = mechanisms.help_rates
        exposures, frailties, helps, states = path.harm.shape
        seen = path.contact.shape[1]
        vulnerabilities = circumstances.vulnerabilities
        self._harm = path.harm[None, :, None, :, :, :]  # (v, exposure, seen, frailty, help, joint)
        self._rest = self._path_chances()
        harm = np.zeros((vulnerabilities, exposures, seen, frailties, 1, helps, states), dtype=np.float32)
        recorded = np.zeros((vulnerabilities, exposures, seen, frailties, PATHS, helps, states), dtype=np.float32)
        harm = harm[:, :, :1]  # harm does not depend on being seen, but help does a little: held at the middle level
        for _ in range(weeks):
            recorded = self._before(self._statutory_week(recorded), slice(None))
            harm = self._before(self._harm_week(harm), slice(seen // 2, seen // 2 + 1))
        self.recorded = recorded
        self.harm = harm

    def look_up(self, families: Mapping[str, npt.NDArray]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Give `p_harm` and `p_recorded` of families by their hidden state on a date.

        Args:
            families: equally long arrays of vulnerability, exposure, seen, frailty, path, helped and joint.

        Returns:
            two arrays; a family whose children are all under a plan has no recorded probability (NaN).
        """
        names = ("vulnerability", "exposure", "seen", "frailty", "path", "helped", "joint")
        v, e, s, f, p, h, j = (families[name] for name in names)
        at_risk = p != Path.PLAN
        recorded = self.recorded[v, e, s, f, np.where(at_risk, p, 0), h, j]
        return self.harm[v, e, 0, f, 0, h, j], np.where(at_risk, recorded, np.float32(np.nan))

    def _before(self, value: Table, seen: slice) -> Table:
        """Walk back over help and circumstances, the first two steps of a week."""
        return self.circumstances.backward(self._help_week(value, seen))

    def _help_week(self, value: Table, seen: slice) -> Table:
        rates = self.help_rates
        early = rates.early_help[None, :, seen, None, None, :]  # (1, exposure, seen, 1, 1, joint)
        programme = rates.programme
        none, helped, attached = (value[..., level, :] for level in range(3))
        known = np.zeros((value.shape[4], 1), dtype=np.float32)
        known[Path.OPEN_SHORT :] = 1.0
        joins = known * programme
        begins = np.minimum(early, 1 - joins)
        out = np.empty_like(value)
        out[..., 0, :] = none + begins * (helped - none) + joins * (attached - none)
        out[..., 1, :] = helped + programme * (attached - helped) + rates.early_help_ends * (none - helped)
        out[..., 2, :] = attached + rates.programme_ends * (none - attached)
        return out

    def _harm_week(self, value: Table) -> Table:
        harm = self._harm[:, :, :, :, None]
        return value + harm * (1 - value)

    def _path_chances(self) -> dict[str, Table]:
        """Prepare the chances of the path in the shape (v, exposure, seen, frailty, help, joint)."""
        path, rates = self.path, self.path.rates

        def by_seen(values: npt.ArrayLike) -> Table:
            return np.asarray(values, dtype=np.float32)[None, None, :, None, None, None]

        referred = path.contact * path.referral_share * (1 - rates.no_further_action)
        return {
            "seen": self._harm * by_seen(path.harm_seen),
            "seen_open": self._harm * by_seen(path.harm_seen_open),
            "referred": (1 - self._harm) * referred[None, :, :, None, None, :].astype(np.float32),
            "harm": by_seen(path.substantiated(harm=True)),
            "concern": by_seen(path.substantiated(harm=False)),
            "enquiry": path.enquiry_of_assessment.astype(np.float32),
            "enquiry_open": path.enquiry_open.astype(np.float32),
        }

    def _statutory_week(self, value: Table) -> Table:
        """Walk back over harm, contact and the path; an outcome that comes in the week counts as 1."""
        rates, chance = self.path.rates, self._rest
        care = np.float32(rates.looked_after_of_harm)
        at = [value[:, :, :, :, state] for state in range(PATHS)]
        out = np.empty_like(value)
        urgent = rates.urgent_of_harm * at[Path.HARM_ENQUIRY_1] + (1 - rates.urgent_of_harm) * at[Path.ASSESSMENT_1]
        noticed = care + (1 - care) * urgent
        none = at[Path.NONE]
        out[:, :, :, :, Path.NONE] = (
            none + chance["seen"] * (noticed - none) + chance["referred"] * (at[Path.ASSESSMENT_1] - none)
        )
        stays = rates.long_case * at[Path.OPEN_LONG] + (1 - rates.long_case) * at[Path.OPEN_SHORT]
        concluded = rates.not_in_need * none + (1 - rates.not_in_need) * stays
        concluded = concluded + chance["enquiry"] * (at[Path.CONCERN_ENQUIRY_1] - concluded)
        known = care + (1 - care) * at[Path.HARM_ENQUIRY_1]
        following = (at[Path.ASSESSMENT_2], at[Path.ASSESSMENT_3], concluded)
        for state, after in zip((Path.ASSESSMENT_1, Path.ASSESSMENT_2, Path.ASSESSMENT_3), following, strict=True):
            quiet = at[state] + ASSESSMENT_PHASE * (after - at[state])
            out[:, :, :, :, state] = quiet + chance["seen_open"] * (known - quiet)
        unsubstantiated = rates.open_after_enquiry * at[Path.OPEN_SHORT] + (1 - rates.open_after_enquiry) * none
        for first, which in ((Path.HARM_ENQUIRY_1, "harm"), (Path.CONCERN_ENQUIRY_1, "concern")):
            decided = unsubstantiated + chance[which] * (1 - unsubstantiated)
            for state, after in ((first, at[first + 1]), (first + 1, decided)):
                out[:, :, :, :, state] = at[state] + ENQUIRY_PHASE * (after - at[state])
        for state in (Path.OPEN_SHORT, Path.OPEN_LONG):
            quiet = at[state] + self.path.close[state] * (none - at[state])
            asked = quiet + chance["enquiry_open"] * (at[Path.CONCERN_ENQUIRY_1] - quiet)
            out[:, :, :, :, state] = asked + chance["seen_open"] * (known - asked)
        return out
