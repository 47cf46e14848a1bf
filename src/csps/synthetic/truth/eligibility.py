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
from csps.synthetic.lives.circumstances import HELP
from csps.synthetic.lives.classes import fits
from csps.synthetic.lives.headlines import HEADLINES
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.lives.safeguarding import NOTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.lives.history import History
    from csps.synthetic.lives.mechanisms import Mechanisms

    Halves = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]

COUNTS_FOR = 364  # days an event is evidence
THRESHOLD = 3
HORIZON_WEEKS = 26
HALF_WEEKS = HORIZON_WEEKS // 2
MIDWAY_STATES = 12  # the likeliest hidden states halfway; together nearly all
ENQUIRY_OF_OPEN = 2.5  # an enquiry comes so much more often to a case that is open
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

    The horizon is taken in two halves. Where the hidden state stands between them is known in distribution; given that,
    and the state on the date, headlines are taken to come independently of each other, except through an assessment,
    which may note several at once, and a nomination, which names three. The family's other levels are held.

    Args:
        mechanisms: the declared chances.
    """

    def __init__(self, mechanisms: Mechanisms) -> None:
        self.mechanisms = mechanisms
        self.circumstances = mechanisms.circumstances
        happenings, path = mechanisms.happenings, mechanisms.path_rates
        nomination = happenings.weekly[happenings.names.index("nomination")]
        referred = path.contact * path.referral_share * (1 - path.rates.no_further_action)
        seen_harm = path.harm[:, 1][:, None] * path.harm_seen[None, :, None, None]  # (exposure, seen, help, joint)
        enquiry = seen_harm * path.rates.urgent_of_harm + (referred * path.enquiry_of_assessment)[:, :, None]
        comes = {headline: self._hazard(headline)[None, :, :, None] for headline in HEADLINES}
        # by who lives there (v, seen, who, help, joint), and by exposure (v, exposure, seen, help, joint)
        self.coming = {name: self._halves(hazard) for name, hazard in comes.items()}
        self.nominated = self._halves(nomination[None, :, :, None])
        self.assessed = self._halves((referred[:, :, None] + seen_harm)[None])
        self.enquired = self._halves(enquiry[None])
        self.helped = self._halves(mechanisms.help_rates.early_help[None, :, :, None])
        self.stays = {name: self._stay(kind) for kind, name in enumerate(mechanisms.spells.names)}
        self.midway = self.circumstances.ahead(HALF_WEEKS, keep=MIDWAY_STATES)
        self.troubled = self._trouble()

    def look_up(
        self, families: Mapping[str, npt.NDArray], met: Mapping[str, Intervals], day: int
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Give `p_harm` (three troubles at once) and `p_recorded` (the threshold) by hidden state and record on a date.

        Args:
            families: equally long arrays of a quarter's snapshot.
            met: when each headline is met, by household.
            day: the quarter's day.

        Returns:
            two arrays; a family that meets the threshold already has no recorded probability (NaN).
        """
        v, h, now = (families[name] for name in ("vulnerability", "helped", "joint"))
        until = {headline: on(met[headline], families["household"], day) for headline in HEADLINES}
        kept = {headline: np.clip((last - day) / (7 * HORIZON_WEEKS), 0, 1) for headline, last in until.items()}
        recorded = np.zeros(len(now))
        for place in range(MIDWAY_STATES):
            then = self.midway[0][v, h, now, place]
            recorded += self.midway[1][v, h, now, place] * self._given(families, kept, then)
        already = np.sum([last > day for last in until.values()], axis=0) >= THRESHOLD
        return self.troubled[v, 0, 0, h, now], np.where(already, np.nan, recorded).astype(np.float32)

    def _given(
        self, families: Mapping[str, npt.NDArray], kept: Mapping[str, npt.NDArray], then: npt.NDArray
    ) -> npt.NDArray[np.float64]:
        """Give the chance of the threshold if the hidden state halfway is `then`."""
        v, e, s, w, h, now = (families[name] for name in ("vulnerability", "exposure", "seen", "who", "helped", "joint"))
        by_who = (v, s, w, h)
        by_exposure = (v, e, s, h)
        chance = {name: _both(halves, by_who, now, then) for name, halves in self.coming.items()}
        early = np.where(h == 0, _both(self.helped, by_exposure, now, then), 0.0)
        enquiry = _both(self.enquired, by_exposure, now, then)
        enquiry = np.where(families["path"] > 0, np.minimum(1, ENQUIRY_OF_OPEN * enquiry), enquiry)
        chance["abuse"] = _either(chance["abuse"], enquiry)
        chance = {name: _either(value, kept[name]) for name, value in chance.items()}
        for spell, headline in BY_SPELL.items():
            chance[headline] = np.where(families[f"on_{spell}"], self.stays[spell][now], chance[headline])
        under_way = (families["path"] >= Path.ASSESSMENT_1) & (families["path"] <= Path.ASSESSMENT_3)
        assessed = np.where(under_way, 0.95, _both(self.assessed, by_exposure, now, then))
        noted = dict(chance)
        before, after = (self.assessed[0][(*by_exposure, joint)] for joint in (now, then))
        for factor, headline in BY_NOTE.items():
            # an assessment comes when there is trouble: each half counts by how likely it is to bring one
            level_now, level_then = (self.circumstances.level(joint, factor) > 0 for joint in (now, then))
            present = (before * level_now + after * level_then) / (before + after)
            noted[headline] = _either(noted[headline], NOTED * present)
        helped = noted | {"relationships": np.ones(len(now))}  # early help is evidence itself, and assesses as well
        alone, with_note, with_help = (at_least(list(what.values())) for what in (chance, noted, helped))
        recorded = (1 - early) * ((1 - assessed) * alone + assessed * with_note) + early * with_help
        return _either(recorded, _both(self.nominated, by_who, now, then))  # a nomination alone meets the threshold

    def _hazard(self, headline: str) -> npt.NDArray[np.float64]:
        """Give the weekly chance that a headline comes, by (seen, who, joint)."""
        happenings, spells = self.mechanisms.happenings, self.mechanisms.spells
        missed = np.ones(happenings.weekly.shape[1:])
        for name, target in BY_HAPPENING.items():
            if target == headline:
                missed *= 1 - happenings.weekly[happenings.names.index(name)]
        for name, target in BY_SPELL.items():
            if target == headline:
                kind = spells.names.index(name)
                for_whom = fits(spells.declared[kind].needs, np.arange(missed.shape[1]))
                missed *= 1 - for_whom[:, None] * spells.start[kind]
        hazard: npt.NDArray[np.float64] = 1 - missed
        return hazard

    def _halves(self, hazard: npt.NDArray[np.floating]) -> Halves:
        """Give the weekly chance itself and the chance of arrival within half the horizon, walked backwards."""
        shape = (self.circumstances.vulnerabilities, *hazard.shape[1:3], len(HELP), self.circumstances.states)
        weekly = np.broadcast_to(hazard.astype(np.float32), shape)
        value = np.zeros(shape, dtype=np.float32)
        for _ in range(HALF_WEEKS):
            value = self.circumstances.backward(value + weekly * (1 - value))
        return weekly, value

    def _stay(self, kind: int) -> npt.NDArray[np.float32]:
        """Give the mean share of the horizon for which a spell that is on stays on: (joint,)."""
        stop = self.mechanisms.spells.stop[kind]
        weeks = np.arange(1, HORIZON_WEEKS + 1)[:, None]
        return ((1 - stop) ** weeks).mean(axis=0).astype(np.float32)

    def _trouble(self) -> npt.NDArray[np.float32]:
        """Give the chance that three of the five troubles come together within the horizon: (v, 1, 1, help, joint)."""
        circumstances = self.circumstances
        many = (circumstances.levels[:5] > 0).sum(axis=0) >= THRESHOLD
        value = np.zeros((circumstances.vulnerabilities, 1, 1, len(HELP), circumstances.states), dtype=np.float32)
        value[..., many] = 1
        for _ in range(HORIZON_WEEKS):
            value = circumstances.backward(value)
            value[..., many] = 1
        return value


def _both(
    halves: Halves, levels: tuple[npt.NDArray, ...], now: npt.NDArray, then: npt.NDArray
) -> npt.NDArray[np.float64]:
    """Give the chance of arrival over both halves, from the state now and the state halfway.

    Until halfway the weekly chance is taken as the mean of the two states'; from there on it is walked.
    """
    weekly, arrives = halves
    mean = (weekly[(*levels, now)].astype(np.float64) + weekly[(*levels, then)]) / 2
    missed: npt.NDArray[np.float64] = (1 - mean) ** HALF_WEEKS * (1 - arrives[(*levels, then)])
    return 1 - missed


def _either(one: npt.NDArray, other: npt.NDArray) -> npt.NDArray[np.float64]:
    """Give the chance of at least one of two independent events."""
    chance: npt.NDArray[np.float64] = 1 - (1 - one) * (1 - other)
    return chance


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
