"""How much school each child misses, and why: lasting propensities, spells of absence at home, and drawn weeks.

Propensities are tuned to Hackney's published rates of 2024/25 (overall, persistent and severe absence by need and
phase); their shapes are assumptions. Absence comes in whole days that clump into weeks, as illness and truancy do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.code_lists.attendance import FIRST_DAY_OF_NEW_CODES
from csps.synthetic.agencies.education.households import HouseholdSpells

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

    Floats = npt.NDArray[np.float32]
    Ids = npt.NDArray[np.int64]

USUAL = 0.0370  # share of sessions missed, no spell at home, no special need
SPREAD = 3.4  # shape of the gamma distribution of children's own propensities; larger is more alike
BY_NEED = np.array([1.0, 1.37, 1.48])
BY_YEAR = np.array(
    [1.02, 0.92, 0.86, 0.82, 0.82, 0.84, 0.88, 0.96, 1.08, 1.15, 1.19, 1.19], dtype=np.float32
)  # reception to year 11
SPELL_BY_YEAR = np.array([0.66] * 7 + [0.95, 1.05, 1.15, 1.2, 1.2], dtype=np.float32)
# of children at home during a spell, by need: hardly touched, clearly, hardly ever in school
TOUCHED = np.array([[0.46, 0.485, 0.055], [0.38, 0.52, 0.10], [0.36, 0.53, 0.11]])
ADDED = np.array([0.0, 0.015, 0.130, 0.66], dtype=np.float32)  # by how the child is touched; 0 is no spell
SEASON = np.array(
    [1.12, 1.10, 1.02, 0.95, 0.90, 0.95, 1.02, 1.0, 0.80, 0.94, 1.12, 1.22], dtype=np.float32
)  # January to December
OUT_OF_SCHOOL = np.array([0.0052, 0.0130, 0.0180])  # of children, by need: miss most of school whatever happens at home
OUT_OF_SCHOOL_MISS = 0.62
MOST = 0.95

LEVELS, DRAWS = 256, 4096
WEEK_SHARE = 0.36  # of the week, missed on average in a week in which anything is missed
CLUMPING = 2.0  # concentration of the share missed; smaller means single days and whole weeks
HALF_DAY = 0.12


@lru_cache(maxsize=1)
def absence_table() -> npt.NDArray[np.uint8]:
    """Give whole days missed for (school days in the week, level of propensity, draw): shape (6, LEVELS, DRAWS).

    A level k stands for a share (k / 255) squared times MOST. With h the chance that anything is missed, the days missed
    are beta-binomial with mean m, and h times m is that share.
    """
    table = np.zeros((6, LEVELS, DRAWS), dtype=np.uint8)
    points = (np.arange(DRAWS) + 0.5) / DRAWS
    for level in range(LEVELS):
        share = MOST * (level / (LEVELS - 1)) ** 2
        mean = max(WEEK_SHARE, share)
        for days in range(1, 6):
            chances = share / mean * _beta_binomial(days, mean)
            chances[0] += 1 - share / mean
            table[days, level] = np.searchsorted(np.cumsum(chances)[:-1], points, side="right")
    return table


def _beta_binomial(trials: int, mean: float) -> npt.NDArray[np.float64]:
    """Give the chances of 0 ... trials successes with a share that varies around `mean`."""
    a, b = mean * CLUMPING, (1 - mean) * CLUMPING
    beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    logs = [
        math.log(math.comb(trials, k)) + math.lgamma(k + a) + math.lgamma(trials - k + b) - math.lgamma(trials + a + b)
        for k in range(trials + 1)
    ]
    return np.exp(np.array(logs) - beta)


def level_of(share: Floats) -> npt.NDArray[np.uint8]:
    """Give the row of the absence table that stands for a share of sessions."""
    level: npt.NDArray[np.uint8] = np.rint(np.sqrt(np.minimum(share, MOST) / MOST) * (LEVELS - 1)).astype(np.uint8)
    return level


@dataclass(frozen=True)
class Propensities:
    """How each person is inclined to miss school.

    Attributes:
        own: share of sessions missed by each person in an ordinary week of an average year group.
        lateness: chance of being late in a week.
        week, person, step: when a spell begins or ends to touch a person: week (sorted), person, and what is added to the
            person's state (see ADDED), negative at the end.
    """

    own: Floats
    lateness: Floats
    week: Ids
    person: Ids
    step: npt.NDArray[np.int8]

    def state_before(self, week: int) -> npt.NDArray[np.int8]:
        """Give how each person is touched at the beginning of a week."""
        until = np.searchsorted(self.week, week, side="left")
        state = np.zeros(len(self.own), dtype=np.int8)
        np.add.at(state, self.person[:until], self.step[:until])
        return state

    def advance(self, state: npt.NDArray[np.int8], week: int) -> None:
        """Let the spells that begin or end in a week change the state, in place."""
        first, last = np.searchsorted(self.week, [week, week + 1], side="left")
        np.add.at(state, self.person[first:last], self.step[first:last])


def propensities(watch: Watch) -> Propensities:
    """Draw how everyone is inclined to miss school, and how spells at home touch them."""
    rng = watch.rng("education absence")
    people = watch.history.people
    count = len(people["birth"])
    own = USUAL * BY_NEED[people["send"]] * rng.gamma(SPREAD, 1 / SPREAD, count)
    own = np.where(rng.random(count) < OUT_OF_SCHOOL[people["send"]], OUT_OF_SCHOOL_MISS, own)
    lateness = np.minimum(0.09 * rng.gamma(0.8, 1 / 0.8, count), 0.8)
    person, start, end, _ = HouseholdSpells(watch, "absence").of_persons()
    steps = np.cumsum(TOUCHED, axis=1)[people["send"][person], :-1]
    touched = 1 + (rng.random((len(person), 1)) >= steps).sum(axis=1).astype(np.int8)
    origin = watch.calendar.start_day
    week = np.concatenate(((start - origin) // 7, np.minimum((end - origin) // 7, 10**6)))
    step = np.concatenate((touched, -touched)).astype(np.int8)
    order = np.argsort(week, kind="stable")
    return Propensities(
        own.astype(np.float32), lateness.astype(np.float32), week[order], np.tile(person, 2)[order], step[order]
    )


CODES = (
    "/", "\\", "L", "E", "S", "D", "I", "M", "O", "U", "G", "N", "C", "R", "T",
    "H", "B", "V", "P", "W", "J", "K", "Y", "J1", "C1", "C2", "Q", "Y1", "Y4", "Y7",
)  # fmt: skip
CODE = {code: place for place, code in enumerate(CODES)}

# main reason of a week's absence, untouched or touched by a spell at home; what is left over goes to illness
_REASONS = (
    {"M": 0.055, "O": 0.09, "U": 0.025, "G": 0.055, "N": 0.020, "C": 0.030, "R": 0.020, "T": 0.004},
    {"M": 0.035, "O": 0.34, "U": 0.050, "G": 0.035, "N": 0.040, "C": 0.040, "R": 0.010, "T": 0.004},
)
_ONLY_BEFORE = ({"H": 0.012}, {"H": 0.006})
_ONLY_SINCE = ({"C1": 0.003, "J1": 0.001}, {"C2": 0.020, "C1": 0.001})
_SECOND = {"M": 0.45, "U": 0.40, "N": 0.15}
_ELSEWHERE = {"B": 0.35, "V": 0.40, "P": 0.17, "W": 0.05}
_ELSEWHERE_BEFORE, _ELSEWHERE_SINCE = {"J": 0.03}, {"K": 0.03}
_IMPOSSIBLE_BEFORE, _IMPOSSIBLE_SINCE = {"Y": 1.0}, {"Y1": 0.3, "Y4": 0.4, "Y7": 0.2, "Q": 0.1}


@dataclass(frozen=True)
class ReasonTables:
    """Codes to draw from with a number below DRAWS: main reasons by (touched, draw), the others by draw."""

    main: npt.NDArray[np.uint8]
    second: npt.NDArray[np.uint8]
    elsewhere: npt.NDArray[np.uint8]
    impossible: npt.NDArray[np.uint8]


@lru_cache(maxsize=2)
def _tables(*, since: bool) -> ReasonTables:
    particular = _ONLY_SINCE if since else _ONLY_BEFORE
    main = []
    for reasons, more in zip(_REASONS, particular, strict=True):
        shares = {**reasons, **more}
        main.append(_drawn_from({**shares, "I": 1 - sum(shares.values())}))
    return ReasonTables(
        main=np.stack(main),
        second=_drawn_from(_SECOND),
        elsewhere=_drawn_from({**_ELSEWHERE, **(_ELSEWHERE_SINCE if since else _ELSEWHERE_BEFORE)}),
        impossible=_drawn_from(_IMPOSSIBLE_SINCE if since else _IMPOSSIBLE_BEFORE),
    )


def reasons_on(monday: date) -> ReasonTables:
    """Give the codes that may be used in the week of `monday`: they changed on 19 August 2024."""
    return _tables(since=monday >= FIRST_DAY_OF_NEW_CODES)


def _drawn_from(shares: dict[str, float]) -> npt.NDArray[np.uint8]:
    places = np.array([CODE[code] for code in shares], dtype=np.uint8)
    steps = np.cumsum(list(shares.values()))
    points = (np.arange(DRAWS) + 0.5) / DRAWS * steps[-1]
    drawn: npt.NDArray[np.uint8] = places[np.searchsorted(steps[:-1], points, side="right")]
    return drawn
