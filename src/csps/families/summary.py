"""Families as rows: how many of whom, where, how old the children are, under what name.

A family is named after its eldest child, and a family without children after its eldest adult: the name lasts as long as
that person belongs to it, whoever else comes and goes. It is a hash of that person's pseudonym, so no key is needed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from csps.families.columns import Codes, Flags, Rows, firsts
from csps.families.membership import CHILD, EXPECTED, Member
from csps.families.people import UNKNOWN

if TYPE_CHECKING:
    from csps.settings.choices import Cohort

LABEL = "csps family "
WIDTH = 32  # hexadecimal digits, as keyed pseudonyms have


@dataclass(frozen=True, slots=True)
class Family(Rows):
    """A family on a day; -1 where a place or an age is not known."""

    anchor: Codes
    place: Codes
    members: Codes
    children: Codes
    adults: Codes
    expected: Codes
    youngest: Codes
    oldest: Codes
    in_cohort: Flags


def summarise(members: Member, home: Codes, places: int, expecting: Flags, seen: Flags, *, cohort: Cohort) -> Family:
    """Give the families in the order in which they stand in `members`.

    Args:
        members: by family.
        home: of each person; from `places` on it is nothing that has a name.
        places: how many there are.
        expecting: flags of the persons who expect a child.
        seen: flags of the persons whom some agency knew lately.
        cohort: whom the programme looks at.
    """
    begins = np.flatnonzero(firsts(members.family)) if len(members) else np.zeros(0, np.int64)
    born = members.role == CHILD
    unborn = _sum(members.role == EXPECTED, begins)
    pregnant = _sum(expecting[members.person] & ~born, begins)
    expected = np.maximum(unborn, pregnant)
    children, adults = _sum(born, begins), _sum(~born & (members.role != EXPECTED), begins)
    far = np.iinfo(np.int64).max
    youngest = _reduce(np.minimum, np.where(born & (members.months != UNKNOWN), members.months, far), begins)
    oldest = _reduce(np.maximum, np.where(born, members.months, UNKNOWN), begins)
    place = home[members.person[begins]]
    small = youngest < cohort.child_under_years * 12
    wanted = small | (cohort.expected_children & (expected > 0))
    return Family(
        anchor=anchors_of(members, begins),
        place=np.where(place < places, place, UNKNOWN),
        members=children + adults + expected,
        children=children,
        adults=adults,
        expected=expected,
        youngest=np.where(youngest == far, UNKNOWN, youngest),
        oldest=oldest,
        in_cohort=wanted & (_sum(seen[members.person], begins) > 0),
    )


def anchors_of(members: Member, begins: Codes) -> Codes:
    """Give the eldest child of each family, else its eldest adult; of equal ages the lower pseudonym."""
    adult = (members.role != CHILD).astype(np.int64)
    last = (members.role == EXPECTED).astype(np.int64)
    order = np.lexsort((members.person, -members.months, adult, last, members.family))
    return members.person[order][begins]


def name_families(anchors: npt.NDArray[Any]) -> npt.NDArray[np.object_]:
    """Give the pseudonym of each family from its anchor's.

    >>> name_families(np.array(["00"], dtype=object)).tolist()
    ['f947a9b82058b62f3f3de676e1e5a524']
    """
    digests = [hashlib.sha256((LABEL + str(anchor)).encode()).hexdigest()[:WIDTH] for anchor in anchors.tolist()]
    return np.array(digests, dtype=object)


def _sum(flags: Flags, begins: Codes) -> Codes:
    return _reduce(np.add, flags.astype(np.int64), begins)


def _reduce(fold: np.ufunc, values: Codes, begins: Codes) -> Codes:
    folded: Codes = fold.reduceat(values, begins) if len(begins) else np.zeros(0, np.int64)
    return folded
