"""Who joined which family and who left it, written down as spells from a day to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from csps.families.frames.roles import WORDS
from csps.families.membership import ROLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.families.columns import Days, Flags
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
        self._told: list[tuple[object, ...]] = []
        self._begun = False

    def turn(self, live: Flags, days: Days, member: Member, family: npt.NDArray[np.object_]) -> None:
        """Take a round in: close the spells that it ended and open those that it began.

        Args:
            live: flags of the persons for whom the round is a day of its own.
            days: of each person, the day.
            member: of all families.
            family: the id of each member's family.
        """
        now = self._spells_of(days, member, family)
        for person in np.flatnonzero(live).tolist():
            self._turn(person, now.get(person, {}), days[person])
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

    def _spells_of(self, days: Days, member: Member, family: npt.NDArray[np.object_]) -> dict[int, dict[str, Spell]]:
        found: dict[int, dict[str, Spell]] = {}
        columns = (member.person, family, member.role, member.evidence)
        for person, name, role, evidence in zip(*(column.tolist() for column in columns), strict=True):
            since = days[person] if self._begun else NEVER
            found.setdefault(person, {})[name] = Spell(name, role, since, evidence)
        return found

    def _turn(self, person: int, now: dict[str, Spell], day: np.datetime64) -> None:
        before = self._held.get(person, {})
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


def _rank(day: object) -> str:
    return "" if np.isnat(day) else str(day)  # type: ignore[call-overload]  # a datetime64 in a row of many kinds
