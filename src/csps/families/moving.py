"""Children who are told where those who look after them lived before.

A landlord or the council tax office hears of a move within weeks, a school or a nursery months later or never. So a child who
is told where an adult who looks after it lived before, of whom nothing was said since that adult was told elsewhere, and of
whose carers nobody lives there still, may have moved with the adult. It may also have stayed with somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.bonds import TOGETHER
from csps.families.columns import ByKey, begun_by
from csps.families.homes import NOWHERE

if TYPE_CHECKING:
    from csps.families.columns import Codes, Days, Flags
    from csps.families.formed import Formed
    from csps.families.homes import Residence


def carers_elsewhere(formed: Formed, residences: Residence, heard: Days, on: np.datetime64) -> Days:
    """Give for each person since when their last carer was told elsewhere, if they are a child of whom that is so; else NaT.

    Args:
        formed: the families of a day.
        residences: where registers ever had people.
        heard: the last day on which something happened to each person.
        on: the day; what was known by then counts.
    """
    home, lives = formed.standing.home, formed.lives
    child, adult = _carers(formed, formed.standing.counts & (home != NOWHERE))
    stays = np.zeros(len(home), bool)
    stays[child[home[child] == home[adult]]] = True
    told = home == lives.place  # not so of people whose home others tell
    later = ~stays[child] & told[child] & told[adult]
    later &= lives.newest[adult] > np.fmax(lives.newest, heard)[child]
    child, adult = child[later], adult[later]
    was = _once_there(adult, home[child], residences, on, len(home))
    child, adult = child[was], adult[was]
    since = np.full(len(home), np.datetime64("NaT"), "datetime64[D]")
    order = np.argsort(lives.newest[adult], kind="stable")
    since[child[order]] = lives.newest[adult[order]]
    return since


def _carers(formed: Formed, wanted: Flags) -> tuple[Codes, Codes]:
    """Give every child with every adult who heads a unit that names it, or is of its family in social care."""
    is_child = formed.standing.is_child
    row = formed.bonds
    named = np.zeros(int(row.unit.max(initial=-1)) + 1, bool)
    named[row.unit[wanted[row.person] & is_child[row.person]]] = True
    row = row.only(wanted[row.person] & named[row.unit])
    children = row.only(is_child[row.person])
    adults = row.only(~is_child[row.person] & (row.heads | (row.evidence == TOGETHER)))
    at, child = ByKey(adults.unit, len(named)).of(children.unit)
    return children.person[child], adults.person[at]


def _once_there(person: Codes, place: Codes, residences: Residence, on: np.datetime64, count: int) -> Flags:
    """Flag pairs of a person and a place at which some register has or had the person."""
    asked = np.zeros(count, bool)
    asked[person] = True
    told = residences.only(begun_by(residences, on) & asked[residences.person])
    places = int(max(told.place.max(initial=0), place.max(initial=0))) + 1
    flags: Flags = np.isin(person * places + place, told.person * places + told.place)
    return flags
