"""Who looks after the children of a family: a role that has to be earned, and that ends when nobody has said so for long.

Somebody who is in a family may be a lodger, a grandparent, a grown-up child, or a partner who has left and of whom no register
has heard. A carer is an adult whom a register names as such beside a child of the family: as its parent, as the head of
a claim, tenancy, application, case or account that names it, or as a grown-up of its family in social care. The better
a register knows, and the fresher its last word of where the adult lives, the longer it is believed: `BELIEVED`.
An adult whom only the address ties is an adult, and no carer, unless nobody is named and it is the only one of an age to be a
parent, and holds the home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.families.bonds import EVIDENCE, TOGETHER
from csps.families.grouping import NO_FAMILY
from csps.families.people import UNKNOWN

if TYPE_CHECKING:
    from csps.families.bonds import Bond
    from csps.families.columns import Codes, Flags
    from csps.families.grouping import Standing

PARENT_MONTHS, LAST_PARENT_MONTHS = 16 * 12, 50 * 12
YEAR, EVER = 365, np.iinfo(np.int64).max
# Evidence -> for how many days after the last word of the adult's home it is believed: where a register whose stays end when
# somebody leaves has the adult there still, and where none has. A birth's register does not forget a parent; a couple that
# claims together parts more often than it tells. Measured: benchmarks/results/families.md.
BELIEVED = {
    "parent and child": (EVER, 4 * YEAR),
    "family in social care": (EVER, 3 * YEAR),
    "benefit household": (4 * YEAR, YEAR),
    "tenancy": (4 * YEAR, YEAR),
    "homelessness application": (2 * YEAR, YEAR),
    "programme": (4 * YEAR, 2 * YEAR),
    "council tax": (2 * YEAR, YEAR),
}


def carers(family: Codes, standing: Standing, shared: Bond) -> Flags:
    """Flag the adults who look after a child of their family.

    Where `standing.quiet` is not told, as in frames that say themselves from when to when somebody lived where, everything is
    believed, and where nobody is named every adult at least sixteen years older than the eldest child is taken for one.

    Args:
        family: of each person, -1 for none.
        standing: of each person.
        shared: bonds whose unit names at least two members of one family.
    """
    there = family != NO_FAMILY
    old_enough, has_child = _of_an_age(family, standing, there)
    adult = there & ~standing.is_child
    named = np.zeros(len(family), bool)
    row = shared.only(_with_child(family, standing, shared))
    says = row.heads | ((row.evidence == TOGETHER) & old_enough[row.person])
    named[row.person[says & _believed(row, standing)]] = True
    named &= adult
    has_named = np.zeros(len(family), bool)
    has_named[family[named]] = True
    taken: Flags = adult & old_enough & has_child[family] & ~has_named[family]
    if standing.quiet is not None and standing.living is not None:
        taken &= standing.living & (_count(family, adult & old_enough)[family] == 1)
    return named | taken


def _with_child(family: Codes, standing: Standing, shared: Bond) -> Flags:
    """Flag the rows of units that name a child of the same family."""
    _, meeting = np.unique(shared.unit * len(family) + family[shared.person], return_inverse=True)
    with_child = np.zeros(len(shared) + 1, bool)
    with_child[meeting[standing.is_child[shared.person]]] = True
    flags: Flags = with_child[meeting]
    return flags


def _believed(row: Bond, standing: Standing) -> Flags:
    """Flag the rows whose evidence is still believed of the person."""
    if standing.quiet is None or standing.living is None:
        return np.ones(len(row), bool)
    never = (-1, -1)
    days = np.array([BELIEVED.get(word, never) for word in EVIDENCE], np.int64)[row.evidence]
    lasting = np.where(standing.living[row.person], days[:, 0], days[:, 1])
    believed: Flags = standing.quiet[row.person] <= lasting
    return believed


def _of_an_age(family: Codes, standing: Standing, there: Flags) -> tuple[Flags, Flags]:
    """Flag the people who are as much older than the children of their family as parents are; and the families with children."""
    count = len(family)
    eldest, youngest = np.full(count, UNKNOWN), np.full(count, EVER)
    children = there & standing.is_child
    np.maximum.at(eldest, family[children], standing.months[children])
    known = children & (standing.months != UNKNOWN)
    np.minimum.at(youngest, family[known], standing.months[known])
    has_child = np.zeros(count, bool)
    has_child[family[children]] = True
    older = standing.months - eldest[family] >= PARENT_MONTHS
    old_enough: Flags = (standing.months == UNKNOWN) | older
    if standing.quiet is not None:
        last = np.minimum(youngest, EVER - LAST_PARENT_MONTHS)[family] + LAST_PARENT_MONTHS
        old_enough &= standing.months <= last
    return old_enough, has_child


def _count(family: Codes, which: Flags) -> Codes:
    """Count flagged people by family."""
    counted: Codes = np.bincount(family[which], minlength=len(family))
    return counted
