"""Members of families on a day: their roles, and what their membership rests on.

A carer is an adult who is named as the parent of a child of the family, or who heads a claim, tenancy, application, case or
account that names one. Where nobody is, every adult at least sixteen years older than the eldest child is taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.code_lists.stages import FAMILY_ROLE
from csps.families.bonds import OWN_RECORD, SAME_ADDRESS
from csps.families.columns import Codes, Days, Rows, firsts
from csps.families.grouping import NO_FAMILY, Standing
from csps.families.people import UNKNOWN

if TYPE_CHECKING:
    from csps.families.bonds import Bond
    from csps.families.columns import Flags

ROLES = FAMILY_ROLE.values
CHILD, CARER, ADULT, EXPECTED = (ROLES.index(role) for role in ("child", "carer", "adult", "expected"))
PARENT_MONTHS = 16 * 12
NOTHING = OWN_RECORD + 1  # weaker than any evidence


@dataclass(frozen=True, slots=True)
class Member(Rows):
    """A person in a family: `role` is a position in `ROLES`, `evidence` one in `bonds.EVIDENCE`, `months` -1 if unknown."""

    family: Codes
    person: Codes
    role: Codes
    months: Codes
    started_on: Days
    evidence: Codes


def members_of(family: Codes, standing: Standing, unborn: Flags, since: Days, shared: Bond) -> Member:
    """Give the members of all families, by family and person.

    Args:
        family: of each person, -1 for none.
        standing: of each person.
        unborn: flags of those who are expected.
        since: of each person, since when their home is known.
        shared: bonds known on the day that tie members of one family (`shared_bonds`).
    """
    person = np.flatnonzero(family != NO_FAMILY)
    person = person[np.lexsort((person, family[person]))]
    evidence, known = _strongest(shared, len(family))
    alone = np.bincount(family[person], minlength=len(family))[family[person]] == 1
    unnamed = evidence[person] == NOTHING
    rests_on = np.where(unnamed, np.where(alone, OWN_RECORD, SAME_ADDRESS), evidence[person])
    started = np.where(unnamed, since[person], known[person])
    role = np.where(standing.is_child[person], CHILD, np.where(_cares(family, standing, shared)[person], CARER, ADULT))
    role = np.where(unborn[person], EXPECTED, role)
    return Member(family[person], person, role, standing.months[person], started, rests_on)


def shared_bonds(family: Codes, bonds: Bond) -> Bond:
    """Give the bonds whose unit names at least two members of one family, by unit, family and person."""
    row = bonds.only(family[bonds.person] != NO_FAMILY)
    order = np.lexsort((row.person, family[row.person], row.unit))
    row = row.only(order)
    new_meeting = firsts(row.unit, family[row.person])
    meeting = np.cumsum(new_meeting) - 1
    people = np.bincount(meeting[firsts(meeting, row.person)], minlength=len(row))
    return row.only(people[meeting] > 1)


def _strongest(shared: Bond, count: int) -> tuple[Codes, Days]:
    """Give each person's strongest evidence and since when it is known; a number past all evidence where there is none."""
    evidence = np.full(count, NOTHING)
    known = np.full(count, np.datetime64("NaT"), "datetime64[D]")
    order = np.lexsort((shared.known_on, shared.evidence, shared.person))
    first = order[firsts(shared.person[order])]
    evidence[shared.person[first]] = shared.evidence[first]
    known[shared.person[first]] = shared.known_on[first]
    return evidence, known


def names_child(shared: Bond, family: Codes, is_child: Flags) -> Flags:
    """Flag the rows of shared bonds whose unit names a child of the same family."""
    meeting = np.cumsum(firsts(shared.unit, family[shared.person])) - 1
    with_child = np.zeros(len(shared), bool)
    with_child[meeting[is_child[shared.person]]] = True
    flags: Flags = with_child[meeting]
    return flags


def _cares(family: Codes, standing: Standing, shared: Bond) -> Flags:
    """Flag the adults who look after a child of their family."""
    count = len(family)
    named = np.zeros(count, bool)
    named[shared.person[shared.heads & names_child(shared, family, standing.is_child)]] = True
    named &= ~standing.is_child
    there = family != NO_FAMILY
    has_named = np.zeros(count, bool)
    has_named[family[there & named]] = True
    eldest = np.full(count, UNKNOWN)
    children = there & standing.is_child
    np.maximum.at(eldest, family[children], standing.months[children])
    has_child = np.zeros(count, bool)
    has_child[family[children]] = True
    old_enough = (standing.months == UNKNOWN) | (standing.months >= eldest[family] + PARENT_MONTHS)
    taken: Flags = there & ~standing.is_child & old_enough & has_child[family] & ~has_named[family]
    return named | taken
