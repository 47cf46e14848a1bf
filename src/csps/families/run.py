"""Persons -> families, by date: `form_dated_families`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import numpy as np

from csps.domain.progress import SilentProgress
from csps.families.bonds import EVIDENCE, Bond, read_bonds
from csps.families.columns import begun_by
from csps.families.formed import Formed
from csps.families.grouping import SILENT, Standing, apart_from_all, families_of, settle
from csps.families.heard import last_heard
from csps.families.homes import Homes, Places, Residence, homes_on, read_residences
from csps.families.lasting import LastIds
from csps.families.membership import ROLES, Member, members_of, shared_bonds
from csps.families.people import ADULT_MONTHS, UNKNOWN, Index, Span, ages_in_months, in_force, whom
from csps.families.seen import seen_within
from csps.families.shared_care import second_families, with_second
from csps.families.summary import Family, summarise
from csps.families.unconfirmed import DOUBTS, NO_DAY, Unconfirmed, Words, unconfirmed_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy.typing as npt

    from csps.domain.progress import Progress
    from csps.families.columns import Codes, Flags
    from csps.settings import Programme
    from csps.store import Connection, Edition

    Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class FamiliesFormed:
    """What became of the people.

    Args:
        families: on the last of the dates.
        with_children: of them with children, born or expected.
        in_cohort: of them looked at by the programme.
        dates: for how many dates families were formed.
    """

    families: int
    with_children: int
    in_cohort: int
    dates: int


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that families are formed from, read once for all dates."""

    index: Index
    residences: Residence
    places: Places
    bonds: Bond
    deaths: Span
    care: Span
    refuges: Span
    pregnancies: Span
    unborn: Span
    enrolments: Span
    taught_at_home: Span
    cases: Span

    @classmethod
    def of(cls, lake: Connection) -> Known:
        """Read it from the lake."""
        index = Index(lake)
        residences, places = read_residences(lake)
        return cls(
            index,
            residences,
            places,
            read_bonds(lake, index),
            index.deaths(),
            index.care(),
            index.refuges(),
            index.pregnancies(),
            index.unborn(),
            index.enrolments(),
            index.taught_at_home(),
            index.cases(),
        )


def form_dated_families(
    edition: Edition, *, dates: Sequence[date], programme: Programme, progress: Progress | None = None
) -> FamiliesFormed:
    """Find out who lived together as a family on each of some dates, from what was known by then.

    Writes `families.family`, `families.membership` and, of the memberships against which a doubt stands,
    `families.unconfirmed`: a part per date, named by it. Families are formed alike for every
    date: the same code makes the training dates and this week's list. A child of two homes may be in two families; everybody
    else is in one at most. Families keep the ids that they had on the last date before, as long as their core lasts.

    Args:
        edition: the week's edition; linkage must have been written.
        dates: on which families are wanted.
        programme: the cohort is asked of it.
        progress: told of each date.

    Raises:
        UsageError: records were not linked yet.
    """
    counted = FamiliesFormed(0, 0, 0, 0)
    days = sorted(dates)
    watched = (progress or SilentProgress()).track(days, what="forming families", total=len(days))
    with edition.connect() as lake:
        known = Known.of(lake)
        ids = LastIds(lake)
        heard = last_heard(lake, known.index, known.cases, days)
        for number, day in enumerate(watched, start=1):
            seen = seen_within(lake, known.index, day, programme.cohort.seen_within_weeks)
            formed = form_on(known, day)
            standing, members = formed.standing, formed.member
            families = summarise(
                members, standing.home, len(known.places), standing.expecting, seen, cohort=programme.cohort
            )
            names = ids.of(day, members, known.index.people.person_id, families.anchor)
            words = Words(known.enrolments, known.taught_at_home, next(heard))
            doubts = unconfirmed_on(formed, words, known.residences, known.index, day)
            _write(edition, day, known, families, members, names)
            _write_doubts(edition, day, known, members, names, doubts)
            expecting = families.children + families.expected > 0
            counted = FamiliesFormed(len(families), int(expecting.sum()), int(families.in_cohort.sum()), number)
    return counted


def form_on(known: Known, day: date) -> Formed:
    """Form the families of one day."""
    standing, bonds, lives = _standing(known, day)
    unborn = whom(known.unborn, day, len(known.index.people))
    person, place = lives.further
    open_to_all = standing.home[person] < len(known.places)  # whoever is in a refuge is found nowhere else
    further = person[open_to_all], place[open_to_all]
    family, second = second_families(families_of(standing, bonds), standing, further, bonds)
    shared = shared_bonds(family, bonds)
    members = with_second(members_of(family, standing, unborn, lives.since, shared), second, standing, unborn)
    hidden = whom(known.refuges, day, len(family))
    return Formed(standing, lives, bonds, family, second, shared, members, hidden)


