"""Where each child is educated, day by day: the spells on one roll from which every table of this agency is made.

A child has one place at a time. Events (a phase begins or ends, a new school, exclusion to alternative provision, home
education, a new identity after adoption) are put in order, and the state they leave is carried forward.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.education.pupils import Pupils, moves_of
from csps.synthetic.agencies.education.schools import ALTERNATIVE, COLLEGE, PRIMARY, REFERRAL, SECONDARY, SPECIAL
from csps.synthetic.agencies.education.terms import YEAR_7, YEAR_11, YEAR_12, YEAR_13, school_leaving_day, school_terms
from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.history import Stays
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.education.schools import Schools
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

PHASE, CHOICE, MODE, IDENTITY = range(4)  # kinds of event
NO_PHASE = -1
AT_SCHOOL, IN_REFERRAL, IN_ALTERNATIVE, AT_HOME = range(4)  # values of MODE
CHANGES_SCHOOL = np.array([0.30, 0.10, 0.0])  # of moves of home within the borough, by phase


@dataclass(frozen=True)
class Events:
    """What changes a child's place: child (row of `Pupils`), day, kind and value, in any order."""

    child: Ids
    day: Ids
    kind: Ids
    value: Ids

    @classmethod
    def of(cls, child: npt.NDArray, day: npt.NDArray, kind: int, value: npt.ArrayLike) -> Events:
        """Make events of one kind."""
        values = np.broadcast_to(np.asarray(value, dtype=np.int64), len(child))
        return cls(np.asarray(child, np.int64), np.asarray(day, np.int64), np.full(len(child), kind), values)

    def __add__(self, other: Events) -> Events:
        """Put two lots of events together."""
        return Events(*(np.concatenate(pair) for pair in zip(self.columns(), other.columns(), strict=True)))

    def columns(self) -> tuple[Ids, Ids, Ids, Ids]:
        """Give the four columns."""
        return self.child, self.day, self.kind, self.value


@dataclass(frozen=True)
class Careers:
    """Spells on a roll and spells of home education.

    Attributes:
        pupils: the children.
        schools: the vocabulary of `school`.
        child, person: row of `pupils`, and true person, of each spell on a roll.
        school: place in `schools`.
        entry: first school day on the roll.  end: the day after the last one, FOREVER where it goes on.
        home_child, home_start, home_end: spells of home education.
        on_roll: the same spells, to be looked up by person and day.
    """

    pupils: Pupils
    schools: Schools
    child: Ids
    person: Ids
    school: Ids
    entry: Ids
    end: Ids
    home_child: Ids
    home_start: Ids
    home_end: Ids
    on_roll: Stays

    def spell_on(self, persons: npt.NDArray, days: npt.NDArray) -> Ids:
        """Give the spell each person is on a roll in on a day, or -1."""
        which, rows = self.on_roll.on(persons, days)
        found = np.full(len(persons), -1, dtype=np.int64)
        found[which] = self.on_roll.value[rows]
        return found


def ordinary_events(watch: Watch, pupils: Pupils) -> Events:
    """Give the events of ordinary schooling: phases, new schools after a move, home education, adoption."""
    rng = watch.rng("education careers")
    terms = school_terms()
    everyone = np.arange(len(pupils))
    start = pupils.reception
    none = NO_PHASE
    stays_on, college = pupils.sixth == 1, np.flatnonzero(pupils.sixth == 2)
    leaves_at_16 = np.flatnonzero(~stays_on)
    events = Events.of(everyone, terms.first_day(start), PHASE, 0)
    events += Events.of(everyone, terms.last_day(start + YEAR_7 - 1) + 1, PHASE, none)
    events += Events.of(everyone, terms.first_day(start + YEAR_7), PHASE, 1)
    events += Events.of(leaves_at_16, school_leaving_day(start[leaves_at_16] + YEAR_11) + 1, PHASE, none)
    events += Events.of(college, terms.first_day(start[college] + YEAR_12), PHASE, 2)
    events += Events.of(everyone, terms.last_day(start + YEAR_13) + 1, PHASE, none)
    child, day = moves_of(watch, pupils)
    changes = rng.random(len(child)) < np.where(day < terms.first_day(start[child] + YEAR_7), *CHANGES_SCHOOL[:2])
    settled = terms.next_school_day(day + rng.integers(2, 25, len(day)))
    events += Events.of(child[changes], settled[changes], CHOICE, 1)
    adopted = np.flatnonzero(pupils.adopted != FOREVER)
    events += Events.of(adopted, pupils.adopted[adopted], IDENTITY, 1)
    events += Events.of(adopted, pupils.adopted[adopted], CHOICE, 1)
    return events + _home_education(pupils, rng)


def _home_education(pupils: Pupils, rng: np.random.Generator) -> Events:
    """Some are taught at home for a while, more of those with a plan; most from secondary age on."""
    chance = rng.random(len(pupils)) < np.where(pupils.send > 0, 0.11, 0.06)
    child = np.flatnonzero(chance)
    years = 12 * rng.beta(2.2, 1.6, len(child))
    start = school_terms().next_school_day(
        (school_terms().first_day(pupils.reception[child]) + years * 365.25).astype(np.int64)
    )
    end = school_terms().next_school_day(start + 40 + rng.exponential(550, len(child)).astype(np.int64))
    return Events.of(child, start, MODE, AT_HOME) + Events.of(child, end, MODE, AT_SCHOOL)


