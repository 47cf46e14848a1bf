"""What came to families of a lived borough, and the true probability that it would: on many dates, all four chances.

The event of eligibility, three troubles at once, is written down by nobody, so that the borough is watched week by week
while it is lived (`Troubled`). Each chance is judged for families whose household is still there at the horizon's end.
"""

from __future__ import annotations

import numpy as np

from csps.domain.progress import SilentProgress
from csps.synthetic.lives.borough import Borough
from csps.synthetic.profile import load_profile
from csps.synthetic.run import live
from csps.synthetic.truth.eligibility import HORIZON_WEEKS, THRESHOLD, TROUBLES, EligibilityRisk, eligible
from csps.synthetic.truth.intervals import on
from csps.synthetic.truth.needs import evidence, on_record
from csps.synthetic.truth.records import recorded_maltreatment
from csps.synthetic.truth.risk import RiskTables
from tenths import by_decile

# The truth is whole at once: its last year may be judged, which models may not (docs/decisions/0036).
TRAINING_WEEKS, TEST_WEEK = range(104, 261, 13), 312
YEAR = 364
HALF_YEAR = 7 * HORIZON_WEEKS
RECORDED_HARM = "maltreatment, p_recorded: observed over expected by decile"
HARM = "maltreatment, p_harm (harm to a child, seen or not): observed over expected by decile"
RECORDED_NEEDS = "eligibility, p_recorded: observed over expected by decile"
TROUBLE = "eligibility, p_harm (three troubles at once): observed over expected by decile"


class Troubled(Borough):
    """A borough in which the weeks are noted that end with three troubles at once in a household, and the one before not."""

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        troubles = [self.circumstances.index[factor] for factor in TROUBLES]
        self.many = (self.circumstances.levels[troubles] > 0).sum(axis=0) >= THRESHOLD
        self._before = np.zeros(0, dtype=bool)
        self.onsets = {}

    def week(self, week) -> None:
        """Live one week, and note where three troubles have come together in it."""
        super().week(week)
        now = self.many[self.population.households["joint"]]
        before = np.zeros(len(now), dtype=bool)
        before[: len(self._before)] = self._before
        self.onsets[week] = np.flatnonzero(now & ~before)
        self._before = now


def lived(recipe):
    """Live a borough of a recipe, with its troubles noted."""
    return live(recipe, load_profile(recipe.profile), SilentProgress(), kind=Troubled)


class Maltreatment:
    """Families on a quarter's day, what harmed a child or was recorded in the year after, and the true probabilities."""

    def __init__(self, watch, mechanisms):
        self.history = watch.history
        self.tables = RiskTables(mechanisms, weeks=YEAR // 7)
        self.recorded = recorded_maltreatment(self.history)
        self.harms = self.history.harms["household"], self.history.harms["day"]

    def on(self, week):
        """Give positions of the families in which it could be recorded, whether it was, and the true probability."""
        _, probability = self._chances(week)
        return self._judged(week, self.recorded, probability)

    def harm_on(self, week):
        """Give positions of all families, whether harm came to a child, and the true probability."""
        probability, _ = self._chances(week)
        return self._judged(week, self.harms, probability)

    def _chances(self, week):
        return self.tables.look_up(self.history.snapshots[week])

    def _judged(self, week, came, probability):
        (household, days), day = came, self.history.calendar.first_day(week)
        families = self.history.snapshots[week]["household"]
        stays = self.history.households["dissolved"][families] >= day + YEAR
        kept = np.flatnonzero(~np.isnan(probability) & stays)
        after = (days >= day) & (days < day + YEAR)
        return kept, np.isin(families[kept], household[after]), probability[kept].astype(float)


class Eligibility:
    """Families on a quarter's day, who met the threshold or fell into three troubles within 26 weeks, and the chances."""

    def __init__(self, borough, watch, mechanisms):
        self.history, self.onsets = watch.history, borough.onsets
        self.many = borough.many
        self.seen, self.spans = evidence(self.history), eligible(on_record(self.history))
        self.risk = EligibilityRisk(mechanisms)

    def on(self, week):
        """Give who meets the threshold already; of the others positions, who came to, and the true probability.

        And of all families positions, whether three troubles came together, and the true probability.
        """
        snapshot, day = self.history.snapshots[week], self.history.calendar.first_day(week)
        families = snapshot["household"]
        trouble, recorded = self.risk.look_up(snapshot, self.seen, day)
        already = on(self.spans, families, day) > 0
        soon = (self.spans.start > day) & (self.spans.start <= day + HALF_YEAR)
        stays = self.history.households["dissolved"][families] >= day + HALF_YEAR
        kept = np.flatnonzero(~already & stays)
        risen = np.isin(families[kept], self.spans.household[soon])
        fallen = np.concatenate([self.onsets[later] for later in range(week, week + HORIZON_WEEKS)])
        troubled = self.many[snapshot["joint"]] | np.isin(families, fallen)
        there = np.flatnonzero(stays)
        return (
            already,
            (kept, risen, recorded[kept].astype(float)),
            (there, troubled[there], trouble[there].astype(float)),
        )


def maltreatment_dates():
    """Name the weeks at which maltreatment is judged: those of training, and the test's."""
    return [*TRAINING_WEEKS, TEST_WEEK]


def eligibility_dates(history):
    """Name the weeks at which eligibility is judged: every half year from the first that models are trained on."""
    return range(TRAINING_WEEKS[0], history.calendar.weeks - HORIZON_WEEKS + 1, HORIZON_WEEKS)


def pooled(history, judged):
    """Sum up tenths over dates: (week, positions, outcomes, probability) each."""
    weeks, kept, outcomes, chances = zip(*judged, strict=True)
    whose = [history.snapshots[week]["household"][which] for week, which in zip(weeks, kept, strict=True)]
    return by_decile(np.concatenate(outcomes), np.concatenate(chances), np.concatenate(whose))


def all_tenths(maltreatment, eligibility):
    """Give tenths of all four chances."""
    history = maltreatment.history
    half_years = [(week, eligibility.on(week)) for week in eligibility_dates(history)]
    return {
        RECORDED_HARM: pooled(history, [(week, *maltreatment.on(week)) for week in maltreatment_dates()]),
        HARM: pooled(history, [(week, *maltreatment.harm_on(week)) for week in maltreatment_dates()]),
        RECORDED_NEEDS: pooled(history, [(week, *risen) for week, (_, risen, _) in half_years]),
        TROUBLE: pooled(history, [(week, *fallen) for week, (_, _, fallen) in half_years]),
    }
