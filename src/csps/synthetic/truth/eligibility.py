"""When a family meets the programme's threshold on record, and how likely it was to come to meet it.

The threshold of the synthetic truth is three of the ten headline outcomes of Supporting Families, each met by recorded
evidence: an event counts for a year, what lasts counts while it lasts. csps applies the programme's own rules to what
was delivered; this is the borough's account of the same thing, so that a score can be held against a true probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.headlines import HEADLINES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.lives.mechanisms import Mechanisms
    from csps.synthetic.lives.history import History

COUNTS_FOR = 364  # days an event is evidence
THRESHOLD = 3
HORIZON_WEEKS = 26
# what is evidence for which headline: happenings (a year), spells (while on), circumstances noted at an assessment (a year)
BY_HAPPENING = {
    "missed_health_review": "early_years",
    "mental_health_flag": "mental_health",
    "child_mental_health_flag": "mental_health",
    "substance_flag": "substance_use",
    "missing_episode": "abuse",
    "adult_offence": "crime",
    "antisocial_behaviour": "crime",
    "youth_offence": "crime",
    "domestic_incident": "domestic_abuse",
    "homelessness_duty": "housing",
    "debt_referral": "money",
}
BY_SPELL = {"absence": "attendance", "out_of_work": "money", "arrears": "money"}
BY_NOTE = {
    "money": "money",
    "mind": "mental_health",
    "substance": "substance_use",
    "conflict": "domestic_abuse",
    "housing": "housing",
}


@dataclass(frozen=True)
class Intervals:
    """Rows of household, start and end day, sorted by household and start, without overlap."""

    household: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]


def evidence(history: History) -> dict[str, Intervals]:
    """Give when each headline is met on record, by household."""
    parts: dict[str, list[tuple[npt.NDArray, npt.NDArray, npt.NDArray]]] = {name: [] for name in HEADLINES}
    for happening, headline in BY_HAPPENING.items():
        rows = history.happened(happening)
        parts[headline].append((rows["household"], rows["day"], rows["day"] + COUNTS_FOR))
    for spell, headline in BY_SPELL.items():
        lasted = history.lasted(spell)
        parts[headline].append((lasted["household"], lasted["start"], lasted["end"]))
    cases, plans, enquiries, help_given = history.cases, history.plans, history.enquiries, history.help
    for factor, headline in BY_NOTE.items():
        bit = 1 << history.factor_names.index(factor)
        for rows, assessed in ((cases, "assessed"), (help_given, "start")):
            noted = (rows["noted"] & bit) > 0
            day = rows[assessed][noted]
            parts[headline].append((rows["household"][noted], day, day + COUNTS_FOR))
    parts["abuse"].append((enquiries["household"], enquiries["start"], enquiries["start"] + COUNTS_FOR))
    planned = plans["start"] < FOREVER
    parts["abuse"].append((plans["household"][planned], plans["start"][planned], plans["end"][planned]))
    nominations = history.nominations
    for place, headline in enumerate(HEADLINES):
        named = (nominations["headlines"] >> place) & 1 > 0
        day = nominations["day"][named]
        parts[headline].append((nominations["household"][named], day, day + COUNTS_FOR))
    early = help_given["kind"] == 1
    parts["relationships"].append(tuple(help_given[name][early] for name in ("household", "start", "end")))  # type: ignore[arg-type]
    return {
        headline: merged(*(np.concatenate(columns).astype(np.int64) for columns in zip(*rows, strict=True)))
        for headline, rows in parts.items()
    }


def merged(household: npt.NDArray[np.int64], start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> Intervals:
    """Join overlapping stretches of each household.

    >>> merged(np.array([1, 1, 2]), np.array([0, 5, 9]), np.array([6, 8, 10])).end
    array([ 8, 10])
    """
    order = np.lexsort((start, household))
    household, start, end = household[order], start[order], np.minimum(end[order], FOREVER)
    lift = household * (2 * FOREVER)
    reach = np.maximum.accumulate(end + lift) - lift
    begins = np.r_[True, (household[1:] != household[:-1]) | (start[1:] > reach[:-1])] if len(order) else order > 0
    last = np.r_[np.flatnonzero(begins)[1:], len(order)] - 1 if len(order) else order
    return Intervals(household[begins], start[begins], reach[last])


def eligible(met: Mapping[str, Intervals]) -> Intervals:
    """Give when at least three headlines are met at once."""
    household = np.concatenate([np.r_[rows.household, rows.household] for rows in met.values()])
    day = np.concatenate([np.r_[rows.start, rows.end] for rows in met.values()])
    step = np.concatenate([np.r_[np.ones(len(rows.start)), -np.ones(len(rows.end))] for rows in met.values()])
    order = np.lexsort((step, day, household))
    household, day, count = household[order], day[order], np.cumsum(step[order]).astype(int)
    # every household's steps add up to nought, so the running count starts afresh with each
    enters = (count == THRESHOLD) & (step[order] > 0)
    leaves = (count == THRESHOLD - 1) & (step[order] < 0)
    spans = Intervals(household[enters], day[enters], day[leaves])
    real = spans.start < spans.end
    return Intervals(spans.household[real], spans.start[real], spans.end[real])


def on(rows: Intervals, households: npt.NDArray[np.integer], day: int) -> npt.NDArray[np.int64]:
    """Give the day until which each household's interval lasts that holds on `day`; 0 where none does."""
    holds = (rows.start <= day) & (rows.end > day)
    until = np.zeros(int(max(households.max(initial=0), rows.household.max(initial=0))) + 1, dtype=np.int64)
    until[rows.household[holds]] = rows.end[holds]
    return until[households]


