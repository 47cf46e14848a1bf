"""Who is one family on a day: people of one home, parted where a home holds several families.

A household is not a family. In a home that is not crowded everybody belongs to its one family with children, tied or
not. Where two families with children share a home, or where many people do (shared houses, hostels, temporary
accommodation), only ties make a family. Adults without children are a family only where they are tied.

Whoever stays in a refuge lives, for families, at a place of its own that no register names: no older address joins them
to the people they left. A child who is looked after away from its parents leaves the family's residents on the day it
becomes known, and so do the dead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from csps.families.columns import Codes, Days, Flags, firsts
from csps.families.homes import NOWHERE

if TYPE_CHECKING:
    from csps.families.bonds import Bond

FEW = 9  # people: from ten on a home is crowded, and only ties count
NO_FAMILY = -1
SILENT = np.timedelta64(4 * 365, "D")
"""An adult whom nothing ties to anybody, of whom no register has said anything new for so long, and whom no account, tenancy or
claim that goes on has there, is believed to have moved: a household that rents privately stays for some four years (English
Housing Survey, private rented sector), and few say when they go."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of each person on a day.

    Args:
        home: place, -1 for nowhere; from `places` on a place that only this day knows, such as a refuge.
        counts: whether the person is alive, born or expected, and not looked after elsewhere.
        is_child: whether the person is under 18 or unborn.
        expecting: whether the person is known to expect a child.
        months: age, -1 where it is not known.
        newest: the last day on which a register began to say that the person lives there.
        left_on: of each place, the last day on which a household left it, or NaT.
        silent: whether no register has said anything new of the person's home for `SILENT`, nor dates a stay there that
            goes on; None where nobody's silence counts.
    """

    home: Codes
    counts: Flags
    is_child: Flags
    expecting: Flags
    months: Codes
    newest: Days
    left_on: Days
    silent: Flags | None = None


def families_of(standing: Standing, bonds: Bond) -> Codes:
    """Give the family of each person, named by one of its members; -1 for people in no family.

    Args:
        standing: of every person.
        bonds: what was known by the day, ended or not.
    """
    settled = standing.counts & (standing.home != NOWHERE)
    count = len(settled)
    part = tied_parts(standing, bonds, settled)
    settled &= ~_gone(part, standing, settled) & ~_silent(part, standing, settled)
    part = np.where(settled, part, np.arange(count))
    joined = _one_home(part, standing, settled)
    return _kept(joined, standing, settled)


def settle(home: Codes, newest: Days, counts: Flags, bonds: Bond) -> Codes:
    """Give people without a known place the home of those they are tied to on the day; what is left stays nowhere.

    Of several homes it is that of the strongest tie, then of the one known last; of a unit's, that of its heads, then of
    whoever moved last. No person's pseudonym decides.

    Args:
        home: of each person.
        newest: the last day on which a register began to say so.
        counts: whom to look at.
        bonds: in force on the day.
    """
    seeking = counts[bonds.person] & (home[bonds.person] == NOWHERE)
    placed = counts[bonds.person] & (home[bonds.person] != NOWHERE)
    host = bonds.only(placed)
    order = np.lexsort((home[host.person], -newest[host.person].astype(np.int64), ~host.heads, host.unit))
    order = order[firsts(host.unit[order])]
    offered = np.full(int(bonds.unit.max(initial=0)) + 1, NOWHERE)
    offered[host.unit[order]] = home[host.person[order]]
    asked = bonds.only(seeking & (offered[bonds.unit] != NOWHERE))
    best = np.lexsort((offered[asked.unit], -asked.known_on.astype(np.int64), asked.evidence, asked.person))
    best = best[firsts(asked.person[best])]
    found = home.copy()
    found[asked.person[best]] = offered[asked.unit[best]]
    return found


def apart_from_all(home: Codes, places: int, bonds: Bond, counts: Flags) -> Codes:
    """Give everybody who still lives nowhere a place of the units they are tied in, or none where nothing ties them."""
    nowhere = counts[bonds.person] & (home[bonds.person] == NOWHERE)
    row = bonds.only(nowhere)
    part = _components(len(home), row.unit, row.person)
    found = home.copy()
    found[row.person] = places + part[row.person]
    return found


def tied_parts(standing: Standing, bonds: Bond, settled: Flags) -> Codes:
    """Give the tied part of each person, named by its lowest: those flagged who are members of one unit and live at one place."""
    row = bonds.only(settled[bonds.person])
    home = standing.home[row.person]
    _, meeting = np.unique(row.unit * (int(standing.home.max(initial=0)) + 2) + home, return_inverse=True)
    return _components(len(settled), meeting, row.person)


def _gone(part: Codes, standing: Standing, settled: Flags) -> Flags:
    """Flag whoever was at a place before a household left it, and is tied to nobody of whom anything newer is known."""
    newest = np.full(len(part), np.datetime64("0001-01-01"), "datetime64[D]")
    known = settled & ~np.isnat(standing.newest)
    np.maximum.at(newest, part[known], standing.newest[known])
    named = settled & (standing.home < len(standing.left_on))
    left = np.full(len(part), np.datetime64("NaT"), "datetime64[D]")
    left[named] = standing.left_on[standing.home[named]]
    gone: Flags = newest[part] <= left
    return gone


def _silent(part: Codes, standing: Standing, settled: Flags) -> Flags:
    """Flag adults of whom nothing new is known for long, and who are tied to nobody and expect no child."""
    if standing.silent is None:
        return np.zeros(len(part), bool)
    alone = np.bincount(part[settled], minlength=len(part))[part] == 1
    silent: Flags = standing.silent & alone & ~standing.is_child & ~standing.expecting
    return silent


def _components(count: int, meeting: Codes, person: Codes) -> Codes:
    """Give the part of each person where everybody at one meeting is of one part, named by its lowest person."""
    order = np.lexsort((person, meeting))
    meeting, person = meeting[order], person[order]
    first = np.maximum.accumulate(np.where(firsts(meeting), np.arange(len(meeting)), 0)) if len(meeting) else meeting
    graph = coo_array((np.ones(len(person), np.int8), (person, person[first])), shape=(count, count))
    _, part = connected_components(graph, directed=False)
    _, lowest = np.unique(part, return_index=True)
    named: Codes = lowest[part].astype(np.int64) if count else np.zeros(0, np.int64)
    return named


def _one_home(part: Codes, standing: Standing, settled: Flags) -> Codes:
    """Join the parts of a home into one, where it is not crowded, holds children, and not two families with children."""
    size = int(standing.home.max(initial=0)) + 1
    home = np.where(settled, standing.home, 0)
    people = np.bincount(home[settled], minlength=size)
    has_child = np.zeros(len(part), bool)
    has_adult = np.zeros(len(part), bool)
    has_child[part[settled & standing.is_child]] = True
    has_adult[part[settled & ~standing.is_child]] = True
    heads = np.flatnonzero(settled & (part == np.arange(len(part))))
    whole = np.bincount(home[heads][has_child[heads] & has_adult[heads]], minlength=size)
    with_child = np.bincount(home[heads][has_child[heads]], minlength=size)
    one = (people <= FEW) & (with_child > 0) & (whole <= 1)
    lowest = np.full(size, len(part))
    np.minimum.at(lowest, home[settled], part[settled])
    return np.where(settled & one[home], lowest[home], part)


def _kept(part: Codes, standing: Standing, settled: Flags) -> Codes:
    """Leave out adults whom nothing ties to anybody, unless they expect a child."""
    size = np.bincount(part[settled], minlength=len(part))
    with_child = np.zeros(len(part), bool)
    with_child[part[settled & (standing.is_child | standing.expecting)]] = True
    kept = settled & ((size[part] > 1) | with_child[part])
    return np.where(kept, part, NO_FAMILY)
