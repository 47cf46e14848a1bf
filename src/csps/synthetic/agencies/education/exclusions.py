"""Suspensions and permanent exclusions: which child of a household, for how long, and what follows.

The household's event says when; which of its children is picked depends on age, sex and special educational needs.
An event that falls into holidays, or on a child who is on no roll, leaves no trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.batch import Batch, Values, coded, numbered
from csps.synthetic.agencies.education.careers import AT_SCHOOL, CHOICE, IN_ALTERNATIVE, IN_REFERRAL, MODE, Events
from csps.synthetic.agencies.education.terms import autumn_of, reception_autumn, school_terms
from csps.synthetic.calendar import as_dates, day_number

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.education.careers import Careers
    from csps.synthetic.agencies.education.roll import Roll
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

TYPES = ("SUSP", "FIXD", "PERM")
SUSPENDED, FIXED, PERMANENT = range(3)
CALLED_SUSPENSION_FROM = day_number(date(2021, 9, 1))
DAYS_A_WEEK = 5  # of school
LONGEST_WAIT = 3  # days from a happening to the next school day
PERMANENT_SHARE = 0.020
BY_YEAR = np.array([0.06, 0.08, 0.10, 0.12, 0.16, 0.20, 0.26, 0.70, 0.95, 1.05, 1.00, 0.75])  # reception to year 11
BY_SEX = np.array([0.62, 1.24])  # female, male
BY_NEED = np.array([0.42, 2.7, 1.9])
SEEN_THROUGH = 2.0  # an event is followed up with this many times the weight of the child picked
AGAIN = np.array([0.20, 0.53, 0.46])  # chance of another one within weeks, by need, each time
MOST_REPEATS = 4
SESSIONS = np.arange(1, 11)
SESSION_SHARES = np.array([0.07, 0.40, 0.04, 0.23, 0.02, 0.11, 0.01, 0.03, 0.01, 0.08])
DAYS_UNTIL_PROVISION = 5  # education elsewhere must be arranged from the sixth day (Education Act 2002, s. 51A)
TO_ALTERNATIVE = 0.12  # of those suspended a third time within a year
REASONS = ("DB", "PP", "VA", "VP", "PA", "TB", "OW", "DA", "DM", "TH", "MT", "BU", "SM", "RA", "OS")
REASON_SHARES = np.array([0.48, 0.15, 0.12, 0.04, 0.05, 0.03, 0.025, 0.025, 0.015, 0.01, 0.01, 0.01, 0.01, 0.01, 0.015])


@dataclass(frozen=True)
class Exclusions:
    """Every exclusion: person, day, kind (place in TYPES) and sessions missed at home (also for permanent ones)."""

    person: Ids
    day: Ids
    kind: Ids
    sessions: Ids

    def kept(self, rows: npt.NDArray[np.bool_]) -> Exclusions:
        """Give some of them."""
        return Exclusions(self.person[rows], self.day[rows], self.kind[rows], self.sessions[rows])


def exclude(watch: Watch, careers: Careers) -> Exclusions:
    """Draw who is excluded when, among those on a roll."""
    rng = watch.rng("education exclusions")
    person, day = _picked(watch, rng)
    person, day = _repeated(watch, person, day, rng)
    terms = school_terms()
    weekend = ~terms.is_school_day(day)  # what happened out of school shows itself on some day of the week after
    school_day = terms.after(day, np.where(weekend, rng.integers(0, DAYS_A_WEEK, len(day)), 0))
    kind = np.where(day < CALLED_SUSPENSION_FROM, FIXED, SUSPENDED)
    kind = np.where(rng.random(len(day)) < PERMANENT_SHARE, PERMANENT, kind)
    sessions = rng.choice(SESSIONS, len(day), p=SESSION_SHARES)
    sessions = np.where(kind == PERMANENT, 2 * DAYS_UNTIL_PROVISION, sessions)
    drawn = Exclusions(person, school_day, kind, sessions)
    waited = terms.next_school_day(day) - day < LONGEST_WAIT
    return on_one_roll(drawn.kept(waited), careers)  # a weekend is waited out, holidays are not


def _picked(watch: Watch, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Pick one child of each household struck, or none where only those are at home who are hardly ever excluded."""
    happened = watch.history.happened("suspension")
    which, person = watch.history.members(happened["household"], happened["day"], roles=("child",), ages=(4, 17))
    day = happened["day"][which].astype(np.int64)
    people = watch.history.people
    year = autumn_of(day) - reception_autumn(people["birth"][person])
    of_age = (year >= 0) & (year < len(BY_YEAR))
    which, person, day, year = which[of_age], person[of_age], day[of_age], year[of_age]
    weight = BY_YEAR[year] * BY_SEX[people["sex"][person]] * BY_NEED[people["send"][person]]
    order = np.lexsort((np.log(rng.random(len(which))) / -weight, which))
    first = order[np.unique(which[order], return_index=True)[1]]
    taken = first[rng.random(len(first)) < SEEN_THROUGH * weight[first]]
    return person[taken], day[taken]


