"""How an application goes: which duty first, how each ends, temporary accommodation, and why the home was lost.

Shares follow England's and London's statutory homelessness tables as far as these are published; the rest are
assumptions. What the history shows comes first: an incident of abuse, arrears, the tenure, the stay in a hostel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.calendar import FOREVER

if TYPE_CHECKING:
    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

STAGES = ("ASSESSMENT", "PREVENTION", "RELIEF", "MAIN", "CLOSED")
OUTCOMES = (
    "SECURED_EXISTING", "SECURED_ALTERNATIVE", "HOMELESS", "EXPIRED", "CONTACT_LOST", "WITHDRAWN", "REFUSED",
    "INTENTIONAL", "NOT_ELIGIBLE", "OTHER",
)  # fmt: skip
HOMELESS, EXPIRED, SECURED = (
    OUTCOMES.index("HOMELESS"),
    OUTCOMES.index("EXPIRED"),
    OUTCOMES.index("SECURED_ALTERNATIVE"),
)
REASONS = (
    "END_PRIVATE", "END_SOCIAL", "FAMILY", "FRIENDS", "DOMESTIC_ABUSE", "RELATIONSHIP", "VIOLENCE", "ARREARS",
    "INSTITUTION", "ASYLUM", "OVERCROWDED", "OTHER",
)  # fmt: skip
END_PRIVATE, END_SOCIAL, FAMILY, ABUSE, ARREARS = (
    REASONS.index(name) for name in ("END_PRIVATE", "END_SOCIAL", "FAMILY", "DOMESTIC_ABUSE", "ARREARS")
)
TEMPORARY = ("BB", "NIGHTLY", "HOSTEL", "LA_STOCK", "LEASED")
TEMPORARY_SHARES = (0.08, 0.38, 0.16, 0.12, 0.26)

PREVENTION_FIRST, PREVENTION_FIRST_PLACED = 0.50, 0.15  # who is placed at once is mostly homeless already
PREVENTION_ENDS = (0.22, 0.30, 0.28, 0.06, 0.05, 0.05, 0.01, 0.0, 0.01, 0.02)
RELIEF_ENDS = (0.0, 0.32, 0.0, 0.44, 0.09, 0.07, 0.02, 0.02, 0.01, 0.03)
MAIN_ENDS = (0.0, 0.76, 0.0, 0.0, 0.04, 0.06, 0.08, 0.02, 0.02, 0.02)
STILL_OWED_WHEN_PLACED = 0.85  # of families in temporary accommodation: relief expires and the main duty follows
MAIN_OF_FAMILIES, MAIN_OF_OTHERS = 0.90, 0.35  # of reliefs that expired
DUTY_DAYS = 56  # Housing Act 1996, sections 189B and 195
MAIN_YEARS = 1.4
NOTICE, NOTICE_BEFORE = 0.12, 28

REASONS_PREVENTION = (0.52, 0.03, 0.18, 0.03, 0.05, 0.04, 0.02, 0.0, 0.02, 0.01, 0.06, 0.04)
REASONS_RELIEF = (0.26, 0.02, 0.23, 0.08, 0.13, 0.05, 0.04, 0.0, 0.05, 0.05, 0.04, 0.05)
REASONS_NOT_PRIVATE = (
    0.0,
    0.16,
    0.34,
    0.04,
    0.0,
    0.16,
    0.08,
    0.0,
    0.0,
    0.0,
    0.16,
    0.06,
)  # instead of a private tenancy
ABUSE_GIVEN, ARREARS_GIVEN = 0.65, 0.25  # as the reason, where the history shows it


@dataclass(frozen=True)
class Situation:
    """What is true of each application on the day of the duty.

    Attributes:
        applied, day: day of the application and of the duty.
        children: whether there are any; social, owner: how the home was held; abused, arrears: shortly before.
        placed, left: first day in a hostel and the day after the last; FOREVER for none.
    """

    applied: Ids
    day: Ids
    children: Flags
    social: Flags
    owner: Flags
    abused: Flags
    arrears: Flags
    placed: Ids
    left: Ids


@dataclass(frozen=True)
class Course:
    """Each application's days (FOREVER for what never was) and codes (positions in this module's tuples)."""

    applied: Ids
    reason: Ids
    prevention: Ids
    prevention_end: Ids
    prevention_outcome: Ids
    relief: Ids
    relief_end: Ids
    relief_outcome: Ids
    main: Ids
    main_end: Ids
    main_outcome: Ids
    temporary: Ids
    placed: Ids
    left: Ids
    notice: Flags
    closed: Ids

    @property
    def notice_day(self) -> Ids:
        """The day on which notice to leave temporary accommodation is given."""
        return np.maximum(self.left - NOTICE_BEFORE, self.placed)

    @property
    def turns(self) -> list[Ids]:
        """The days on which something changed."""
        return [
            self.applied, self.prevention, self.prevention_end, self.relief, self.relief_end, self.main, self.main_end,
            self.placed, self.left, self.closed,
        ]  # fmt: skip

    def stage_on(self, case: Ids, day: Ids) -> Ids:
        """Give the stage of applications on days, as a position in STAGES."""
        reached = [self.prevention, self.relief, self.main, self.closed]
        stage = np.zeros(len(case), dtype=np.int64)
        for number, since in enumerate(reached, start=1):
            stage = np.where(since[case] <= day, number, stage)
        return stage


def take_course(situation: Situation, rng: np.random.Generator) -> Course:
    """Draw how each application goes."""
    size, placed = len(situation.day), situation.placed < FOREVER
    first = rng.random(size) < np.where(placed, PREVENTION_FIRST_PLACED, PREVENTION_FIRST)
    prevention = np.where(first, situation.day, FOREVER)
    prevention_end = _after(prevention, rng.integers(10, DUTY_DAYS + 30, size))
    prevention_outcome = rng.choice(len(OUTCOMES), size, p=PREVENTION_ENDS)
    # a family that goes to temporary accommodation has become homeless by then
    prevention_outcome = np.where(placed, HOMELESS, prevention_outcome)
    prevention_end = np.where(first & placed, np.maximum(situation.placed, situation.day), prevention_end)
    relief = np.where(~first, situation.day, np.where(prevention_outcome == HOMELESS, prevention_end, FOREVER))
    relief_outcome = rng.choice(len(OUTCOMES), size, p=RELIEF_ENDS)
    still = placed & (rng.random(size) < STILL_OWED_WHEN_PLACED) & (situation.left - situation.day > DUTY_DAYS)
    relief_outcome = np.where(still, EXPIRED, relief_outcome)
    relief_end = _after(relief, np.where(relief_outcome == EXPIRED, DUTY_DAYS, rng.integers(8, DUTY_DAYS, size)))
    accepted = rng.random(size) < np.where(situation.children, MAIN_OF_FAMILIES, MAIN_OF_OTHERS)
    main = np.where((relief < FOREVER) & (relief_outcome == EXPIRED) & accepted, relief_end, FOREVER)
    lasts = np.where(placed, situation.left - main, 30 + rng.exponential(MAIN_YEARS * 365, size)).clip(14)
    main_end = np.where(placed & (situation.left == FOREVER), FOREVER, _after(main, lasts.astype(np.int64)))
    last = np.where(main < FOREVER, main_end, np.where(relief < FOREVER, relief_end, prevention_end))
    return Course(
        applied=situation.applied,
        reason=_reasons(situation, first, rng),
        prevention=prevention,
        prevention_end=prevention_end,
        prevention_outcome=np.where(first, prevention_outcome, -1),
        relief=relief,
        relief_end=relief_end,
        relief_outcome=np.where(relief < FOREVER, relief_outcome, -1),
        main=main,
        main_end=main_end,
        main_outcome=np.where(main < FOREVER, rng.choice(len(OUTCOMES), size, p=MAIN_ENDS), -1),
        temporary=np.where(placed, rng.choice(len(TEMPORARY), size, p=TEMPORARY_SHARES), -1),
        placed=situation.placed,
        left=situation.left,
        notice=placed & (rng.random(size) < NOTICE),
        closed=_closed(last, situation, rng),
    )


def _after(start: Ids, days: Ids) -> Ids:
    return np.where(start < FOREVER, start + days, FOREVER)


def _closed(last: Ids, situation: Situation, rng: np.random.Generator) -> Ids:
    """Close an application when its last duty has ended and nobody is in temporary accommodation any more."""
    last = np.where(situation.placed < FOREVER, np.maximum(last, situation.left), last)
    return np.where(last < FOREVER, last + rng.integers(0, 15, len(last)), FOREVER)


def _reasons(situation: Situation, first: Flags, rng: np.random.Generator) -> Ids:
    size = len(situation.day)
    drawn = np.where(
        first, rng.choice(len(REASONS), size, p=REASONS_PREVENTION), rng.choice(len(REASONS), size, p=REASONS_RELIEF)
    )
    # who does not rent privately cannot lose a private tenancy
    instead = rng.choice(len(REASONS), size, p=REASONS_NOT_PRIVATE)
    drawn = np.where((drawn == END_PRIVATE) & (situation.social | situation.owner), instead, drawn)
    drawn = np.where((drawn == END_SOCIAL) & ~situation.social, FAMILY, drawn)
    drawn = np.where(situation.arrears & (rng.random(size) < ARREARS_GIVEN), ARREARS, drawn)
    return np.where(situation.abused & (rng.random(size) < ABUSE_GIVEN), ABUSE, drawn)
