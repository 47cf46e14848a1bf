"""Funded early years places, and who is entitled to one but has none: feeds.early_years_takeup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, Values, coded
from csps.synthetic.agencies.education.households import HouseholdSpells
from csps.synthetic.agencies.education.terms import autumns, reception_autumn, school_terms
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates, day_number, term_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

ENTITLEMENTS = ("E2", "W2", "U34", "W34")
SUPPORTED_TWO, WORKING_TWO, UNIVERSAL, WORKING = range(4)
TAKEN_UP = np.array([0.66, 0.85, 0.88, 0.80])  # an inner-London borough takes up less than England
FEWER_AFTER_MISSED_REVIEW, FEWER_DURING_ABSENCE = 0.62, 0.85
WORKING_SHARE = 0.45  # of households in work: every parent earns enough
WORKING_TWOS_FROM = day_number(date(2024, 4, 1))
HOURS, HOURS_SHARE_FULL = 15, 0.88
ETHNICITY_UNKNOWN = 0.12
CENSUS_DELAY = 50  # days from the start of the term


@dataclass(frozen=True)
class _Entitled:
    """Who is entitled to what in which term: child, first day of the term, place in ENTITLEMENTS."""

    child: Ids
    term: Ids
    kind: Ids


def early_years_rows(watch: Watch) -> Batch:
    """Write every entitlement of every child of two to four, each term, and whether it is taken up."""
    rng = watch.rng("early years")
    entitled = _entitled(watch, rng)
    child, term, kind = entitled.child, entitled.term, entitled.kind
    register = Register(watch, "education", child, term, prefix="EY", learns_of_moves=0.75)
    record = register.record_of(child, term)
    taken = _taken_up(watch, entitled, rng)
    hours = np.where(rng.random(len(child)) < HOURS_SHARE_FULL, HOURS, rng.integers(6, HOURS, len(child)))
    draw = rng.random(len(watch.identities.ethnicity))[child]
    unknown = ETHNICITY_CODES.index("NOBT")
    columns: dict[str, Values] = {
        "child_id": register.reference(record),
        **register.identity(record, table("feeds.early_years_takeup"), term),
        "sex": coded(np.where(register.sex(record) > 0, register.sex(record) - 1, 2), ("M", "F", "U")),
        "ethnicity": coded(
            np.where(draw < ETHNICITY_UNKNOWN, unknown, watch.identities.ethnicity[child]), ETHNICITY_CODES
        ),
        "term_start": as_dates(term),
        "entitlement": coded(kind, ENTITLEMENTS),
        "taken_up": taken,
        "funded_hours": np.where(taken, hours, 0).astype(np.int64),
    }
    known = term + CENSUS_DELAY + rng.integers(0, 14, len(term))
    return Batch("feeds.early_years_takeup", columns, known, {"child_id": child})


def _entitled(watch: Watch, rng: np.random.Generator) -> _Entitled:
    """List who lives in the borough at the start of each term, old enough and not yet in reception."""
    people = watch.history.people
    starts_school = school_terms().first_day(reception_autumn(people["birth"]))
    working = rng.random(len(watch.history.households["formed"])) < WORKING_SHARE
    out_of_work = HouseholdSpells(watch, "out_of_work")
    nobody = np.empty(0, dtype=np.int64)
    parts = [(nobody, nobody, nobody)]  # a few weeks may hold no first day of a term
    for term in _terms(watch):
        two, three = people["birth"] + 2 * 365.25 <= term, people["birth"] + 3 * 365.25 <= term
        child = np.flatnonzero(two & (starts_school > term) & (people["arrived"] <= term) & (people["left"] > term))
        home = watch.history.home(child, np.full(len(child), term))
        child, home = child[home != NOBODY], home[home != NOBODY]
        poor = out_of_work.on(child, np.full(len(child), term))
        works = working[home] & ~poor
        young = ~three[child]
        late_enough = term >= WORKING_TWOS_FROM
        for kind, who in enumerate((young & poor, young & works & late_enough, ~young, ~young & works)):
            parts.append((child[who], np.full(int(who.sum()), term), np.full(int(who.sum()), kind)))
    return _Entitled(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _terms(watch: Watch) -> list[int]:
    """List the first days of the three terms of each year, from the year before the first delivery."""
    first, last = watch.calendar.start_day - 365, watch.calendar.end_day
    first = max(first, watch.calendar.first_day(-watch.calendar.burn_in))
    days = [day_number(term_dates(autumn)[half][0]) for autumn in autumns(first, last) for half in (0, 2, 4)]
    return [day for day in days if first <= day < last]


def _taken_up(watch: Watch, entitled: _Entitled, rng: np.random.Generator) -> Flags:
    """Draw who takes a place: fewer after a missed health review within a year, and during a spell of absence.

    One number stands for each child through all terms, so that a place once taken is mostly kept.
    """
    child, term = entitled.child, entitled.term
    chance = TAKEN_UP[entitled.kind]
    chance = np.where(_missed_review(watch, child, term), chance * FEWER_AFTER_MISSED_REVIEW, chance)
    chance = np.where(HouseholdSpells(watch, "absence").on(child, term), chance * FEWER_DURING_ABSENCE, chance)
    lasting = rng.random(len(watch.history.people["birth"]))[child]
    today = rng.random(len(child))
    return np.where(today < 0.1, rng.random(len(child)), lasting) < chance


def _missed_review(watch: Watch, child: Ids, term: Ids) -> Flags:
    """Tell whether the household missed a health review in the year before the term."""
    happened = watch.history.happened("missed_health_review")
    missed = np.sort(happened["household"].astype(np.int64) * 10**6 + happened["day"])
    home = watch.history.home(child, term).astype(np.int64) * 10**6 + term
    flags: Flags = np.searchsorted(missed, home, side="right") > np.searchsorted(missed, home - 365, side="left")
    return flags