class EligibilityRisk:
    """The chance to come to meet the threshold within the horizon.

    Each headline not yet met may come to be met; the chance of that is walked backwards through the hidden chain, with
    the family's other levels held. Given the hidden state on the date, headlines are taken to come independently of
    each other, except through an assessment, which may note several at once, and a nomination, which names three.
    """

    def __init__(self, mechanisms: Mechanisms) -> None:
        self.mechanisms = mechanisms
        self.circumstances = mechanisms.circumstances
        self.comes = {headline: self._walk(self._hazard(headline)) for headline in HEADLINES}
        self.assessed = self._walk_exposed(self._assessment_hazard())
        self.enquired = self._walk_exposed(self._enquiry_hazard())
        self.helped = self._walk_exposed(mechanisms.help_rates.early_help[None, :, :, None, :] * 1.0)
        names = mechanisms.happenings.names
        self.nominated = self._walk(mechanisms.happenings.weekly[names.index("nomination")][None, :, :, None, :])
        self.stays = {name: self._stay(kind) for kind, name in enumerate(mechanisms.spells.names)}
        self.troubled = self._trouble()

    def _hazard(self, headline: str) -> npt.NDArray[np.float32]:
        """Give the weekly chance that a headline comes, by (v, seen, who, help, joint)."""
        happenings, spells = self.mechanisms.happenings, self.mechanisms.spells
        missed = np.ones(happenings.weekly.shape[1:])
        for name, target in BY_HAPPENING.items():
            if target == headline:
                missed *= 1 - happenings.weekly[happenings.names.index(name)]
        for name, target in BY_SPELL.items():
            if target == headline:
                kind = spells.names.index(name)
                fits = np.ones(missed.shape[1]) if name != "absence" else (np.arange(missed.shape[1]) & 4) > 0
                missed *= 1 - fits[:, None] * spells.start[kind]
        return (1 - missed)[None, :, :, None, :].astype(np.float32)

    def _walk(self, hazard: npt.NDArray[np.float32], weeks: int = HORIZON_WEEKS) -> npt.NDArray[np.float32]:
        """Walk a chance of arrival back over the horizon: (v, seen, who, help, joint)."""
        shape = (self.circumstances.vulnerabilities, *hazard.shape[1:3], 3, self.circumstances.states)
        value = np.zeros(shape, dtype=np.float32)
        for _ in range(weeks):
            value = self.circumstances.backward(value + hazard * (1 - value))
        return value

    def _walk_exposed(self, hazard: npt.NDArray) -> npt.NDArray[np.float32]:
        """The same for what depends on exposure instead of who lives there: (v, exposure, seen, help, joint)."""
        return self._walk(hazard.astype(np.float32), HORIZON_WEEKS - 3)

    def _assessment_hazard(self) -> npt.NDArray:
        path = self.mechanisms.path_rates
        referred = path.contact * path.referral_share * (1 - path.rates.no_further_action)
        harm = path.harm[:, 1][:, None] * path.harm_seen[None, :, None, None]  # (exposure, seen, help, joint)
        return (referred[:, :, None, :] + harm)[None]

    def _enquiry_hazard(self) -> npt.NDArray:
        path = self.mechanisms.path_rates
        harm = path.harm[:, 1][:, None] * path.harm_seen[None, :, None, None] * path.rates.urgent_of_harm
        concern = path.contact * path.referral_share * path.enquiry_of_assessment
        return (harm + concern[:, :, None, :])[None]

    def _stay(self, kind: int) -> npt.NDArray[np.float32]:
        """Give the mean share of the horizon for which a spell that is on stays on: (joint,)."""
        stop = self.mechanisms.spells.stop[kind]
        weeks = np.arange(1, HORIZON_WEEKS + 1)[:, None]
        return ((1 - stop) ** weeks).mean(axis=0).astype(np.float32)

    def _trouble(self) -> npt.NDArray[np.float32]:
        """Give the chance that three of the five troubles come together within the horizon: (v, 1, 1, help, joint)."""
        circumstances = self.circumstances
        many = (circumstances.levels[:5] > 0).sum(axis=0) >= THRESHOLD
        value = np.zeros((circumstances.vulnerabilities, 1, 1, 3, circumstances.states), dtype=np.float32)
        value[..., many] = 1
        for _ in range(HORIZON_WEEKS):
            value = circumstances.backward(value)
            value[..., many] = 1
        return value

    def look_up(
        self, families: Mapping[str, npt.NDArray], met: Mapping[str, Intervals], day: int, *, helped: bool = True
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Give `p_harm` (three troubles at once) and `p_recorded` (the threshold) by hidden state and record on a date.

        Families that meet the threshold already have no recorded probability (NaN).
        """
        v, e, s, w, j = (families[name] for name in ("vulnerability", "exposure", "seen", "who", "joint"))
        h = families["helped"] if helped else np.zeros_like(families["helped"])
        households = families["household"]
        until = {headline: on(met[headline], households, day) for headline in HEADLINES}
        chance = {headline: self.comes[headline][v, s, w, h, j].astype(np.float64) for headline in HEADLINES}
        early = np.where(h == 0, self.helped[v, e, s, h, j], 0.0)
        chance["relationships"] = 1 - (1 - chance["relationships"]) * (1 - early)
        in_path = families["path"] > 0
        enquiry = np.where(in_path, np.minimum(1, 2.5 * self.enquired[v, e, s, h, j]), self.enquired[v, e, s, h, j])
        chance["abuse"] = 1 - (1 - chance["abuse"]) * (1 - enquiry)
        for headline, last in until.items():
            kept = np.clip((last - day) / (7 * HORIZON_WEEKS), 0, 1)
            chance[headline] = np.where(last > day, 1 - (1 - kept) * (1 - chance[headline]), chance[headline])
        for spell, headline in BY_SPELL.items():
            running = families[f"on_{spell}"]
            chance[headline] = np.where(running, np.maximum(self.stays[spell][j], 0.0), chance[headline])
        already = sum((last > day).astype(int) for last in until.values())
        under_way = (families["path"] >= 1) & (families["path"] <= 3)
        assessed = np.where(under_way, 0.95, 1 - (1 - self.assessed[v, e, s, h, j]) * (1 - early))
        plain = at_least(list(chance.values()))
        noted = dict(chance)
        for factor, headline in BY_NOTE.items():
            level = self.circumstances.level(j, factor) > 0
            noted[headline] = 1 - (1 - noted[headline]) * (1 - 0.65 * level)
        recorded = (1 - assessed) * plain + assessed * at_least(list(noted.values()))
        recorded = 1 - (1 - recorded) * (1 - self.nominated[v, s, w, h, j])  # a nomination alone meets the threshold
        recorded = np.where(already >= THRESHOLD, np.nan, recorded)
        return self.troubled[v, 0, 0, h, j], recorded.astype(np.float32)


def at_least(chances: list[npt.NDArray[np.float64]], number: int = THRESHOLD) -> npt.NDArray[np.float64]:
    """Give the chance that at least `number` of independent events come.

    >>> at_least([np.array([0.5]), np.array([0.5]), np.array([0.5])]).tolist()
    [0.125]
    """
    fewer = [np.ones_like(chances[0]), *(np.zeros_like(chances[0]) for _ in range(number - 1))]
    for chance in chances:
        for count in reversed(range(number)):
            fewer[count] = fewer[count] * (1 - chance) + (fewer[count - 1] * chance if count else 0.0)
    result: npt.NDArray[np.float64] = 1 - np.sum(fewer, axis=0)
    return result
