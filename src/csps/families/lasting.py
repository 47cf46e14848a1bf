"""Families keep their ids from date to date while their core lasts: children, and the adults who look after them.

Of the families that the core of an old family is now in, the one with most of it goes on under the id: children count
before carers. An id that nobody goes on under is made from the anchor (`summary.name_families`), and from the day as well
where that id is taken.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from csps.families.columns import firsts
from csps.families.membership import ADULT, CARER, CHILD, ROLES
from csps.families.summary import LABEL, WIDTH, name_families

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    import numpy.typing as npt

    from csps.families.columns import Codes, Flags
    from csps.families.membership import Member
    from csps.store import Connection

    Texts = npt.NDArray[np.object_]

MEMBERSHIP = "families.membership"
CHILD_COUNTS = 1 << 20  # a child of the core counts for more than any number of adults


class LastIds:
    """The ids that families had on the last date before another, of those published and those formed since.

    Only earlier dates count, so that nothing learnt later changes an id of the past.

    Args:
        lake: where families of other dates lie.
    """

    def __init__(self, lake: Connection) -> None:
        self._lake = lake
        published = {} if lake.manifest is None else lake.manifest.parts.get(MEMBERSHIP, {})
        self._published = sorted(published)
        self._formed: tuple[str, dict[object, object]] = ("", {})

    def of(self, day: date, member: Member, person_ids: Texts, anchors: Codes) -> Texts:
        """Give the id of each family of a day, in the order in which they stand in `member`; days come in order."""
        on = day.isoformat()
        before = self._before(on)
        taken = set(map(str, before.values()))
        given = lasting_ids(before, member, person_ids, anchors, day=on, is_taken=taken.__contains__)
        ids = np.array(given, dtype=object)
        core = core_of(member)
        family = ids[np.cumsum(firsts(member.family)) - 1]
        self._formed = on, families_of_one(person_ids[member.person[core]], family[core])
        return ids

    def _before(self, on: str) -> dict[object, object]:
        """Give the family of everybody who was in the core of one on the last date before."""
        earlier = [part for part in self._published if part < on]
        if not earlier or earlier[-1] <= self._formed[0]:
            return self._formed[1]
        member = self._lake.table(MEMBERSHIP, part=earlier[-1])
        rows = member.order_by("person_id", "family_id").select("person_id", "family_id", "role").to_pyarrow()
        family, role = rows.column("family_id").to_numpy(), rows.column("role").to_numpy()
        core = _core_among(family, role != ROLES[ADULT])
        return families_of_one(rows.column("person_id").to_numpy()[core], family[core])


def families_of_one(persons: Texts, families: Texts) -> dict[object, object]:
    """Give everybody's family; whoever is in two says nothing about which goes on."""
    named = persons.tolist()
    often = Counter(named)
    return {person: family for person, family in zip(named, families.tolist(), strict=True) if often[person] == 1}


def core_of(member: Member) -> Flags:
    """Flag the members who make a family the same from day to day: children, born or expected, and carers.

    A family without children is its adults.
    """
    return _core_among(member.family, member.role != ADULT)


def _core_among(family: npt.NDArray[np.generic], counts: Flags) -> Flags:
    """Flag the core among members of some families, given whether each is a child or a carer."""
    families, at = np.unique(family, return_inverse=True)
    childless = np.ones(len(families), bool)
    childless[at[counts]] = False
    core: Flags = counts | childless[at]
    return core


def lasting_ids(
    before: Mapping[object, object],
    member: Member,
    person_ids: npt.NDArray[np.object_],
    anchors: Codes,
    *,
    day: str,
    is_taken: Callable[[str], bool],
) -> list[str]:
    """Give each family's id, in the order in which families stand in `member`.

    Args:
        before: id of the family whose core a person was in on the date before, by person.
        member: of all families, by family.
        person_ids: of every person.
        anchors: of each family, the person it is named after if it is new.
        day: in words; a part of ids that would otherwise be given twice.
        is_taken: says whether no new family may be given an id.
    """
    number = np.cumsum(firsts(member.family)) - 1
    core = core_of(member)
    shared: dict[tuple[str, int], int] = {}
    for family, person, role in zip(
        number[core].tolist(), person_ids[member.person[core]].tolist(), member.role[core].tolist(), strict=True
    ):
        was = before.get(person)
        if was is not None:
            key = (str(was), family)
            shared[key] = shared.get(key, 0) + (CHILD_COUNTS if role == CHILD else 1)
    own = _own_names(member, person_ids, anchors)
    return _given(shared, own, day, is_taken)


def _own_names(member: Member, person_ids: Texts, anchors: Codes) -> list[str]:
    """Give the name of each family if it is new: its anchor's, and where two have one (a child of both), an adult's too."""
    names: list[str] = name_families(person_ids[anchors]).tolist()
    twice = {name for name, count in Counter(names).items() if count > 1}
    if not twice:
        return names
    number = np.cumsum(firsts(member.family)) - 1
    adults: dict[int, str] = {}
    for place, person, role in zip(
        number.tolist(), person_ids[member.person].tolist(), member.role.tolist(), strict=True
    ):
        if names[place] in twice and role in (CARER, ADULT):
            adults[place] = min(adults.get(place, str(person)), str(person))
    return [_of_day(name, adults.get(place, "")) if name in twice else name for place, name in enumerate(names)]


def _given(
    shared: Mapping[tuple[str, int], int], own: Sequence[str], day: str, is_taken: Callable[[str], bool]
) -> list[str]:
    """Give ids by the greatest core in common, one to one; the rest get their own."""
    kept: dict[int, str] = {}
    gone: set[str] = set()
    for (was, family), _ in sorted(shared.items(), key=lambda each: (-each[1], own[each[0][1]], each[0][0])):
        if family not in kept and was not in gone:
            kept[family] = was
            gone.add(was)
    return [
        kept[family] if family in kept else _of_day(name, day) if is_taken(name) else name
        for family, name in enumerate(own)
    ]


def _of_day(name: str, day: str) -> str:
    return hashlib.sha256((LABEL + name + " " + day).encode()).hexdigest()[:WIDTH]
