"""Where everybody lives on a day, of all the places that registers name.

Registers hear of moves late or never, so that a person has several places at once. Newer residence wins, and a register
that dates its addresses outweighs one that only repeats what it holds: a place told by a case record last month is often
the place before. Where a register that dates them says that somebody has left, other registers that still repeat the
place are not believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import ibis
import numpy as np

from csps.families.columns import FOREVER, Codes, Days, Flags, Rows, begun_by, firsts

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.store import Connection

NOWHERE = -1
# A tenancy or an account ends when somebody moves out; a benefit claim may end for many other reasons.
CLOSING = ("feeds.ssd_person", "feeds.housing_tenancy_member", "feeds.council_tax_account", "feeds.council_tax_person")
HOLDING = (
    "feeds.housing_tenancy_member",
    "feeds.council_tax_account",
)  # whoever holds a home leaves it with the household
DATED = (*CLOSING, "feeds.housing_benefit_member")
# What ends when somebody moves out. Social care keeps the address of a case that it closed, and council tax the people beside
# an account's lead for as long as the account goes on: what they date goes on without anybody.
LIVING = (*HOLDING, "feeds.housing_benefit_member")
LAG = 200  # days by which registers that do not date addresses are behind; measured on the borough
GRACE = 60  # days: a place named anew so long after somebody left it is believed again


@dataclass(frozen=True, slots=True)
class Residence(Rows):
    """A person at a place, as one register had it, from one version to the next."""

    person: Codes
    place: Codes
    dated: Flags
    closing: Flags
    holding: Flags
    living: Flags
    started_on: Days
    ended_on: Days
    known_on: Days
    known_until: Days


@dataclass(frozen=True, slots=True)
class Places(Rows):
    """Places in the order of `place_id`."""

    place_id: npt.NDArray[np.object_]
    area: npt.NDArray[np.object_]


def read_residences(lake: Connection) -> tuple[Residence, Places]:
    """Read every residence with its versions, and the places."""
    table = lake.table("linkage.residence")
    found = table.group_by("place_id").agg(area=table.area.min())
    places = found.mutate(place=ibis.row_number().over(order_by="place_id"))
    people = lake.table("linkage.person").select("person_id")
    persons = people.mutate(person=ibis.row_number().over(order_by="person_id"))
    # Versions are told apart once people and places are numbers: comparing two pseudonyms of each row takes far longer.
    told = table.join(places.select("place_id", "place"), "place_id").join(persons, "person_id")
    told = told.select("person", "place", "register", "started_on", "ended_on", "known_on", "withdrawn_on")
    until = told.known_on.lead().over(group_by=["person", "place", "register", "started_on"], order_by="known_on")
    versions = told.mutate(
        known_until=ibis.least(until, told.withdrawn_on, ibis.literal(FOREVER)),
        dated=told.register.isin(DATED),
        closing=told.register.isin(CLOSING),
        holding=told.register.isin(HOLDING),
        living=told.register.isin(LIVING),
    )
    order = ("person", "place", "register", "started_on", "known_on")
    return Residence.of(versions.order_by(*order)), Places.of(places.order_by("place"))


@dataclass(frozen=True, slots=True)
class Homes:
    """Where each person lives on a day.

    Args:
        place: of each person, -1 for nowhere known.
        since: since when it is known that the person lives there.
        newest: the last day on which a register began to say so.
        left_on: of each place, the last day on which a household is known to have left it, or NaT: whoever was there by
            then, and is tied to nobody who came since, is believed to have gone as well.
        goes_on: whether a register that dates its stays has the person there still.
        further: persons and places, a pair for every other place at which a register still has somebody.
        taken_on: of each person, the last start of a tenancy or an account of theirs there that goes on, or NaT.
        living: whether a register whose stays end when somebody leaves has the person there still (`LIVING`).
        ended_on: when the person's own stay there ended, where a tenancy or an account says so and what has them there still
            is only a register whose stays go on without anybody; NaT elsewhere.
    """

    place: Codes
    since: Days
    newest: Days
    left_on: Days
    goes_on: Flags
    further: tuple[Codes, Codes]
    taken_on: Days
    living: Flags
    ended_on: Days


def homes_on(residences: Residence, day: date, count: int, places: int) -> Homes:
    """Find where each of `count` persons lives on a day, among `places`, from what was known by then."""
    on = np.datetime64(day)
    told = residences.only(begun_by(residences, on))
    held = told.only(told.holding)
    left_on = _left_on(held, on, places)
    left = _left_by_then(told, on)
    contradicted = ~(told.started_on > _later(left, GRACE))
    counts = ~(told.ended_on < on) & (told.dated | ~contradicted)
    told, left, contradicted = told.only(counts), left[counts], contradicted[counts]
    rank = told.started_on - np.where(told.dated, 0, LAG).astype("timedelta64[D]")
    order = np.lexsort((told.place, told.known_on, rank, told.person))[::-1]
    first = order[firsts(told.person[order])]
    place, since, newest = np.full(count, NOWHERE), _no_days(count), _no_days(count)
    place[told.person[first]] = told.place[first]
    is_there = place[told.person] == told.place
    there = told.only(is_there)
    for days, column, last in ((since, there.known_on, False), (newest, there.started_on, True)):
        order = np.lexsort((column, there.person))[:: -1 if last else 1]
        chosen = order[firsts(there.person[order])]
        days[there.person[chosen]] = column[chosen]
    goes_on, living = np.zeros(count, bool), np.zeros(count, bool)
    goes_on[there.person[there.dated]] = True
    living[there.person[there.living]] = True
    ended_on = _no_days(count)
    ended_on[there.person] = left[is_there]
    ended_on[there.person[there.living | ~contradicted[is_there]]] = np.datetime64("NaT")
    goes_on_there = held.only(~(held.ended_on < on) & (held.place == place[held.person]))
    taken_on = _last_start(goes_on_there, count)
    away = told.only((place[told.person] != told.place) & told.dated)
    further = np.unique(np.stack([away.person, away.place]), axis=1)
    return Homes(place, since, newest, left_on, goes_on, (further[0], further[1]), taken_on, living, ended_on)


def _no_days(count: int) -> Days:
    return np.full(count, np.datetime64("NaT"), "datetime64[D]")


def _later(days: Days, by: int) -> Days:
    moved: Days = days + np.timedelta64(by, "D")
    return moved


def _left_on(spells: Residence, on: np.datetime64, places: int) -> Days:
    """Give the last day on which a place was left by all who held it, or NaT where somebody holds it since before."""
    ended = spells.ended_on < on
    last = np.full(places, date.min, "datetime64[D]")
    np.maximum.at(last, spells.place[ended], spells.ended_on[ended])
    lasting = ~ended & (spells.started_on < _later(last[spells.place], -GRACE))
    last[spells.place[lasting]] = np.datetime64("NaT")
    last[last == np.datetime64(date.min)] = np.datetime64("NaT")
    return last


def _last_start(stays: Residence, count: int) -> Days:
    """Give the last start of the stays of each of `count` persons, or NaT."""
    last = _no_days(count)
    np.fmax.at(last, stays.person, stays.started_on)
    return last


def _left_by_then(told: Residence, on: np.datetime64) -> Days:
    """Give for each row when a dated register says that its person had left its place; the first of days where none says so.

    What a register that does not date its addresses began to say by then, or within `GRACE` of it, is not believed.
    """
    places = int(told.place.max(initial=0)) + 1
    stay = told.person * places + told.place
    left = told.closing & (told.ended_on < on)
    key, at = np.unique(stay, return_inverse=True)
    ended = np.full(len(key), date.min, "datetime64[D]")
    np.maximum.at(ended, at[left], told.ended_on[left])
    return ended[at]
