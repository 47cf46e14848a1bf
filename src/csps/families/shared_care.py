"""Children of two homes: with the family they live with, and with the other parent where a register has them there too.

Shared care needs three things at once, because registers hear of moves late: somebody named as the child's parent lives
elsewhere; a register that dates its addresses still has the child there; and the child has a home and a family already.
A parent who lives alone makes a family with the child then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.families.bonds import PARENT_AND_CHILD
from csps.families.columns import ByKey, Codes, Days, Rows, firsts
from csps.families.grouping import NO_FAMILY
from csps.families.homes import NOWHERE
from csps.families.membership import CARER, CHILD, EXPECTED, Member

if TYPE_CHECKING:
    from csps.families.bonds import Bond
    from csps.families.columns import Flags
    from csps.families.grouping import Standing


@dataclass(frozen=True, slots=True)
class Second(Rows):
    """A child with a further family by way of a parent; `known_on` is since when that one is named as the parent."""

    child: Codes
    parent: Codes
    family: Codes
    known_on: Days


def second_families(
    family: Codes, standing: Standing, further: tuple[Codes, Codes], bonds: Bond
) -> tuple[Codes, Second]:
    """Give everybody's family, with those of parents who have one only by shared care, and the children's second ones.

    Args:
        family: of each person, -1 for none.
        standing: of each person.
        further: persons and places where a register that dates its addresses has them besides their home.
        bonds: known on the day.
    """
    named = bonds.only((bonds.evidence == PARENT_AND_CHILD) & standing.counts[bonds.person])
    parents, children = named.only(named.heads & ~named.is_child), named.only(named.is_child)
    row, parent = _pairs(children, parents)
    child = children.person[row]
    places = int(max(standing.home.max(initial=0), further[1].max(initial=0))) + 2
    shared = (
        standing.is_child[child]
        & ~standing.is_child[parent]
        & (family[child] != NO_FAMILY)
        & (standing.home[parent] != NOWHERE)
        & (standing.home[parent] != standing.home[child])
        & np.isin(child * places + standing.home[parent], further[0] * places + further[1])
    )
    joined = family.copy()
    alone = parent[shared & (family[parent] == NO_FAMILY)]
    joined[alone] = alone
    found = Second(child, parent, joined[parent], children.known_on[row]).only(
        shared & (joined[parent] != family[child])
    )
    order = np.lexsort((found.known_on, found.parent, found.child))
    found = found.only(order)
    return joined, found.only(firsts(found.child, found.parent)) if len(found) else found


def with_second(member: Member, second: Second, standing: Standing, unborn: Flags) -> Member:
    """Give the members with those children added to their second families, by family and person."""
    if not len(second):
        return member
    cares = np.isin(_key(member.family, member.person, standing), _key(second.family, second.parent, standing))
    _, once = np.unique(_key(second.family, second.child, standing), return_index=True)
    child, family = second.child[once], second.family[once]
    grown = Member(
        np.concatenate([member.family, family]),
        np.concatenate([member.person, child]),
        np.concatenate([np.where(cares, CARER, member.role), np.where(unborn[child], EXPECTED, CHILD)]),
        np.concatenate([member.months, standing.months[child]]),
        np.concatenate([member.started_on, second.known_on[once]]),
        np.concatenate([np.where(cares, PARENT_AND_CHILD, member.evidence), np.full(len(child), PARENT_AND_CHILD)]),
    )
    return grown.only(np.lexsort((grown.person, grown.family)))


def _key(family: Codes, person: Codes, standing: Standing) -> Codes:
    return family * len(standing.home) + person


def _pairs(children: Bond, parents: Bond) -> tuple[Codes, Codes]:
    """Give the row of every child with every parent of its units."""
    units = int(max(parents.unit.max(initial=-1), children.unit.max(initial=-1))) + 1
    at, row = ByKey(parents.unit, units).of(children.unit)
    return row, parents.person[at]