def follow(watch: Watch, pupils: Pupils, schools: Schools, events: Events) -> Careers:
    """Put a borough's events in order and give the spells that come of them."""
    child, day, phase, choices, mode, identity = _states(pupils, events)
    until = np.where(np.r_[child[1:] == child[:-1], False], np.r_[day[1:], 0], FOREVER)
    start = np.maximum(day, pupils.begin[child])
    until = np.minimum(until, pupils.end[child])
    at_home = (mode == AT_HOME) & (phase >= 0) & (phase < 2) & (start < until)
    here = (mode != AT_HOME) & (phase >= 0) & (start < until)
    home = _joined(*(column[at_home] for column in (child, identity, start, until)))
    child, phase, choices, mode, identity, start, until = (
        column[here] for column in (child, phase, choices, mode, identity, start, until)
    )
    school = _school(watch, pupils, schools, child, phase, choices, mode, start)
    child, identity, school, start, until = _same_school_joined(child, identity, school, start, until)
    entry = school_terms().next_school_day(start)
    lived_from = watch.calendar.first_day(-watch.calendar.burn_in)
    real = (entry < until) & (entry < watch.calendar.end_day) & (until > lived_from)
    child, school, entry, until = child[real], school[real], entry[real], until[real]
    until = np.where(until > watch.calendar.end_day, FOREVER, until)
    person = pupils.person[child]
    on_roll = Stays(person, np.arange(len(person)), entry, until)
    return Careers(pupils, schools, child, person, school, entry, until, *home, on_roll)


def _states(pupils: Pupils, events: Events) -> tuple[Ids, Ids, Ids, Ids, Ids, Ids]:
    """Order events and carry forward the state after each: child, day, phase, choices so far, mode, identity."""
    child, day, kind, value = events.columns()
    first = np.arange(len(pupils))  # a first, empty state for everyone
    child, day = np.r_[first, child], np.r_[np.full(len(first), -(10**6)), day]
    kind, value = np.r_[np.full(len(first), -1), kind], np.r_[np.zeros(len(first), np.int64), value]
    order = np.lexsort((kind, day, child))
    child, day, kind, value = child[order], day[order], kind[order], value[order]
    begins = np.flatnonzero(kind == -1)[child]
    place = np.arange(len(child))

    def latest(wanted: int, otherwise: int) -> Ids:
        seen = np.maximum.accumulate(np.where(kind == wanted, place, -1))
        return np.where(seen > begins, value[seen], otherwise)

    def so_far(wanted: int) -> Ids:
        count = np.cumsum(kind == wanted)
        return count - count[begins]

    return child, day, latest(PHASE, NO_PHASE), so_far(CHOICE), latest(MODE, AT_SCHOOL), so_far(IDENTITY)


def _school(
    watch: Watch, pupils: Pupils, schools: Schools, child: Ids, phase: Ids, choices: Ids, mode: Ids, start: Ids
) -> Ids:
    """Choose the school of each stretch: near home, mostly the one where brothers and sisters go."""
    rng = watch.rng("education school choice")
    begin = watch.calendar.first_day(-watch.calendar.burn_in)
    day = np.clip(start, begin, None)
    household = watch.history.home(pupils.person[child], day)
    dwelling = watch.history.address(pupils.person[child], day)
    number = len(watch.history.households["formed"]) + 1
    family_taste = rng.normal(size=(number, 3))[np.where(household == NOBODY, number - 1, household), phase.clip(0)]
    own_taste = rng.normal(size=(len(pupils), 8))[child, choices.clip(max=7)]
    taste = np.where(choices > 0, 0.4 * family_taste + 0.8 * own_taste, family_taste + 0.15 * own_taste)
    anywhere = rng.random(len(pupils))[child]
    place = np.where(dwelling < 0, anywhere, dwelling / len(watch.town))
    kind = np.select([phase == 0, phase == 1], [PRIMARY, SECONDARY], COLLEGE)
    kind = np.where(pupils.special_from[child] <= phase, SPECIAL, kind)
    kind = np.select([mode == IN_REFERRAL, mode == IN_ALTERNATIVE], [REFERRAL, ALTERNATIVE], kind)
    return schools.near(kind, place, taste)


def _same_school_joined(child: Ids, identity: Ids, school: Ids, start: Ids, until: Ids) -> tuple[Ids, ...]:
    """Join stretches that follow on one another in one school."""
    goes_on = (child[1:] == child[:-1]) & (identity[1:] == identity[:-1]) & (school[1:] == school[:-1])
    goes_on &= start[1:] == until[:-1]
    first, last = np.flatnonzero(np.r_[True, ~goes_on]), np.flatnonzero(np.r_[~goes_on, True])
    if not len(child):
        first = last = np.empty(0, dtype=np.int64)
    return child[first], identity[first], school[first], start[first], until[last]


def _joined(child: Ids, identity: Ids, start: Ids, until: Ids) -> tuple[Ids, Ids, Ids]:
    """Join stretches of home education that only a change of phase divides."""
    goes_on = (child[1:] == child[:-1]) & (identity[1:] == identity[:-1]) & (start[1:] - until[:-1] < 90)
    first, last = np.flatnonzero(np.r_[True, ~goes_on]), np.flatnonzero(np.r_[~goes_on, True])
    if not len(child):
        first = last = np.empty(0, dtype=np.int64)
    return child[first], start[first], until[last]
