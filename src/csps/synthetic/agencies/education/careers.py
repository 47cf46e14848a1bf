"""Where each child is educated, day by day: the spells on one roll from which every table of this agency is made.

A child has one place at a time. Events (a phase begins or ends, a new school, exclusion to alternative provision, home
education, a new identity after adoption) are put in order, and the state they leave is carried forward.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.education.pupils import LONG_AGO, Pupils, moves_of
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
NO_PHASE, COLLEGE_PHASE = -1, 2
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
    def of(cls, child: Ids, day: Ids, kind: int, value: npt.ArrayLike) -> Events:
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

    def spell_on(self, persons: Ids, days: Ids) -> Ids:
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
    chance = rng.random(len(pupils)) < np.where(pupils.send > 0, 0.13, 0.07)
    child = np.flatnonzero(chance)
    years = 12 * rng.beta(2.2, 1.6, len(child))
    start = school_terms().next_school_day(
        (school_terms().first_day(pupils.reception[child]) + years * 365.25).astype(np.int64)
    )
    end = school_terms().next_school_day(start + 40 + rng.exponential(550, len(child)).astype(np.int64))
    return Events.of(child, start, MODE, AT_HOME) + Events.of(child, end, MODE, AT_SCHOOL)


@dataclass(frozen=True)
class _Stretches:
    """Stretches of time in which nothing changes for a child, ordered by child and day.

    Attributes:
        child: row of `Pupils`.  phase: NO_PHASE, 0 primary, 1 secondary, 2 college.
        choices: how often a new school was chosen before.  mode: AT_SCHOOL, ...
        identity: 1 after adoption.  start, until: the first day and the day after the last.
    """

    child: Ids
    phase: Ids
    choices: Ids
    mode: Ids
    identity: Ids
    start: Ids
    until: Ids

    def kept(self, rows: npt.NDArray[np.bool_]) -> _Stretches:
        """Give some of them."""
        return _Stretches(*(getattr(self, field.name)[rows] for field in fields(self)))


def follow(watch: Watch, pupils: Pupils, schools: Schools, events: Events) -> Careers:
    """Put a borough's events in order and give the spells that come of them."""
    lived_from, end_day = watch.calendar.first_day(-watch.calendar.burn_in), watch.calendar.end_day
    stretches = _stretches(pupils, events)
    at_home = (stretches.mode == AT_HOME) & (stretches.phase != COLLEGE_PHASE)
    home_child, home_start, home_end, _ = _joined(stretches.kept(at_home), gap=90)
    here = stretches.kept(stretches.mode != AT_HOME)
    child, start, until, school = _joined(here, _school(watch, pupils, schools, here))
    entry = school_terms().next_school_day(start)
    real = (entry < until) & (entry < end_day) & (until > lived_from)
    child, school, entry, until = child[real], school[real], entry[real], until[real]
    until = np.where(until > end_day, FOREVER, until)
    person = pupils.person[child]
    on_roll = Stays(person, np.arange(len(person)), entry, until)
    real = (home_start < end_day) & (home_end > lived_from)
    home = home_child[real], home_start[real], home_end[real]
    return Careers(pupils, schools, child, person, school, entry, until, *home, on_roll)


def _stretches(pupils: Pupils, events: Events) -> _Stretches:
    """Order events and carry forward the state after each, for as long as the child is in a phase and in the borough."""
    child, day, kind, value = events.columns()
    first = np.arange(len(pupils))  # a first, empty state for everyone
    child, day = np.r_[first, child], np.r_[np.full(len(first), LONG_AGO), day]
    kind, value = np.r_[np.full(len(first), -1), kind], np.r_[np.zeros(len(first), np.int64), value]
    order = np.lexsort((kind, day, child))
    child, day, kind, value = child[order], day[order], kind[order], value[order]
    begins = np.flatnonzero(kind == -1)[child]
    place = np.arange(len(child))

    def latest(wanted: int, otherwise: int) -> Ids:
        seen = np.maximum.accumulate(np.where(kind == wanted, place, -1))
        return np.where(seen > begins, value[seen], otherwise)

    def so_far(wanted: int) -> Ids:
        count: Ids = np.cumsum(kind == wanted)
        before: Ids = count[begins]
        return count - before

    until = np.full(len(child), FOREVER)
    until[:-1] = np.where(child[1:] == child[:-1], day[1:], FOREVER)
    everything = _Stretches(
        child=child,
        phase=latest(PHASE, NO_PHASE),
        choices=so_far(CHOICE),
        mode=latest(MODE, AT_SCHOOL),
        identity=so_far(IDENTITY),
        start=np.maximum(day, pupils.begin[child]),
        until=np.minimum(until, pupils.end[child]),
    )
    return everything.kept((everything.phase != NO_PHASE) & (everything.start < everything.until))


def _school(watch: Watch, pupils: Pupils, schools: Schools, stretches: _Stretches) -> Ids:
    """Choose the school of each stretch: near home, mostly the one where brothers and sisters go."""
    rng = watch.rng("education school choice")
    child, phase, mode = stretches.child, stretches.phase, stretches.mode
    day = np.maximum(stretches.start, watch.calendar.first_day(-watch.calendar.burn_in))
    household = watch.history.home(pupils.person[child], day)
    number = len(watch.history.households["formed"]) + 1
    family_taste = rng.normal(size=(number, 3))[np.where(household == NOBODY, number - 1, household), phase]
    own_taste = rng.normal(size=(len(pupils), 8))[child, stretches.choices.clip(max=7)]
    chosen_again = stretches.choices > 0
    taste = np.where(chosen_again, 0.4 * family_taste + 0.8 * own_taste, family_taste + 0.15 * own_taste)
    dwelling = watch.history.address(pupils.person[child], day)
    anywhere = rng.random(len(pupils))[child]
    place = np.where(dwelling < 0, anywhere, dwelling / len(watch.town))
    kind = np.select([phase == 0, phase == 1], [PRIMARY, SECONDARY], COLLEGE)
    kind = np.where(pupils.special_from[child] <= phase, SPECIAL, kind)
    kind = np.select([mode == IN_REFERRAL, mode == IN_ALTERNATIVE], [REFERRAL, ALTERNATIVE], kind)
    return schools.near(kind, place, taste)


def _joined(stretches: _Stretches, place: Ids | None = None, *, gap: int = 0) -> tuple[Ids, Ids, Ids, Ids]:
    """Join stretches that follow on one another in one place: child, start, until and place of what comes of it.

    Args:
        stretches: ordered by child and day.
        place: school of each; None where all are the same.
        gap: days that may lie between two stretches, for example the summer before secondary school.
    """
    child, start, until, identity = stretches.child, stretches.start, stretches.until, stretches.identity
    place = np.zeros(len(child), dtype=np.int64) if place is None else place
    apart = np.ones(len(child) + 1, dtype=bool)
    apart[1:-1] = (child[1:] != child[:-1]) | (identity[1:] != identity[:-1]) | (place[1:] != place[:-1])
    apart[1:-1] |= start[1:] - until[:-1] > gap
    first, last = np.flatnonzero(apart[:-1]), np.flatnonzero(apart[1:])
    return child[first], start[first], until[last], place[first]
