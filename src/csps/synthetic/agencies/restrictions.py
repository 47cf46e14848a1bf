"""Dated facts that limit what may be done with somebody's data: adoption, refuge, objection, restriction, own staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.catalogue import table
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.caseload import Caseload
from csps.synthetic.agencies.childrens_social_care.drawing import days_between
from csps.synthetic.agencies.childrens_social_care.tellings import known_after, told_twice
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities.addresses import Kind
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.lives.history import Stays

    Ids = npt.NDArray[np.int64]

KINDS = ("ADOPTION", "REFUGE", "OBJECTION", "RESTRICTED", "OWN_STAFF")
ADOPTION, REFUGE, OBJECTION, RESTRICTED, OWN_STAFF = range(5)
KNOWN_IN = "feeds.ssd_person"
DELAY = {ADOPTION: (0, 14), REFUGE: (0, 5), OBJECTION: (1, 20), RESTRICTED: (1, 20), OWN_STAFF: (1, 30)}
END_DELAY = (0, 30)
SHARES = {OBJECTION: 0.0015, RESTRICTED: 0.0005, OWN_STAFF: 0.003}  # of the adults who ever lived here
LASTS_DAYS = {OBJECTION: 4000.0, RESTRICTED: 200.0, OWN_STAFF: 1500.0}  # on average


@dataclass(frozen=True)
class Restrictions:
    """One entry per restriction and person.

    Attributes:
        case: the restriction, numbered from 0 within its kind.
        person: whom it concerns; for adoptions first as after the order, then as before.
        met: the day in whose identity the person is written down.
        start, end: first and last day, FOREVER while it lasts.
        dwelling: the place written down, -1 for the person's own on the day.
    """

    kind: int
    case: Ids
    person: Ids
    met: Ids
    start: Ids
    end: Ids
    dwelling: Ids


def watch_restrictions(watch: Watch) -> list[Batch]:
    """Give every restriction, told when it is made and again when it ends."""
    caseload = Caseload(watch)
    drawn = [_adults(watch, kind) for kind in (OBJECTION, RESTRICTED)]
    parts = [_adoptions(watch), _refuges(watch), *drawn, _with_their_families(watch, _adults(watch, OWN_STAFF))]
    kind = np.concatenate([np.full(len(part.case), part.kind) for part in parts])
    first = np.cumsum([0, *(int(part.case.max(initial=-1)) + 1 for part in parts)])
    case = np.concatenate([part.case + start for part, start in zip(parts, first, strict=False)])
    person, met, start, end, dwelling = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("person", "met", "start", "end", "dwelling")
    )
    kept = (end >= watch.calendar.start_day) | (kind == ADOPTION)
    kind, case, person, met, start, end, dwelling = (
        column[kept] for column in (kind, case, person, met, start, end, dwelling)
    )
    register = Register(watch, "restrictions", person, met, prefix="RP", learns_of_moves=0.0)
    contract = table("feeds.restriction")
    columns: dict[str, Values] = {
        "restriction_ref": numbered("R", case, width=5),
        "person_ref": _person_references(case),
        "kind": coded(kind, KINDS),
        **_known_as(caseload, person, met, kind),
        **_identity(watch, register, (person, met), dwelling),
        "start_date": as_dates(start),
        "end_date": as_dates(end),
    }
    rng = watch.rng("restrictions told")
    delay = np.array([days_between(rng, len(start), DELAY[each]) for each in range(len(KINDS))])
    return [
        told_twice(
            contract.name,
            columns,
            {"person_ref": person},
            opened=start + delay[kind, np.arange(len(start))],
            ended=known_after(end, days_between(rng, len(end), END_DELAY)),
            hides=("end_date",),
        )
    ]


def _adoptions(watch: Watch) -> Restrictions:
    """Give both identities of every adopted child: as after the order, and as before."""
    adopted_on = watch.history.people["adopted_on"].astype(np.int64)
    child = np.flatnonzero(adopted_on <= watch.calendar.end_day)
    day = adopted_on[child]
    case = np.arange(len(child))
    both = [np.r_[column, column] for column in (case, child, day)]
    order = np.lexsort((np.repeat([0, 1], len(child)), both[0]))
    case, child, day = (column[order] for column in both)
    met = day - np.tile([0, 1], len(case) // 2)
    nowhere = np.full(len(case), -1, dtype=np.int64)
    return Restrictions(ADOPTION, case, child, met, day, np.full(len(case), FOREVER), nowhere)


def _refuges(watch: Watch) -> Restrictions:
    """Give everybody of every household that lived in a refuge, from moving in to moving out."""
    history = watch.history
    homes = history.occupation
    stays = np.flatnonzero(watch.town.kind[homes["dwelling"]] == Kind.REFUGE)
    start, end, household = (homes[name][stays].astype(np.int64) for name in ("start", "end", "household"))
    where, person, start, end = _living_there(history.household_stays, household, start, end)
    dwelling = homes["dwelling"][stays][where].astype(np.int64)
    end = np.where(end > watch.calendar.end_day, FOREVER, np.maximum(end - 1, start))
    return Restrictions(REFUGE, where, person, start, start, end, dwelling)


def _living_there(stays: Stays, household: Ids, start: Ids, end: Ids) -> tuple[Ids, Ids, Ids, Ids]:
    """List everybody who lived in households between two days: row, person, first day, day of leaving."""
    first = np.searchsorted(stays.key, household, side="left")
    count = np.searchsorted(stays.key, household, side="right") - first
    where = np.repeat(np.arange(len(household)), count)
    rows = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    begins, ends = np.maximum(start[where], stays.start[rows]), np.minimum(end[where], stays.end[rows])
    kept = np.flatnonzero(begins < ends)
    return where[kept], stays.value[rows[kept]].astype(np.int64), begins[kept], ends[kept]


def _adults(watch: Watch, kind: int) -> Restrictions:
    """Draw adults who live here on the day a restriction of this kind begins."""
    calendar, history, rng = watch.calendar, watch.history, watch.rng(f"restrictions {KINDS[kind]}")
    person = np.flatnonzero(rng.random(len(history.people["birth"])) < SHARES[kind])
    start = rng.integers(calendar.start_day, calendar.end_day, len(person))
    resident = (history.ages(person, start) >= 18) & (history.home(person, start) != NOBODY)
    person, start = person[resident], start[resident]
    end = start + 1 + rng.exponential(LASTS_DAYS[kind], len(person)).astype(np.int64)
    end = np.where(end > calendar.end_day, FOREVER, end)
    nowhere = np.full(len(person), -1, dtype=np.int64)
    return Restrictions(kind, np.arange(len(person)), person, start, start, end, nowhere)


def _with_their_families(watch: Watch, staff: Restrictions) -> Restrictions:
    """Add the people who live with each member of staff."""
    home = watch.history.home(staff.person, staff.start)
    which, person = watch.history.members(home, staff.start)
    others = person != staff.person[which]
    row = np.r_[np.arange(len(staff.case)), which[others]]
    everyone = np.r_[staff.person, person[others]].astype(np.int64)
    order = np.argsort(row, kind="stable")
    row, everyone = row[order], everyone[order]
    columns = (staff.case[row], everyone, staff.met[row], staff.start[row], staff.end[row], staff.dwelling[row])
    return Restrictions(OWN_STAFF, *columns)


def _person_references(case: Ids) -> Coded:
    """Number the people of each restriction from 1; the entries of a restriction stand together."""
    position = np.arange(len(case)) - np.searchsorted(case, case, side="left") + 1
    _, place = np.unique(case, return_inverse=True)
    restriction = np.asarray(numbered("R", np.unique(case), width=5).vocabulary, dtype=object)
    ordinal = np.array([f"-{number}" for number in range(int(position.max(initial=0)) + 1)], dtype=object)
    return Coded(np.arange(len(case), dtype=np.int32), restriction[place] + ordinal[position])


def _known_as(caseload: Caseload, person: Ids, met: Ids, kind: Ids) -> dict[str, Values]:
    """Say under which reference children's social care knows each person, and an adopted child before the order."""
    register, count = caseload.register, len(person)
    adopted = caseload.history.people["adopted_on"][person] <= met
    record = _record_in(register, person, adopted)
    former = np.where((kind == ADOPTION) & adopted, _record_in(register, person, np.zeros(count, dtype=bool)), -1)
    return {
        "about_table": coded(np.where(record >= 0, 0, np.where(former >= 0, 0, -1)), (KNOWN_IN,)),
        "about_ref": register.reference(record),
        "former_ref": register.reference(former),
    }


