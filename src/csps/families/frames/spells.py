"""Who joined which family and who left it, written down as spells from a day to a day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from csps.families.columns import firsts
from csps.families.frames.roles import WORDS
from csps.families.lasting import core_of, families_of_one, lasting_ids
from csps.families.membership import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from csps.families.columns import Codes, Days
    from csps.families.membership import Member

COLUMNS = ("family_id", "person_id", "role", "from", "to", "evidence")
NEVER = np.datetime64("NaT", "D")


class Spell(NamedTuple):
    """A person in a family in one role since a day; NaT for always."""

    family: str
    role: int
    since: np.datetime64
    evidence: int


class Chronicle:
    """Spells as rounds follow one another.

    Args:
        person_ids: of every person.
    """

    def __init__(self, person_ids: npt.NDArray[np.object_]) -> None:
        self._ids = person_ids
        self._held: dict[int, dict[str, Spell]] = {}
        self._members: Counter[object] = Counter()
        self._core: dict[object, object] = {}
        self._cores: Counter[object] = Counter()
        self._told: list[tuple[object, ...]] = []
        self._begun = False

    def turn(self, person: Codes, days: Days, member: Member, anchors: Codes, number: str) -> None:
        """Take a round in: name its families, close the spells that it ended and open those that it began.

        Args:
            person: everybody whose family may be another than before, in order.
            days: of each of them, the day.
            member: of their families.
            anchors: of each family, the person it is named after if it is new.
            number: of the round, in words.
        """
        family = self._named(person, member, anchors, number)
        now = _spells_of(dict(zip(person.tolist(), days, strict=True)) if self._begun else {}, member, family)
        for who, day in zip(person.tolist(), days, strict=True):
            self._turn(who, now.get(who, {}), day)
        self._begun = True

    def closed(self) -> pd.DataFrame:
        """Give everything that was written down; what is held still has no last day."""
        still = [self._row(person, spell, NEVER) for person, held in self._held.items() for spell in held.values()]
        order = sorted([*self._told, *still], key=lambda row: (str(row[0]), _rank(row[3]), str(row[1]), str(row[2])))
        held = {name: [row[place] for row in order] for place, name in enumerate(COLUMNS)}
        found = pd.DataFrame({name: pd.Series(held[name], dtype=object) for name in COLUMNS})
        for name in ("from", "to"):
            found[name] = pd.Series(np.array(held[name], dtype="datetime64[D]").astype("datetime64[s]"))
        return found

    def _named(self, person: Codes, member: Member, anchors: Codes, number: str) -> npt.NDArray[np.object_]:
        """Give the id of each member's family; one that goes on among people whom the round leaves alone is theirs."""
        everybody = person.tolist()
        within: Counter[object] = Counter(family for who in everybody for family in self._held.get(who, {}))

        def is_elsewhere(family: object) -> bool:
            return self._members[family] > within[family]

        def is_taken(family: object) -> bool:
            return self._cores[family] > 0 or is_elsewhere(family)

        names = zip(everybody, self._ids[person].tolist(), strict=True)
        was = {name: self._core[who] for who, name in names if who in self._core}
        before = {name: family for name, family in was.items() if not is_elsewhere(family)}
        ids = lasting_ids(before, member, self._ids, anchors, day=number, is_taken=is_taken)
        family: npt.NDArray[np.object_] = np.array(ids, dtype=object)[np.cumsum(firsts(member.family)) - 1]
        self._keep_core(member, family)
        return family

    def _keep_core(self, member: Member, family: npt.NDArray[np.object_]) -> None:
        core = core_of(member)
        now = families_of_one(member.person[core].astype(object), family[core])
        self._cores.subtract(self._core[who] for who in now if who in self._core)
        self._cores.update(now.values())
        self._core |= now

    def _turn(self, person: int, now: dict[str, Spell], day: np.datetime64) -> None:
        before = self._held.get(person, {})
        self._members.subtract(before.keys())
        self._members.update(now.keys())
        for name, spell in before.items():
            if name not in now or now[name].role != spell.role:
                self._told.append(self._row(person, spell, day - np.timedelta64(1, "D")))
        self._held[person] = {
            name: before[name]._replace(evidence=min(before[name].evidence, spell.evidence))
            if name in before and before[name].role == spell.role
            else spell
            for name, spell in now.items()
        }

    def _row(self, person: int, spell: Spell, to: np.datetime64) -> tuple[object, ...]:
        return (spell.family, self._ids[person], ROLES[spell.role], spell.since, to, WORDS[spell.evidence])


def _spells_of(
    since: Mapping[int, np.datetime64], member: Member, family: npt.NDArray[np.object_]
) -> dict[int, dict[str, Spell]]:
    found: dict[int, dict[str, Spell]] = {}
    columns = (member.person, family, member.role, member.evidence)
    for person, name, role, evidence in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault(person, {})[name] = Spell(name, role, since.get(person, NEVER), evidence)
    return found


def _rank(day: object) -> str:
    return "" if np.isnat(day) else str(day)  # type: ignore[call-overload]  # a datetime64 in a row of many kinds
