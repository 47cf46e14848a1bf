"""Members of families on a day: their roles, and what their membership rests on.

Who is a carer, and for how long it is believed, is said in `caring`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.code_lists.stages import FAMILY_ROLE
from csps.families.bonds import OWN_RECORD, SAME_ADDRESS
from csps.families.caring import carers
from csps.families.columns import Codes, Days, Rows, firsts
from csps.families.grouping import NO_FAMILY, Standing

if TYPE_CHECKING:
    from csps.families.bonds import Bond
    from csps.families.columns import Flags

ROLES = FAMILY_ROLE.values
CHILD, CARER, ADULT, EXPECTED = (ROLES.index(role) for role in ("child", "carer", "adult", "expected"))
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


def members_of(family: Codes, standing: Standing, unborn: Flags, since: Days, bonds: Bond) -> Member:
    """Give the members of all families, by family and person.

    Args:
        family: of each person, -1 for none.
        standing: of each person.
        unborn: flags of those who are expected.
        since: of each person, since when their home is known.
        bonds: known on the day.
    """
    person = np.flatnonzero(family != NO_FAMILY)
    person = person[np.lexsort((person, family[person]))]
    shared = _shared(family, bonds)
    evidence, known = _strongest(shared, len(family))
    alone = np.bincount(family[person], minlength=len(family))[family[person]] == 1
    unnamed = evidence[person] == NOTHING
    rests_on = np.where(unnamed, np.where(alone, OWN_RECORD, SAME_ADDRESS), evidence[person])
    started = np.where(unnamed, since[person], known[person])
    role = np.where(standing.is_child[person], CHILD, np.where(carers(family, standing, shared)[person], CARER, ADULT))
    role = np.where(unborn[person], EXPECTED, role)
    return Member(family[person], person, role, standing.months[person], started, rests_on)


def _shared(family: Codes, bonds: Bond) -> Bond:
    """Give the bonds whose unit names at least two members of one family."""
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
