"""Families keep their ids from date to date while their core lasts: children, and the adults who look after them.

Of the families that the core of an old family is now in, the one with most of it goes on under the id: children count
before carers. An id that nobody goes on under is made from the anchor (`summary.name_families`), and from the day as well
where that id is taken.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from csps.families.membership import ADULT, CHILD
from csps.families.summary import LABEL, WIDTH, name_families

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from csps.families.columns import Codes
    from csps.families.membership import Member

CHILD_COUNTS = 1 << 20  # a child of the core counts for more than any number of adults


def core_of(member: Member) -> npt.NDArray[np.bool_]:
    """Flag the members who make a family the same from day to day: children, born or expected, and carers.

    A family without children is its adults.
    """
    core: npt.NDArray[np.bool_] = member.role != ADULT
    families, at = np.unique(member.family, return_inverse=True)
    childless = np.ones(len(families), bool)
    childless[at[core]] = False
    return core | childless[at]


def lasting_ids(
    before: Mapping[object, object], member: Member, person_ids: npt.NDArray[np.object_], anchors: Codes, day: str
) -> list[str]:
    """Give each family's id, in the order in which families stand in `member`.

    Args:
        before: id of the family whose core a person was in on the date before, by person.
        member: of all families, by family.
        person_ids: of every person.
        anchors: of each family, the person it is named after if it is new.
        day: in words; a part of ids that would otherwise be given twice.
    """
    begins = np.r_[True, member.family[1:] != member.family[:-1]][: len(member)]
    number = np.cumsum(begins) - 1
    core = core_of(member)
    shared: dict[tuple[str, int], int] = {}
    for family, person, role in zip(
        number[core].tolist(), person_ids[member.person[core]].tolist(), member.role[core].tolist(), strict=True
    ):
        was = before.get(person)
        if was is not None:
            key = (str(was), family)
            shared[key] = shared.get(key, 0) + (CHILD_COUNTS if role == CHILD else 1)
    own = name_families(person_ids[anchors]).tolist()
    return _given(shared, own, day, set(map(str, before.values())))


def _given(shared: Mapping[tuple[str, int], int], own: Sequence[str], day: str, taken: set[str]) -> list[str]:
    """Give ids by the greatest core in common, one to one; the rest get their own."""
    kept: dict[int, str] = {}
    gone: set[str] = set()
    for (was, family), _ in sorted(shared.items(), key=lambda each: (-each[1], own[each[0][1]], each[0][0])):
        if family not in kept and was not in gone:
            kept[family] = was
            gone.add(was)
    return [
        kept[family] if family in kept else name if name not in taken else _of_day(name, day)
        for family, name in enumerate(own)
    ]


def _of_day(name: str, day: str) -> str:
    return hashlib.sha256((LABEL + name + " " + day).encode()).hexdigest()[:WIDTH]
