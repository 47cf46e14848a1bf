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
from csps.synthetic.lives.classes import WHO_CODES, fits
from csps.synthetic.lives.headlines import HEADLINES
from csps.synthetic.lives.path_rates import ASSESSMENTS, Path
from csps.synthetic.lives.safeguarding import NOTED
from csps.synthetic.lives.support import EARLY_HELP, NO_HELP
from csps.synthetic.truth.chances import at_least, either
from csps.synthetic.truth.intervals import Intervals, at_once, known_until, merged, on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.synthetic.lives.history import History
    from csps.synthetic.lives.mechanisms import Mechanisms
    from csps.synthetic.lives.registers import Column

COUNTS_FOR = 364  # days an event is evidence
THRESHOLD = 3
HORIZON_WEEKS = 26
# What is evidence for which headline: happenings (a year), spells (while on), circumstances noted at an assessment (a
# year). Circumstances that are not here, such as support, are no trouble.
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
HALF_WEEKS = HORIZON_WEEKS // 2
MIDWAY_STATES = 12  # the likeliest hidden states halfway; together nearly all
ENQUIRY_OF_OPEN = 2.5  # an enquiry comes so much more often to a case that is open
ASSESSED_IF_UNDER_WAY = 0.95

Row = tuple["Column", "Column", "Column", bool]  # household, start, end, and whether it lasts for as long as it may


def evidence(history: History) -> dict[str, Intervals]:
    """Give when each headline is met on record, by household."""
    parts: dict[str, list[Row]] = {headline: [] for headline in HEADLINES}
    for source in (_happened, _lasted, _noted, _worked_with, _nominated):
        for headline, row in source(history):
            parts[headline].append(row)
    return {headline: _joined(rows) for headline, rows in parts.items()}


def _joined(rows: list[Row]) -> Intervals:
    household, start, end = (np.concatenate([row[place] for row in rows]).astype(np.int64) for place in range(3))
    return merged(household, start, end, lasts=np.repeat([row[3] for row in rows], [len(row[0]) for row in rows]))


def _for_a_year(household: Column, day: Column) -> Row:
    return household, day, day + COUNTS_FOR, False


def _happened(history: History) -> Iterator[tuple[str, Row]]:
    for happening, headline in BY_HAPPENING.items():
        rows = history.happened(happening)
        yield headline, _for_a_year(rows["household"], rows["day"])


def _lasted(history: History) -> Iterator[tuple[str, Row]]:
    for spell, headline in BY_SPELL.items():
        rows = history.lasted(spell)
        yield headline, (rows["household"], rows["start"], rows["end"], True)


def _noted(history: History) -> Iterator[tuple[str, Row]]:
    """What was written down when an assessment ended, or when help began."""
    for factor, headline in BY_NOTE.items():
        bit = 1 << history.factor_names.index(factor)
        for rows, assessed in ((history.cases, "assessed"), (history.help, "start")):
            noted = (rows["noted"] & bit) > 0
            yield headline, _for_a_year(rows["household"][noted], rows[assessed][noted])


def _worked_with(history: History) -> Iterator[tuple[str, Row]]:
    enquiries, plans, given = history.enquiries, history.plans, history.help
    planned, early = plans["start"] < FOREVER, given["kind"] == EARLY_HELP
    yield "abuse", _for_a_year(enquiries["household"], enquiries["start"])
    yield "abuse", (plans["household"][planned], plans["start"][planned], plans["end"][planned], True)
    yield "relationships", (given["household"][early], given["start"][early], given["end"][early], True)


def _nominated(history: History) -> Iterator[tuple[str, Row]]:
    rows = history.nominations
    for place, headline in enumerate(HEADLINES):
        named = (rows["headlines"] >> place) & 1 > 0
        yield headline, _for_a_year(rows["household"][named], rows["day"][named])


def eligible(met: Mapping[str, Intervals]) -> Intervals:
    """Give when at least three headlines are met at once."""
    return at_once(met.values(), THRESHOLD)


