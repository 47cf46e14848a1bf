"""Registers of attendance, week by week: feeds.school_attendance, too long to be held at once.

A borough of 300,000 residents has some 38,000 pupils on its rolls and 24 million rows in seven years, so weeks are drawn
when they are asked for, each from a stream of its own: the same week is the same however often it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.domain.weeks import academic_year
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, Values
from csps.synthetic.agencies.education.absence import (
    ADDED,
    BY_YEAR,
    CODE,
    CODES,
    DRAWS,
    HALF_DAY,
    SEASON,
    SPELL_BY_YEAR,
    absence_table,
    level_of,
    propensities,
    reasons_on,
)
from csps.synthetic.agencies.education.schools import ALTERNATIVE, REFERRAL
from csps.synthetic.agencies.education.terms import YEAR_11, school_leaving_day, school_terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from csps.synthetic.agencies.education.absence import Floats, Propensities
    from csps.synthetic.agencies.education.exclusions import Exclusions
    from csps.synthetic.agencies.education.roll import Roll
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Small = npt.NDArray[np.int8]

FILE_DELAY = 9  # days from a week's Monday until its file: the next Monday and two days
DUAL_SESSIONS, DUAL_SHARE = 2, 0.3  # spent at the other school by some in units and alternative provision
JUNE, STUDY_LEAVE = 6, 0.2  # the share of year 11 that is at home to study in a week of June
SECOND_REASON, ELSEWHERE, IMPOSSIBLE = 0.22, 0.022, 0.0006


@dataclass(frozen=True)
class Attending:
    """Spells on a roll up to year 11, as the registers see them: one entry each.

    Attributes:
        person, entry, end, reception: of the spell; `end` not after the day on which one may leave school.
        pupil: place in `pupils`.  school: place in `schools`.
        pupils, schools: the vocabularies of the two columns.
        dual: whether some sessions are spent at another school.
    """

    person: npt.NDArray[np.int32]
    entry: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    reception: npt.NDArray[np.int16]
    pupil: npt.NDArray[np.int32]
    school: npt.NDArray[np.int32]
    pupils: npt.NDArray[np.object_]
    schools: list[str]
    dual: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SuspendedWeeks:
    """Sessions missed by suspension: week (sorted), spell and sessions."""

    week: Ids
    spell: Ids
    sessions: Small

    def of(self, week: int, spells: int) -> Small:
        """Give the sessions of every spell in one week."""
        first, last = np.searchsorted(self.week, [week, week + 1])
        sessions = np.zeros(spells, dtype=np.int8)
        np.add.at(sessions, self.spell[first:last], self.sessions[first:last])
        return sessions


@dataclass(frozen=True)
class _Week:
    """One week to be drawn: its number and Monday, and the spells in it with sessions, person and state."""

    number: int
    monday: date
    spell: Ids
    possible: Small
    person: npt.NDArray[np.int32]
    touched: Small


class _Sessions:
    """The sessions of one week, written down code by code until none are left.

    Args:
        possible: sessions of each pupil.
    """

    def __init__(self, possible: Small) -> None:
        self.left = possible.copy()
        self._parts: list[tuple[Ids, npt.NDArray[np.integer], Small]] = []

    def take(self, code: npt.NDArray[np.uint8] | int, wanted: npt.NDArray[np.integer]) -> None:
        """Write down sessions of each pupil under a code, as far as any are left."""
        sessions = np.minimum(wanted, self.left).astype(np.int8)
        some = np.flatnonzero(sessions > 0)
        codes = np.full(len(some), code) if isinstance(code, int) else code[some]
        self._parts.append((some, codes, sessions[some]))
        self.left[some] -= sessions[some]

    def columns(self) -> tuple[Ids, npt.NDArray[np.integer], Small]:
        """Give position of the pupil, place in CODES, and sessions."""
        rows, codes, sessions = zip(*self._parts, strict=True)
        return np.concatenate(rows), np.concatenate(codes), np.concatenate(sessions)


@dataclass(frozen=True)
class AttendanceFeed:
    """Every week's registers, drawn when asked for.

    >>> AttendanceFeed.table
    'feeds.school_attendance'
    """

    watch: Watch
    attending: Attending
    suspended: SuspendedWeeks
    propensities: Propensities
    table = "feeds.school_attendance"

    def weeks(self) -> Iterator[Batch]:
        """Give the registers of one school week after another; weeks without school are passed over."""
        calendar = self.watch.calendar
        state = self.propensities.state_before(0)
        for week in range(calendar.weeks):
            self.propensities.advance(state, week)
            monday = calendar.monday(week)
            days = np.arange(5) + calendar.first_day(week)
            school = school_terms().is_school_day(days)
            if school.any():
                yield self._week(week, monday, school, state)

    def _week(self, number: int, monday: date, school: npt.NDArray[np.bool_], state: Small) -> Batch:
        attending, first_day = self.attending, self.watch.calendar.first_day(number)
        spell, possible = self._on_roll(first_day, school)
        person = attending.person[spell]
        week = _Week(number, monday, spell, possible, person, state[person])
        rows, code, count = self._drawn(week, self.watch.rng(f"attendance week {number}")).columns()
        row = spell[rows]
        columns: dict[str, Values] = {
            "pupil_id": Coded(attending.pupil[row], attending.pupils),
            "estab": Coded(attending.school[row], attending.schools),
            "week_start": np.full(len(row), np.datetime64(monday, "D")),
            "register_code": Coded(code.astype(np.int32), CODES),
            "sessions": count.astype(np.int64),
        }
        known = np.full(len(row), first_day + FILE_DELAY)
        return Batch(self.table, columns, known, {"pupil_id": attending.person[row]})

    def _on_roll(self, monday: int, school: npt.NDArray[np.bool_]) -> tuple[Ids, Small]:
        """Give the spells that touch a week, and the sessions possible in each: two a day from entry to end."""
        entry, end = self.attending.entry, self.attending.end
        spell = np.flatnonzero((entry < monday + 5) & (end > monday))
        until = (2 * np.concatenate(([0], np.cumsum(school)))).astype(np.int8)
        sessions = until[np.clip(end[spell] - monday, 0, 5)] - until[np.clip(entry[spell] - monday, 0, 5)]
        return spell[sessions > 0], sessions[sessions > 0]

    def _drawn(self, week: _Week, rng: np.random.Generator) -> _Sessions:
        """Draw one week: first what is settled (suspension, study leave), then absence, then what is left as present."""
        attending, tables = self.attending, reasons_on(week.monday)
        number = len(week.spell)
        draw = rng.integers(0, DRAWS, (4, number), dtype=np.uint16)
        chance = rng.random((3, number), dtype=np.float32)
        sessions = _Sessions(week.possible)
        sessions.take(CODE["E"], self.suspended.of(week.number, len(attending.person))[week.spell])
        sessions.take(tables.impossible[draw[3]], np.where(chance[0] < IMPOSSIBLE, week.possible, 0))
        sessions.take(CODE["D"], np.where(attending.dual[week.spell], DUAL_SESSIONS, 0))
        year = academic_year(week.monday) - attending.reception[week.spell]
        if week.monday.month == JUNE:
            sessions.take(CODE["S"], np.where((year == YEAR_11) & (draw[3] < STUDY_LEAVE * DRAWS), 4, 0))
        days = absence_table()[week.possible // 2, level_of(self._shares(week, year)), draw[0]]
        missed = (2 * days - ((days > 0) & (draw[2] < HALF_DAY * DRAWS))).astype(np.int8)
        also = np.where((missed > 2) & (chance[2] < SECOND_REASON), 1 + (draw[3] & 1), 0).astype(np.int8)
        main, second = tables.main[(week.touched > 0).astype(np.intp), draw[1]], tables.second[draw[2]]
        also[main == second] = 0
        sessions.take(main, missed - also)
        sessions.take(second, also)
        late = (chance[1] < self.propensities.lateness[week.person]) & (sessions.left > 3)
        sessions.take(CODE["L"], np.where(late, 1 + (draw[1] & 1), 0))
        elsewhere = (chance[2] > 1 - ELSEWHERE) & (sessions.left > 3)
        sessions.take(tables.elsewhere[draw[3]], np.where(elsewhere, 2, 0))
        afternoons = sessions.left // 2
        sessions.take(CODE["/"], sessions.left - afternoons)
        sessions.take(CODE["\\"], afternoons)
        return sessions

    def _shares(self, week: _Week, year: npt.NDArray[np.integer]) -> Floats:
        """Give the share of sessions each pupil is inclined to miss in a week."""
        year = year.clip(0, YEAR_11)
        usual = self.propensities.own[week.person] * BY_YEAR[year] * SEASON[week.monday.month - 1]
        shares: Floats = usual + ADDED[week.touched.clip(0, len(ADDED) - 1)] * SPELL_BY_YEAR[year]
        return shares


def attend(watch: Watch, roll: Roll, exclusions: Exclusions) -> AttendanceFeed:
    """Make the registers of a borough ready to be read, in the order of the pupils' references.

    In the order of the true persons, brothers and sisters would stand on neighbouring lines.
    """
    careers = roll.careers
    reference = roll.register.reference(np.arange(len(roll.register)))
    pupil = np.asarray(reference.indices)[roll.record]
    order = np.argsort(pupil, kind="stable")
    reception = careers.pupils.reception[careers.child]
    kind = careers.schools.kind[careers.school]
    elsewhere = watch.rng("attendance dual").random(len(kind)) < DUAL_SHARE
    leaving = school_leaving_day(reception + YEAR_11) + 1
    attending = Attending(
        person=careers.person[order].astype(np.int32),
        entry=careers.entry[order].astype(np.int32),
        end=np.minimum(careers.end, leaving)[order].astype(np.int32),
        reception=reception[order].astype(np.int16),
        pupil=pupil[order].astype(np.int32),
        school=careers.school[order].astype(np.int32),
        pupils=np.asarray(reference.vocabulary, dtype=object),
        schools=careers.schools.numbers,
        dual=(np.isin(kind, (REFERRAL, ALTERNATIVE)) & elsewhere)[order],
    )
    suspended = suspended_weeks(watch, roll, exclusions, place=np.argsort(order))
    return AttendanceFeed(watch, attending, suspended, propensities(watch))


def suspended_weeks(watch: Watch, roll: Roll, exclusions: Exclusions, *, place: Ids) -> SuspendedWeeks:
    """Spread each exclusion over school days, two sessions a day; `place` tells where each spell stands in the registers."""
    days = (exclusions.sessions + 1) // 2
    which = np.repeat(np.arange(len(days)), days)
    nth = np.arange(days.sum()) - np.repeat(np.cumsum(days) - days, days)
    day = school_terms().after(exclusions.day[which], nth)
    sessions = np.minimum(2, exclusions.sessions[which] - 2 * nth)
    week = (day - watch.calendar.start_day) // 7
    spell = place[roll.careers.spell_on(exclusions.person, exclusions.day)][which]
    order = np.argsort(week, kind="stable")
    return SuspendedWeeks(week[order], spell[order], sessions[order].astype(np.int8))