def _record_in(register: Register, person: Ids, adopted: npt.NDArray[np.bool_]) -> Ids:
    """Give the first record of each identity in a register, -1 where it was never met."""
    key = register.person * 2 + register.new_identity
    order = np.lexsort((np.arange(len(key)), key))
    asked = person * 2 + adopted
    place = np.searchsorted(key[order], asked).clip(0, max(len(key) - 1, 0))
    return np.where(key[order][place] == asked, order[place], -1) if len(key) else np.full(len(asked), -1)


def _identity(watch: Watch, register: Register, met: tuple[Ids, Ids], dwelling: Ids) -> dict[str, Values]:
    """Write names, birth dates and addresses; for a refuge the refuge's own address, in full."""
    person, day = met
    record = register.record_of(person, day)
    columns = dict(register.identity(record, table("feeds.restriction")))
    town = watch.town
    own = watch.history.address(person, day)
    place = np.where(dwelling >= 0, dwelling, own)
    lines, at = np.unique(place, return_inverse=True)
    texts = town.address_lines(lines)
    columns["address_line"] = Coded(np.where(place >= 0, at, -1).astype(np.int32), texts)
    columns["postcode"] = Coded(np.where(place >= 0, town.postcode[place], -1).astype(np.int32), town.postcode_texts)
    columns["uprn"] = np.ma.masked_array(town.uprn[place], mask=place < 0)
    return columns