class EligibilityRisk:
    """The chance to come to meet the threshold within the horizon.

    The horizon is taken in two halves. Where the hidden state stands between them is known in distribution; given that,
    and the state on the date, headlines are taken to come independently of each other, except through an assessment,
    which may note several at once, and a nomination, which names three. The family's other levels are held.

    Args:
        mechanisms: the declared chances.
    """

    def __init__(self, mechanisms: Mechanisms) -> None:
        self._mechanisms = mechanisms
        circumstances = self._circumstances = mechanisms.circumstances
        happenings, spells = mechanisms.happenings, mechanisms.spells
        nomination = happenings.weekly[happenings.names.index("nomination")]
        assessment, enquiry = self._statutory()
        # by who lives there: (v, seen, who, help, joint)
        self._coming = {headline: self._arrival(self._hazard(headline)[None, :, :, None]) for headline in HEADLINES}
        self._nomination = self._arrival(nomination[None, :, :, None])
        # by exposure: (v, exposure, seen, help, joint)
        self._assessment, self._enquiry = self._arrival(assessment[None]), self._arrival(enquiry[None])
        self._early_help = self._arrival(mechanisms.help_rates.early_help[None, :, :, None])
        self._stays = {name: _mean_stay(stop) for name, stop in zip(spells.names, spells.stop, strict=True)}
        self._plan_stays = _mean_stay(np.array(mechanisms.path_rates.plan_ends))
        self._help_stays = _mean_stay(mechanisms.help_rates.early_help_ends + mechanisms.help_rates.programme)
        self._states, self._shares = circumstances.ahead(HALF_WEEKS, keep=MIDWAY_STATES)
        self._trouble = self._troubled()

    # --- families -----------------------------------------------------------------------------------------------------
    def look_up(
        self, families: Mapping[str, Column], met: Mapping[str, Intervals], day: int
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
        households = families["household"]
        until = {headline: known_until(met[headline], households, day) for headline in HEADLINES}
        kept = {headline: np.clip((last - day) / (7 * HORIZON_WEEKS), 0, 1) for headline, last in until.items()}
        recorded = np.zeros(len(now))
        for place in range(MIDWAY_STATES):
            then = self._states[v, h, now, place]
            recorded += self._shares[v, h, now, place] * self._given(families, kept, then)
        already = np.sum([on(met[headline], households, day) > day for headline in HEADLINES], axis=0) >= THRESHOLD
        return self._trouble[v, 0, 0, h, now], np.where(already, np.nan, recorded).astype(np.float32)

    def _given(self, families: Mapping[str, Column], kept: Mapping[str, Column], then: Column) -> Column:
        """Give the chance of the threshold if the hidden state halfway is `then`."""
        v, e, s, w, h, now = (
            families[name] for name in ("vulnerability", "exposure", "seen", "who", "helped", "joint")
        )
        by_who, by_exposure = (v, s, w, h), (v, e, s, h)
        early = np.where(h == NO_HELP, self._early_help.chance(by_exposure, now, then), 0.0)
        enquiry = self._enquiry.chance(by_exposure, now, then)
        enquiry = np.where(families["path"] > Path.NONE, np.minimum(1, ENQUIRY_OF_OPEN * enquiry), enquiry)
        plain = {name: arrival.chance(by_who, now, then) for name, arrival in self._coming.items()}
        plain["abuse"] = either(plain["abuse"], enquiry)
        plain = {name: either(chance, kept[name]) for name, chance in plain.items()}
        plain["abuse"] = either(plain["abuse"], np.where(families["path"] == Path.PLAN, self._plan_stays, 0.0))
        plain["relationships"] = either(plain["relationships"], np.where(h == EARLY_HELP, self._help_stays[now], 0.0))
        for spell, headline in BY_SPELL.items():
            plain[headline] = np.where(families[f"on_{spell}"], self._stays[spell][now], plain[headline])
        assessed = self._assessment.chance(by_exposure, now, then)
        assessed = np.where(np.isin(families["path"], ASSESSMENTS), ASSESSED_IF_UNDER_WAY, assessed)
        noted = self._with_notes(plain, by_exposure, now, then)
        helped = noted | {"relationships": np.ones(len(now))}  # early help is evidence itself, and assesses as well
        alone, with_note, with_help = (at_least(what.values(), THRESHOLD) for what in (plain, noted, helped))
        recorded = (1 - early) * ((1 - assessed) * alone + assessed * with_note) + early * with_help
        return either(recorded, self._nomination.chance(by_who, now, then))  # a nomination alone meets the threshold

    def _with_notes(
        self, chances: Mapping[str, Column], by_exposure: tuple[Column, ...], now: Column, then: Column
    ) -> dict[str, Column]:
        """Give the same chances where an assessment writes down most of what troubles the family.

        An assessment comes when there is trouble: each half counts by how likely it is to bring one.
        """
        before, after = (self._assessment.weekly[(*by_exposure, state)] for state in (now, then))
        noted = dict(chances)
        for factor, headline in BY_NOTE.items():
            troubled_now, troubled_then = (self._circumstances.level(state, factor) > 0 for state in (now, then))
            present = (before * troubled_now + after * troubled_then) / (before + after)
            noted[headline] = either(noted[headline], NOTED * present)
        return noted

    # --- the tables -------------------------------------------------------------------------------------------------
    def _hazard(self, headline: str) -> Column:
        """Give the weekly chance that a headline comes, by (seen, who, joint)."""
        happenings, spells = self._mechanisms.happenings, self._mechanisms.spells
        missed = np.ones(happenings.weekly.shape[1:])
        for name in (name for name, target in BY_HAPPENING.items() if target == headline):
            missed *= 1 - happenings.weekly[happenings.names.index(name)]
        for name in (name for name, target in BY_SPELL.items() if target == headline):
            kind = spells.names.index(name)
            for_whom = fits(spells.declared[kind].needs, np.arange(WHO_CODES))
            missed *= 1 - for_whom[:, None] * spells.start[kind]
        return 1 - missed

    def _statutory(self) -> tuple[Column, Column]:
        """Give the weekly chance that an assessment begins, and an enquiry: (exposure, seen, help, joint) each.

        Frailty is taken to be middling.
        """
        path = self._mechanisms.path_rates
        referred = path.contact * path.referral_share * (1 - path.rates.no_further_action)
        harm = path.harm[:, path.harm.shape[1] // 2]  # (exposure, help, joint)
        seen = harm[:, None] * path.harm_seen[None, :, None, None]
        enquiry = seen * path.rates.urgent_of_harm + (referred * path.enquiry_of_assessment)[:, :, None]
        return referred[:, :, None] + seen, enquiry

    def _arrival(self, hazard: Column) -> Arrival:
        """Prepare an arrival of a weekly chance (v, ., ., help, joint) within the horizon."""
        circumstances = self._circumstances
        shape = (circumstances.vulnerabilities, *hazard.shape[1:3], circumstances.helps, circumstances.states)
        weekly = np.broadcast_to(hazard.astype(np.float32), shape)
        value = np.zeros(shape, dtype=np.float32)
        for _ in range(HALF_WEEKS):
            value = circumstances.backward(value + weekly * (1 - value))
        return Arrival(weekly, value)

    def _troubled(self) -> npt.NDArray[np.float32]:
        """Give the chance that three troubles come together within the horizon: (v, 1, 1, help, joint)."""
        circumstances = self._circumstances
        troubles = [circumstances.index[factor] for factor in BY_NOTE]
        many = (circumstances.levels[troubles] > 0).sum(axis=0) >= THRESHOLD
        value = np.zeros((circumstances.vulnerabilities, 1, 1, circumstances.helps, circumstances.states), np.float32)
        value[..., many] = 1
        for _ in range(HORIZON_WEEKS):
            value = circumstances.backward(value)
            value[..., many] = 1
        return value


@dataclass(frozen=True)
class Arrival:
    """Something that comes at a chance per week.

    Args:
        weekly: the chance in one week, by the levels of a family and its hidden state.
        walked: the chance within half the horizon, walked backwards through the hidden chain.
    """

    weekly: npt.NDArray[np.float32]
    walked: npt.NDArray[np.float32]

    def chance(self, levels: tuple[Column, ...], now: Column, then: Column) -> Column:
        """Give the chance over both halves, from the state now and the state halfway.

        Until halfway the weekly chance is taken as the mean of the two states'; from there on it is walked.
        """
        mean = (self.weekly[(*levels, now)].astype(np.float64) + self.weekly[(*levels, then)]) / 2
        missed: Column = (1 - mean) ** HALF_WEEKS * (1 - self.walked[(*levels, then)])
        return 1 - missed


def _mean_stay(stop: Column) -> npt.NDArray[np.float32]:
    """Give the mean share of the horizon for which a spell that is on stays on."""
    weeks = np.arange(1, HORIZON_WEEKS + 1)[:, None]
    share: npt.NDArray[np.float32] = ((1 - stop) ** weeks).mean(axis=0).astype(np.float32)
    return share
