"""The true probability of each outcome, worked out from the declared chances and not by living again.

For every combination of levels a family can have, the chance that an outcome comes within the horizon is found by
walking backwards: after the last week it is nought, and each week before it is the mean of what the week may lead to,
by the very steps that the borough lives forwards (circumstances, help, harm, contact, path). A family's probability on
a date is then looked up by its complete hidden state. Who lives in the family, and how old they are, is held fixed; so
is the season, whose factors on contacts balance over a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.path_rates import ASSESSMENT_PHASE, ASSESSMENTS, ENQUIRY_PHASE, OPEN, Path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.lives.mechanisms import Mechanisms
    from csps.synthetic.lives.registers import Column

Table = npt.NDArray[np.float32]
PATHS = 10  # every path state but a plan: families whose children are all under a plan are not in the cohort
LEVELS = ("vulnerability", "exposure", "seen", "frailty", "path", "helped", "joint")


class RiskTables:
    """Chance of harm, and of a recorded outcome, within a horizon.

    Harm does not depend on being seen, but whether help comes does a little, and so does an open case: `harm` holds a
    family at the middle level of being seen, without an open case.

    Args:
        mechanisms: the declared chances.
        weeks: the horizon.

    Attributes:
        harm: by (vulnerability, exposure, frailty, help, joint).
        recorded: by (vulnerability, exposure, seen, frailty, path, help, joint).
    """

    def __init__(self, mechanisms: Mechanisms, *, weeks: int) -> None:
        circumstances, path = mechanisms.circumstances, mechanisms.path_rates
        exposures, frailties, helps, states = path.harm.shape
        seen = path.contact.shape[1]
        shape = (circumstances.vulnerabilities, exposures, seen, frailties, PATHS, helps, states)
        self._circumstances = circumstances
        self._help = mechanisms.help_rates
        self._statutory = StatutoryWeek(mechanisms)
        hazard = path.harm[None, :, None, :, None]  # (v, exposure, seen, frailty, path, help, joint)
        recorded = np.zeros(shape, dtype=np.float32)
        harm = np.zeros((*shape[:2], 1, frailties, 1, helps, states), dtype=np.float32)
        for _ in range(weeks):
            recorded = self._before(self._statutory.before(recorded), slice(None))
            harm = self._before(harm + hazard * (1 - harm), slice(seen // 2, seen // 2 + 1))
        self.recorded = recorded
        self.harm = harm[:, :, 0, :, 0]

    def look_up(self, families: Mapping[str, Column]) -> tuple[Table, Table]:
        """Give `p_harm` and `p_recorded` of families by their hidden state on a date.

        Args:
            families: equally long arrays of vulnerability, exposure, seen, frailty, path, helped and joint.

        Returns:
            two arrays; a family whose children are all under a plan has no recorded probability (NaN).
        """
        v, e, s, f, p, h, j = (families[name] for name in LEVELS)
        at_risk = p != Path.PLAN
        recorded = self.recorded[v, e, s, f, np.where(at_risk, p, 0), h, j]
        return self.harm[v, e, f, h, j], np.where(at_risk, recorded, np.float32(np.nan))

    def _before(self, value: Table, seen: slice) -> Table:
        """Walk back over help and circumstances, the first two steps of a week."""
        return self._circumstances.backward(self._help_week(value, seen))

    def _help_week(self, value: Table, seen: slice) -> Table:
        rates = self._help
        early = rates.early_help[None, :, seen, None, None, :]  # (1, exposure, seen, 1, 1, joint)
        none, helped, attached = (value[..., level, :] for level in range(3))
        known = np.zeros((value.shape[4], 1), dtype=np.float32)
        known[Path.OPEN_SHORT :] = 1.0
        joins = known * rates.programme
        begins = np.minimum(early, 1 - joins)
        out = np.empty_like(value)
        out[..., 0, :] = none + begins * (helped - none) + joins * (attached - none)
        out[..., 1, :] = helped + rates.programme * (attached - helped) + rates.early_help_ends * (none - helped)
        out[..., 2, :] = attached + rates.programme_ends * (none - attached)
        return out


class StatutoryWeek:
    """One week of harm, contact and the statutory path, walked backwards; an outcome that comes in it counts as 1."""

    def __init__(self, mechanisms: Mechanisms) -> None:
        path = self._path = mechanisms.path_rates
        self._rates = path.rates
        harm = path.harm[None, :, None, :, :, :]  # every table here is (v, exposure, seen, frailty, help, joint)
        referred = path.contact * path.referral_share * (1 - self._rates.no_further_action)
        self._seen = harm * _by_seen(path.harm_seen)
        self._seen_open = harm * _by_seen(path.harm_seen_open)
        self._referred = (1 - harm) * referred[None, :, :, None, None, :].astype(np.float32)
        self._substantiated = {harm: _by_seen(path.substantiated(harm=harm)) for harm in (True, False)}
        self._enquiry = path.enquiry_of_assessment.astype(np.float32)
        self._enquiry_open = path.enquiry_open.astype(np.float32)

    def before(self, value: Table) -> Table:
        """Give the chances before the week, from those after it: (v, exposure, seen, frailty, path, help, joint)."""
        at = [value[:, :, :, :, state] for state in range(PATHS)]
        before = {Path.NONE: self._unknown(at)} | self._assessments(at) | self._enquiries(at) | self._open(at)
        out = np.empty_like(value)
        for state, table in before.items():
            out[:, :, :, :, state] = table
        return out

    def _unknown(self, at: list[Table]) -> Table:
        """Without a case: harm that is seen leads to care, an enquiry or an assessment; contacts to an assessment."""
        care, urgent = np.float32(self._rates.looked_after_of_harm), self._rates.urgent_of_harm
        asked = urgent * at[Path.HARM_ENQUIRY_1] + (1 - urgent) * at[Path.ASSESSMENT_1]
        noticed = care + (1 - care) * asked
        none = at[Path.NONE]
        before: Table = none + self._seen * (noticed - none) + self._referred * (at[Path.ASSESSMENT_1] - none)
        return before

    def _noticed(self, at: list[Table], quiet: Table) -> Table:
        """With an open case: harm that is seen leads to care or an enquiry, whatever else the week would bring."""
        care = np.float32(self._rates.looked_after_of_harm)
        known = care + (1 - care) * at[Path.HARM_ENQUIRY_1]
        return quiet + self._seen_open * (known - quiet)

    def _assessments(self, at: list[Table]) -> dict[Path, Table]:
        long, no_need = self._rates.long_case, self._rates.not_in_need
        stays = long * at[Path.OPEN_LONG] + (1 - long) * at[Path.OPEN_SHORT]
        concluded = no_need * at[Path.NONE] + (1 - no_need) * stays
        concluded = concluded + self._enquiry * (at[Path.CONCERN_ENQUIRY_1] - concluded)
        following = (at[Path.ASSESSMENT_2], at[Path.ASSESSMENT_3], concluded)
        return {
            state: self._noticed(at, at[state] + ASSESSMENT_PHASE * (after - at[state]))
            for state, after in zip(ASSESSMENTS, following, strict=True)
        }

    def _enquiries(self, at: list[Table]) -> dict[Path, Table]:
        stays = self._rates.open_after_enquiry
        not_so = stays * at[Path.OPEN_SHORT] + (1 - stays) * at[Path.NONE]
        before = {}
        for first, last, harm in (
            (Path.HARM_ENQUIRY_1, Path.HARM_ENQUIRY_2, True),
            (Path.CONCERN_ENQUIRY_1, Path.CONCERN_ENQUIRY_2, False),
        ):
            decided = not_so + self._substantiated[harm] * (1 - not_so)
            before[first] = at[first] + ENQUIRY_PHASE * (at[last] - at[first])
            before[last] = at[last] + ENQUIRY_PHASE * (decided - at[last])
        return before

    def _open(self, at: list[Table]) -> dict[Path, Table]:
        before = {}
        for state in OPEN:
            quiet = at[state] + self._path.close[state] * (at[Path.NONE] - at[state])
            quiet = quiet + self._enquiry_open * (at[Path.CONCERN_ENQUIRY_1] - quiet)
            before[state] = self._noticed(at, quiet)
        return before


def _by_seen(values: npt.ArrayLike) -> Table:
    """Give a value per level of being seen the shape (v, exposure, seen, frailty, help, joint)."""
    return np.asarray(values, dtype=np.float32)[None, None, :, None, None, None]
