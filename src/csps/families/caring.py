"""For how long somebody is believed to look after the children of a family after the last word of where they live.

A partner moves out and tells nobody. Who looks after a child is said by a birth's register, a claim, a tenancy, an account or a
case. Whoever holds the home, or is paid for it, is believed as long as that goes on; anybody else the longer, the better the
register knows: `BELIEVED`. Whoever is believed no more, and whoever only shares the address, stays a carer, unconfirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.bonds import EVIDENCE, PARENT_AND_CHILD, TOGETHER
from csps.families.membership import CARER, CHILD, PARENT_MONTHS, names_child
from csps.families.people import UNKNOWN

if TYPE_CHECKING:
    from csps.families.columns import Codes, Days, Flags
    from csps.families.formed import Formed
    from csps.families.membership import Member

LAST_PARENT_MONTHS = 50 * 12
YEAR = 365
# Evidence -> for how many days after the last word of the adult's home it is believed where no register whose stays end when
# somebody leaves has the adult there still. A birth's register does not forget a parent; a couple that claims together parts
# more often than it tells. Measured on the borough, and valid there: benchmarks/results/families.md.
BELIEVED = {
    "parent and child": 4 * YEAR,
    "family in social care": 3 * YEAR,
    "benefit household": YEAR,
    "tenancy": YEAR,
    "homelessness application": YEAR,
    "programme": 2 * YEAR,
    "council tax": YEAR,
}
NEVER_SAID = np.iinfo(np.int64).max


def doubtful_carers(formed: Formed, living: Flags, on: np.datetime64) -> tuple[Flags, Flags]:
    """Flag the members who are carers by the word of a register that is old, and those who are by the address alone.

    The only adult of an age to be a parent who holds the home, or is paid for it, is no doubtful carer.

    Args:
        formed: the families of a day.
        living: of everybody, whether a register whose stays end when somebody leaves has them at home still.
        on: the day.
    """
    member, second, count = formed.member, formed.second, len(formed.family)
    old_enough = _of_an_age(member)
    fits = np.zeros(count, bool)
    fits[member.person[old_enough]] = True
    row = formed.shared.only(names_child(formed.shared, formed.family, formed.standing.is_child))
    adult = ~formed.standing.is_child[row.person]
    row = row.only(adult & (row.heads | ((row.evidence == TOGETHER) & fits[row.person])))
    person = np.concatenate([row.person, second.parent])
    heads = np.concatenate([row.heads, np.ones(len(second), bool)])
    evidence = np.concatenate([row.evidence, np.full(len(second), PARENT_AND_CHILD)])
    named, believed = np.zeros(count, bool), np.zeros(count, bool)
    named[person[heads]] = True
    believed[person[_is_believed(evidence, formed.standing.newest[person], living[person], on)]] = True
    parents = np.bincount(member.family[old_enough & (member.role != CHILD)], minlength=count)
    holds_alone = living[member.person] & (parents[member.family] == 1)
    doubtful = (member.role == CARER) & ~believed[member.person]
    stale: Flags = doubtful & named[member.person]
    by_address: Flags = doubtful & ~named[member.person] & ~holds_alone
    return stale, by_address


def _is_believed(evidence: Codes, newest: Days, living: Flags, on: np.datetime64) -> Flags:
    """Flag evidence that is still believed; none is where no register has the adult at any home."""
    days = np.array([BELIEVED.get(word, -1) for word in EVIDENCE], np.int64)[evidence]
    silent = np.isnat(newest)
    quiet = np.where(silent, NEVER_SAID, (on - np.where(silent, on, newest)).astype(np.int64))
    believed: Flags = (days >= 0) & (living | (quiet <= days))
    return believed


def _of_an_age(member: Member) -> Flags:
    """Flag the members who are as much older than the children of their family as parents are, and those of unknown age."""
    size = int(member.family.max(initial=-1)) + 1
    eldest, youngest = np.full(size, UNKNOWN), np.full(size, NEVER_SAID - LAST_PARENT_MONTHS)
    child = member.role == CHILD
    np.maximum.at(eldest, member.family[child], member.months[child])
    known = child & (member.months != UNKNOWN)
    np.minimum.at(youngest, member.family[known], member.months[known])
    older = member.months >= eldest[member.family] + PARENT_MONTHS
    fits: Flags = older & (member.months <= youngest[member.family] + LAST_PARENT_MONTHS)
    fits |= member.months == UNKNOWN
    return fits
