"""Memberships that nothing confirms any more: who is still counted in a family, and what speaks against it.

Registers rarely say that somebody has gone; mostly they fall silent. Nobody drops out of a family by silence
(docs/decisions/0033): a member stays one, and a **doubt** is written beside the membership, with its day and the day of the last
word about the person, so that somebody can ask. Where several doubts stand against a membership it is the first in the order
of `FAMILY_DOUBT`. What is said of somebody's home is told in the family of that home only.

Nobody who is in a refuge is doubted: no register may tell where they live, and it is known that they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.code_lists.stages import FAMILY_DOUBT
from csps.families.caring import doubtful_carers
from csps.families.columns import Codes, Days, Rows
from csps.families.grouping import tied_parts
from csps.families.heard import NEVER
from csps.families.homes import NOWHERE
from csps.families.membership import CHILD, EXPECTED
from csps.families.moving import carers_elsewhere
from csps.families.people import whom
from csps.families.schooling import off_every_roll

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csps.families.columns import Flags
    from csps.families.formed import Formed
    from csps.families.homes import Residence
    from csps.families.people import Index, Span

DOUBTS = FAMILY_DOUBT.values
UNHEARD = np.timedelta64(2 * 365, "D")
"""After so long without a word about anybody of a family its silence is told: two rounds of every yearly return."""
NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Unconfirmed(Rows):
    """A doubt about a membership.

    `member` is a row of the members, `doubt` a position in `DOUBTS`; `since` is the day from which it stands, `last_word_on` the
    last day on which a register began to say that the person lives there, or anything happened to them; NaT for none.
    """

    member: Codes
    doubt: Codes
    since: Days
    last_word_on: Days


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of people besides where they live, to ask whether they still do.

    Args:
        enrolments: who was on which roll.
        taught_at_home: who was educated at home.
        heard: the last day on which something happened to each person, as known by the day; `heard.NEVER` for nothing.
    """

    enrolments: Span
    taught_at_home: Span
    heard: Days


def unconfirmed_on(formed: Formed, words: Words, residences: Residence, index: Index, day: date) -> Unconfirmed:
    """Give the doubts about the members of the families of a day, from what was known by then, in the members' order.

    Args:
        formed: the families of the day.
        words: what is said of people by then.
        residences: where registers ever had people.
        index: the persons.
        day: on which the families were formed.
    """
    member, on = formed.member, np.datetime64(day)
    doubt, since = np.full(len(member), len(DOUBTS)), np.full(len(member), NO_DAY)
    open_to_doubt = (member.role != EXPECTED) & ~formed.hidden[member.person]
    for number, (flags, days) in enumerate(_doubts(formed, words, residences, index, day)):
        new = flags & (doubt == len(DOUBTS)) & open_to_doubt
        doubt[new], since[new] = number, days[new]
    found = np.flatnonzero(doubt < len(DOUBTS))
    last_word = _last_word(formed, words)[member.person[found]]
    return Unconfirmed(found, doubt[found], since[found], np.minimum(last_word, on))


def _doubts(
    formed: Formed, words: Words, residences: Residence, index: Index, day: date
) -> Iterator[tuple[Flags, Days]]:
    """Yield flags of members and the days since when, in the order of `DOUBTS`."""
    member, on = formed.member, np.datetime64(day)
    living, newest = formed.lives.living, formed.standing.newest
    off_roll = off_every_roll(
        words.enrolments, words.taught_at_home, index.people.month_of_birth, newest=newest, heard=words.heard, day=day
    )
    elsewhere = carers_elsewhere(formed, residences, words.heard, on)
    at_home = formed.standing.home == formed.lives.place  # not so of people whose home others tell
    left = np.where(at_home, formed.lives.ended_on, NO_DAY)
    stale, by_address = doubtful_carers(formed, living, on)
    since = off_roll[member.person]
    yield ~np.isnat(since) & (member.role == CHILD), since
    lives_with = member.family == formed.family[member.person]
    for days in (_taken_over(formed, words), left, elsewhere):
        yield lives_with & ~np.isnat(days[member.person]), days[member.person]
    silent = _long_silence(formed, words, day)
    yield ~np.isnat(silent), silent
    yield stale, newest[member.person]
    yield by_address, np.full(len(member), NO_DAY)


def _taken_over(formed: Formed, words: Words) -> Days:
    """Give for each person since when others hold the home, who are tied to nobody of whom anything newer is known; else NaT."""
    standing, lives = formed.standing, formed.lives
    settled = standing.counts & (standing.home == lives.place) & (standing.home != NOWHERE)
    holder = settled & ~np.isnat(lives.taken_on)
    count = int(standing.home.max(initial=NOWHERE)) + 1
    taken_on = _latest(standing.home[holder], lives.taken_on[holder], count)
    taken = np.full(len(settled), NO_DAY)
    taken[settled] = taken_on[standing.home[settled]]
    asked = np.zeros(count, bool)
    asked[standing.home[settled & (standing.newest < taken) & ~lives.living]] = True
    settled[settled] = asked[standing.home[settled]]
    part = tied_parts(standing, formed.bonds, settled)
    last = _latest(part[settled], np.fmax(standing.newest, words.heard)[settled], len(part))
    lives_on = np.zeros(len(part), bool)
    lives_on[part[settled & lives.living]] = True
    return np.where(settled & (last[part] < taken) & ~lives_on[part], taken, NO_DAY)


def _long_silence(formed: Formed, words: Words, day: date) -> Days:
    """Give for each member the last word about the family, where it is `UNHEARD` ago; else NaT.

    Whoever holds a home or is paid for it, is on a school's roll or expects a child is heard of as long as that goes on.
    """
    member, standing, lives = formed.member, formed.standing, formed.lives
    count = len(formed.family)
    goes_on = lives.living | standing.expecting | whom(words.enrolments, day, count) | (standing.home != lives.place)
    heard_of = np.zeros(count, bool)
    heard_of[member.family[goes_on[member.person]]] = True
    last = _latest(member.family, np.fmax(standing.newest, words.heard)[member.person], count)[member.family]
    silent = ~heard_of[member.family] & (last < np.datetime64(day) - UNHEARD)
    return np.where(silent, last, NO_DAY)


def _last_word(formed: Formed, words: Words) -> Days:
    """Give the last word about each person, NaT where there is none."""
    return np.fmax(formed.lives.newest, np.where(words.heard == NEVER, NO_DAY, words.heard))


def _latest(group: Codes, days: Days, count: int) -> Days:
    """Give the latest day of each of `count` groups; `NEVER` where there is none."""
    latest = np.full(count, NEVER)
    np.maximum.at(latest, group, days)
    return latest
