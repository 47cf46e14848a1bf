"""How likely a family was to come to meet the programme's threshold.

The threshold is the programme's own (`csps.outcomes`, Supporting Families): three needs, under whichever headlines, and a
whole-family assessment that stands. csps applies it to what was delivered; this is the borough's account of the same
thing, so that a score can be held against a true probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.classes import WHO_CODES, fits
from csps.synthetic.lives.path_rates import ASSESSMENTS, Path
from csps.synthetic.lives.safeguarding import NOTED
from csps.synthetic.lives.support import NO_HELP
from csps.synthetic.truth.chances import at_least, either
from csps.synthetic.truth.intervals import Intervals, at_once, known_until, on
from csps.synthetic.truth.needs import (
    ASSESSED,
    BY_HAPPENING,
    BY_NOTE,
    BY_SPELL,
    CASE,
    HELPED,
    LUCK,
    NEEDS,
    OPEN_CASE,
    SOURCES,
    TOGETHER,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.lives.mechanisms import Mechanisms
    from csps.synthetic.lives.registers import Column

THRESHOLD = 3
HORIZON_WEEKS = 26
TROUBLES = ("money", "mind", "substance", "conflict", "housing")
HALF_WEEKS = HORIZON_WEEKS // 2
MIDWAY_STATES = 12  # the likeliest hidden states halfway; together nearly all
ENQUIRY_OF_OPEN = 2.5  # an enquiry comes so much more often to a case that is open
ASSESSED_IF_UNDER_WAY = 0.95
SIGNED_IN_TIME = 0.72  # of assessments that begin within the horizon, those that are signed within it
FOLLOWED_UP = 0.62  # of assessments that end within the horizon, the share after which a case stays open
STILL_MET = 0.77  # of the needs on record now, those that are still met when an assessment comes that is not there yet
LUCKY_YEARS = 0.5  # of the horizon: luck is a chance for each year


def eligible(record: Mapping[str, Intervals]) -> Intervals:
    """Give when at least three needs are met at once on a record while an assessment stands."""
    return at_once([at_once([record[need] for need in NEEDS], THRESHOLD), record[ASSESSED]], 2)


class EligibilityRisk:
    """The chance to come to meet the threshold within the horizon, for a family that does not meet it on record.

    The horizon is taken in two halves. Where the hidden state stands between them is known in distribution; given that,
    and the state on the date, needs are taken to come independently of each other, except through a domestic incident,
    which may show several at once, and an assessment, which may note several. The family's other levels are held.
    Without an assessment that stands, one must come. What was lived shows on record with its share; that the family does
    not meet the threshold already is then taken into account.

    Args:
        mechanisms: the declared chances.
    """

    def __init__(self, mechanisms: Mechanisms) -> None:
        self._mechanisms = mechanisms
        circumstances = self._circumstances = mechanisms.circumstances
        happenings, spells = mechanisms.happenings, mechanisms.spells
        assessment, enquiry = self._statutory()
        # by who lives there: (v, seen, who, help, joint)
        self._coming = {need: self._arrival(self._hazard(need)[None, :, :, None]) for need in NEEDS}
        incident = happenings.weekly[happenings.names.index(TOGETHER)]
        self._incident = self._arrival(incident[None, :, :, None])
        # by exposure: (v, exposure, seen, help, joint)
        self._assessment, self._enquiry = self._arrival(assessment[None]), self._arrival(enquiry[None])
        self._early_help = self._arrival(mechanisms.help_rates.early_help[None, :, :, None])
        self._stays = {name: _mean_stay(stop) for name, stop in zip(spells.names, spells.stop, strict=True)}
        self._states, self._shares = circumstances.ahead(HALF_WEEKS, keep=MIDWAY_STATES)
        self._trouble = self._troubled()

    # --- families -----------------------------------------------------------------------------------------------------
    def look_up(
        self, families: Mapping[str, Column], seen: Mapping[str, Intervals], day: int
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Give `p_harm` (three troubles at once) and `p_recorded` (the threshold) by hidden state and history on a date.

        Args:
            families: equally long arrays of a quarter's snapshot.
            seen: for how long what each source saw counts, and an assessment stands, by household.
            day: the quarter's day.
        """
        v, h, now = (families[name] for name in ("vulnerability", "helped", "joint"))
        record = _Record(seen, families, day)
        recorded = np.zeros(len(now))
        for place in range(MIDWAY_STATES):
            then = self._states[v, h, now, place]
            recorded += self._shares[v, h, now, place] * self._given(families, record, then)
        recorded = np.clip((recorded - record.already) / np.maximum(1 - record.already, 1e-6), 0, 1)
        return self._trouble[v, 0, 0, h, now], recorded.astype(np.float32)

    def _given(self, families: Mapping[str, Column], record: _Record, then: Column) -> Column:
        """Give the chance of the threshold, now or later, if the hidden state halfway is `then`."""
        v, e, s, w, h, now = (
            families[name] for name in ("vulnerability", "exposure", "seen", "who", "helped", "joint")
        )
        by_who, by_exposure = (v, s, w, h), (v, e, s, h)
        plain = self._plain(families, record, then)
        early = np.where(h == NO_HELP, self._early_help.chance(by_exposure, now, then), 0.0)
        assessed = SIGNED_IN_TIME * self._assessment.chance(by_exposure, now, then)
        assessed = np.where(np.isin(families["path"], ASSESSMENTS), ASSESSED_IF_UNDER_WAY, assessed)
        incident = self._incident.chance(by_who, now, then)
        noted = self._with_notes(plain, by_exposure, now, then)
        helped = dict(plain)
        for shows in HELPED:
            helped[shows.need] = either(helped[shows.need], np.full(len(now), shows.share))
        alone, with_note, with_help = (self._enough(needs, incident) for needs in (plain, noted, helped))
        stands = record.already + record.stands * np.maximum(alone - record.already, 0)
        recorded: Column = (1 - early) * ((1 - assessed) * stands + assessed * with_note) + early * with_help
        return recorded

    def _enough(self, needs: Mapping[str, Column], incident: Column) -> Column:
        """Give the chance of three needs, with a domestic incident that shows several, and without."""
        with_it = dict(needs)
        for shows in BY_HAPPENING[TOGETHER]:
            with_it[shows.need] = either(with_it[shows.need], np.full(len(incident), shows.share))
        without, with_incident = (at_least(list(one.values()), THRESHOLD) for one in (needs, with_it))
        enough: Column = (1 - incident) * without + incident * with_incident
        return enough

    def _plain(self, families: Mapping[str, Column], record: _Record, then: Column) -> dict[str, Column]:
        """Give the chance of each need without what an incident or an assessment would bring."""
        v, e, s, w, h, now = (
            families[name] for name in ("vulnerability", "exposure", "seen", "who", "helped", "joint")
        )
        enquiry = self._enquiry.chance((v, e, s, h), now, then)
        enquiry = np.where(families["path"] > Path.NONE, np.minimum(1, ENQUIRY_OF_OPEN * enquiry), enquiry)
        plain = {name: arrival.chance((v, s, w, h), now, then) for name, arrival in self._coming.items()}
        plain["SF6.1"] = either(plain["SF6.1"], enquiry)
        lucky = {need: luck * LUCKY_YEARS for need, luck in record.luck.items()}
        stays = np.where(record.assessed, 1.0, STILL_MET)
        return {name: either(either(chance, stays * record.met[name]), lucky[name]) for name, chance in plain.items()}

    def _with_notes(
        self, chances: Mapping[str, Column], by_exposure: tuple[Column, ...], now: Column, then: Column
    ) -> dict[str, Column]:
        """Give the same chances where an assessment writes down most of what troubles the family, and opens a case.

        An assessment comes when there is trouble: each half counts by how likely it is to bring one.
        """
        before, after = (self._assessment.weekly[(*by_exposure, state)] for state in (now, then))
        noted = dict(chances)
        for factor, shows in BY_NOTE.items():
            troubled_now, troubled_then = (self._circumstances.level(state, factor) > 0 for state in (now, then))
            present = (before * troubled_now + after * troubled_then) / (before + after)
            noted[shows.need] = either(noted[shows.need], NOTED * shows.share * present)
        for shows in OPEN_CASE:
            noted[shows.need] = either(noted[shows.need], np.full(len(now), FOLLOWED_UP * shows.share))
        return noted

    # --- the tables -------------------------------------------------------------------------------------------------
    def _hazard(self, need: str) -> Column:
        """Give the weekly chance that a need comes to be shown, other than with others at once, by (seen, who, joint)."""
        happenings, spells = self._mechanisms.happenings, self._mechanisms.spells
        missed = np.ones(happenings.weekly.shape[1:])
        for name, all_shown in BY_HAPPENING.items():
            for shows in (one for one in all_shown if one.need == need and name != TOGETHER):
                missed *= 1 - shows.share * happenings.weekly[happenings.names.index(name)]
        for name, shows in BY_SPELL.items():
            if shows.need == need:
                kind = spells.names.index(name)
                for_whom = fits(spells.declared[kind].needs, np.arange(WHO_CODES))
                missed *= 1 - shows.share * for_whom[:, None] * spells.start[kind]
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
        troubles = [circumstances.index[factor] for factor in TROUBLES]
        many = (circumstances.levels[troubles] > 0).sum(axis=0) >= THRESHOLD
        value = np.zeros((circumstances.vulnerabilities, 1, 1, circumstances.helps, circumstances.states), np.float32)
        value[..., many] = 1
        for _ in range(HORIZON_WEEKS):
            value = circumstances.backward(value)
            value[..., many] = 1
        return value