def _repeated(watch: Watch, person: Ids, day: Ids, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """One exclusion may lead to the next within weeks."""
    persons, days = [person], [day]
    for _ in range(MOST_REPEATS):
        again = rng.random(len(person)) < AGAIN[watch.history.people["send"][person]]
        person, day = person[again], day[again] + 8 + rng.integers(0, 40, int(again.sum()))
        persons.append(person)
        days.append(day)
    return np.concatenate(persons), np.concatenate(days)


def on_one_roll(drawn: Exclusions, careers: Careers) -> Exclusions:
    """Keep the exclusions that lie wholly within a spell on one roll and before year 12, one at a time for each child."""
    terms = school_terms()
    last = terms.after(drawn.day, (drawn.sessions + 1) // 2 - 1)
    spell = careers.spell_on(drawn.person, drawn.day)
    year = autumn_of(drawn.day) - careers.pupils.reception[careers.child[spell]]
    drawn_on = (spell >= 0) & (careers.end[spell] > last) & (year < len(BY_YEAR))
    kept, last = drawn.kept(drawn_on), last[drawn_on]
    order = np.lexsort((kept.day, kept.person))
    kept = Exclusions(kept.person[order], kept.day[order], kept.kind[order], kept.sessions[order])
    last = last[order]
    free = np.ones(len(last), dtype=bool)
    # a clash with the one before; three in a row are so rare that the middle one goes too
    free[1:] = (kept.person[1:] != kept.person[:-1]) | (kept.day[1:] > last[:-1])
    return kept.kept(free)


def sent_elsewhere(watch: Watch, careers: Careers, exclusions: Exclusions) -> Events:
    """Give what exclusions lead to: a pupil referral unit, or alternative provision for a while, then another school."""
    rng = watch.rng("education alternative provision")
    terms = school_terms()
    person, day = exclusions.person, exclusions.day
    third = np.zeros(len(day), dtype=bool)
    third[2:] = (person[2:] == person[:-2]) & (day[2:] - day[:-2] < 365)
    child = careers.child[careers.spell_on(person, day)]
    permanent = exclusions.kind == PERMANENT
    moved = permanent | (third & (rng.random(len(day)) < TO_ALTERNATIVE))
    starts = terms.after(day, np.where(permanent, DAYS_UNTIL_PROVISION, 10 + exclusions.sessions))
    ends = terms.next_school_day(starts + 60 + rng.integers(0, 300, len(day)))
    mode = np.where(permanent, IN_REFERRAL, IN_ALTERNATIVE)
    events = Events.of(child[moved], starts[moved], MODE, mode[moved])
    events += Events.of(child[moved], ends[moved], MODE, AT_SCHOOL)
    return events + Events.of(child[moved], ends[moved], CHOICE, 1)


def exclusion_rows(watch: Watch, roll: Roll, exclusions: Exclusions) -> Batch:
    """Write feeds.school_exclusion."""
    rng = watch.rng("education exclusion rows")
    spell = roll.careers.spell_on(exclusions.person, exclusions.day)
    rows = len(spell)
    permanent = exclusions.kind == PERMANENT
    columns: dict[str, Values] = {
        "exclusion_id": numbered("EXC", np.argsort(np.lexsort((rng.random(rows), exclusions.day)))),
        "pupil_id": roll.pupil(spell),
        "estab": roll.school(spell),
        "start_date": as_dates(exclusions.day),
        "exclusion_type": coded(exclusions.kind, TYPES),
        "reason": coded(rng.choice(len(REASONS), rows, p=REASON_SHARES), REASONS),
        "sessions": np.ma.masked_array(exclusions.sessions.astype(np.int64), mask=permanent),
    }
    known = exclusions.day + 1 + rng.exponential(11.0, rows).astype(np.int64)
    return Batch("feeds.school_exclusion", columns, known, {"pupil_id": exclusions.person})