def _standing(known: Known, day: date) -> tuple[Standing, Bond, Homes]:
    """Say what is known of everybody on a day; give the bonds known by then, and where registers have people, as well."""
    count, places, on = len(known.index.people), len(known.places), np.datetime64(day)
    months = ages_in_months(known.index.people.month_of_birth, day)
    unborn = whom(known.unborn, day, count)
    lives = homes_on(known.residences, day, count, places)
    counts = ~whom(known.deaths, day, count) & ~whom(known.care, day, count)
    bonds = known.bonds.only(begun_by(known.bonds, on))
    home = _with_refuges(lives, known, day, bonds.only(~(bonds.ended_on < on)), counts)
    is_child = ((months != UNKNOWN) & (months < ADULT_MONTHS)) | unborn | _called_child(months, bonds)
    expecting = whom(known.pregnancies, day, count)
    silent = (lives.newest < on - SILENT) & ~lives.goes_on
    return Standing(home, counts, is_child, expecting, months, lives.newest, lives.left_on, silent), bonds, lives


def _with_refuges(lives: Homes, known: Known, day: date, bonds: Bond, counts: Flags) -> Codes:
    """Give everybody's home: a refuge for those in one, and for those without a known place that of their own people."""
    refuge = in_force(known.refuges, day)
    places = len(known.places)
    rooms = int(known.refuges.unit.max(initial=0)) + 1
    home, hidden = lives.place.copy(), np.zeros(len(lives.place), bool)
    home[refuge.person] = places + refuge.unit
    hidden[refuge.person] = True
    home = settle(home, lives.newest, counts, bonds.only(~hidden[bonds.person]))
    return apart_from_all(home, places + rooms, bonds, counts)


def _called_child(months: Codes, bonds: Bond) -> Flags:
    """Flag people of unknown age whom somebody names as a child."""
    called = np.zeros(len(months), bool)
    called[bonds.person[bonds.is_child]] = True
    named: Flags = called & (months == UNKNOWN)
    return named


def _write(  # noqa: PLR0917 - what is written
    edition: Edition, day: date, known: Known, families: Family, members: Member, names: Texts
) -> None:
    """Write the families of a day and their members."""
    place, area = known.places.place_id, known.places.area
    lives = families.place != UNKNOWN
    at = families.place[lives]
    named = {
        "family_id": names,
        "place_id": _where(lives, place[at]),
        "area": _where(lives, area[at]),
        **{name: getattr(families, name) for name in ("members", "children", "adults", "in_cohort")},
        "expected_children": families.expected,
        "youngest_months": families.youngest,
        "oldest_child_months": families.oldest,
    }
    edition.write(
        "families.family", _dated(_rows(named), day, "youngest_months", "oldest_child_months"), part=day.isoformat()
    )
    held = {
        "family_id": _named(members, names),
        "person_id": known.index.people.person_id[members.person],
        "role": np.array(ROLES, dtype=object)[members.role],
        "age_months": members.months,
        "started_on": members.started_on,
        "evidence": np.array(EVIDENCE, dtype=object)[members.evidence],
    }
    edition.write("families.membership", _dated(_rows(held), day, "age_months"), part=day.isoformat())


def _write_doubts(  # noqa: PLR0917 - what is written
    edition: Edition, day: date, known: Known, members: Member, names: Texts, doubts: Unconfirmed
) -> None:
    """Write the doubts about members of a day."""
    held = {
        "family_id": _named(members, names)[doubts.member],
        "person_id": known.index.people.person_id[members.person[doubts.member]],
        "doubt": np.array(DOUBTS, dtype=object)[doubts.doubt],
        "since": doubts.since,
        "last_word_on": doubts.last_word_on,
    }
    edition.write("families.unconfirmed", _dated(_rows(held), day), part=day.isoformat())


def _named(members: Member, names: Texts) -> Texts:
    """Give the family of each member, given the families' names in the order in which they stand in `members`."""
    begins = np.r_[True, members.family[1:] != members.family[:-1]][: len(members)]
    named: Texts = names[np.cumsum(begins) - 1]
    return named


def _rows(columns: dict[str, np.ndarray]) -> ibis.Table:
    """Give columns as rows, days as such; a missing day stays empty."""
    numbers = {name: each.astype(np.int64) if each.dtype.kind == "M" else each for name, each in columns.items()}
    rows = ibis.memtable(numbers, schema=ibis.schema(_types(numbers)))
    missing = int(NO_DAY.astype(np.int64))
    days = {
        name: ibis.date("1970-01-01") + rows[name].nullif(missing).as_interval("D")
        for name, each in columns.items()
        if each.dtype.kind == "M"
    }
    return rows.mutate(**days) if days else rows


def _types(columns: dict[str, np.ndarray]) -> dict[str, str]:
    """Name the type of each column for Ibis, which else guesses from the first rows."""
    kinds = {"O": "string", "b": "boolean", "i": "int64"}
    return {name: kinds[column.dtype.kind] for name, column in columns.items()}


def _dated(rows: ibis.Table, day: date, *ages: str) -> ibis.Table:
    """Give rows with the day, and missing ages as such."""
    return rows.mutate(as_of=ibis.date(day.isoformat()), **{name: rows[name].nullif(UNKNOWN) for name in ages})


def _where(flags: Flags, values: np.ndarray) -> np.ndarray:
    """Give texts where flagged, and nothing elsewhere."""
    found = np.full(len(flags), None, dtype=object)
    found[flags] = values
    return found