class _Record:
    """What is likely to be on record of families on a day.

    Attributes:
        met: the chance that each need is met.
        luck: that it is met without a cause.
        assessed: whether an assessment stands.
        stands: for which share of the horizon an assessment stands; all of it where work goes on that came of one.
        already: the chance that the threshold is met.
    """

    def __init__(self, seen: Mapping[str, Intervals], families: Mapping[str, Column], day: int) -> None:
        households, who = families["household"], families["who"]
        missed = {need: np.ones(len(households)) for need in NEEDS}
        for source, all_shown in SOURCES.items():
            there = on(seen[source], households, day) > day
            if source == CASE:  # what comes of an assessment under way is not known
                there &= ~np.isin(families["path"], ASSESSMENTS)
            for shows in all_shown:
                missed[shows.need] *= 1 - shows.share * there
        self.luck: dict[str, Column] = {need: np.zeros(len(households)) for need in NEEDS}
        for need, (chance, where) in LUCK.items():
            self.luck[need] = chance * fits(where, who)
        self.met = {need: 1 - missed[need] * (1 - self.luck[need]) for need in NEEDS}
        assessed = self.assessed = on(seen[ASSESSED], households, day) > day
        known = known_until(seen[ASSESSED], households, day)
        kept = np.clip((known - day) / (7 * HORIZON_WEEKS), 0, 1)
        self.stands = np.where(assessed & (known == 0), 1.0, kept)
        self.already = assessed * at_least(list(self.met.values()), THRESHOLD)


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
