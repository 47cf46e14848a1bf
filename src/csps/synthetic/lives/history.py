"""Everything that was lived, to be looked at: the agencies and the truth read this, and nothing else.

A history is finished and never changes. Days are whole numbers (see `csps.synthetic.calendar`); FOREVER means "still
so at the end". Each log is a mapping of equally long int32 columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.lives.headlines import FOURTH_NAMED, HEADLINES, NAMED_IN_NOMINATION
from csps.synthetic.lives.population import NOBODY, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.synthetic.calendar import Calendar
    from csps.synthetic.lives.borough import Borough

Ids = npt.NDArray[np.int64]


class Stays:
    """Who or what was where, by date: rows of (key, value, start, end), looked up by key and day.

    >>> from csps.synthetic.calendar import FOREVER
    >>> stays = Stays(key=np.array([4, 4, 7]), value=np.array([1, 2, 3]), start=np.array([0, 10, 0]),
    ...               end=np.array([10, FOREVER, FOREVER]))
    >>> which, rows = stays.on(keys=np.array([4, 7]), days=np.array([12, 12]))
    >>> which, stays.value[rows]
    (array([0, 1]), array([2, 3]))
    """

    def __init__(self, key: npt.NDArray, value: npt.NDArray, start: npt.NDArray, end: npt.NDArray) -> None:
        self.order = np.lexsort((start, key))
        self.key, self.value = key[self.order], value[self.order]
        self.start, self.end = start[self.order], end[self.order]

    def on(self, keys: npt.NDArray, days: npt.NDArray) -> tuple[Ids, Ids]:
        """Find the rows of each key that hold on its day (start included, end not).

        Returns:
            positions into `keys`, and row numbers into this object's columns, both sorted by position.
        """
        first = np.searchsorted(self.key, keys, side="left")
        count = np.searchsorted(self.key, keys, side="right") - first
        which = np.repeat(np.arange(len(keys)), count)
        rows = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        holds = (self.start[rows] <= np.asarray(days)[which]) & (self.end[rows] > np.asarray(days)[which])
        return which[holds], rows[holds]


@dataclass(frozen=True)
class History:
    """A borough that has been lived.

    Args:
        calendar: its weeks.
        people: columns of every person, see `population.PERSON_COLUMNS` (id is the position).
        households: columns of every household at the end, see `population.HOUSEHOLD_COLUMNS`.
        residence: person, household, role (see `population.ROLES`), start, end.
        occupation: household, dwelling, start, end.
        happenings: household, kind (position in `happening_names`), day.
        spells: household, kind (position in `spell_names`), start, end.
        harms: household, day of every harm event, seen or not.
        contacts: household, day, kind (noise, concern, harm: see `safeguarding`), referred (0 or 1).
        cases, enquiries, plans, care: the columns of `safeguarding`'s registers.
        named: case, child, day: the children a case is about (a child may be named more than once).
        asked: enquiry, child.  under_plan: plan, child.
        help: household, kind (1 early help, 2 programme), start, end, noted (circumstances its assessment wrote down,
            one bit each in the order of `factor_names`; `cases` has the same column).
        nominations: household, day, headlines (one bit each in the order of `headlines.HEADLINES`).
        levels: level of each circumstance (position, joint state).
        snapshots: complete hidden state of every family by quarter week.
    """

    calendar: Calendar
    people: Mapping[str, npt.NDArray]
    households: Mapping[str, npt.NDArray]
    residence: Mapping[str, npt.NDArray]
    occupation: Mapping[str, npt.NDArray]
    happenings: Mapping[str, npt.NDArray]
    happening_names: tuple[str, ...]
    spells: Mapping[str, npt.NDArray]
    spell_names: tuple[str, ...]
    harms: Mapping[str, npt.NDArray]
    contacts: Mapping[str, npt.NDArray]
    cases: Mapping[str, npt.NDArray]
    enquiries: Mapping[str, npt.NDArray]
    plans: Mapping[str, npt.NDArray]
    care: Mapping[str, npt.NDArray]
    named: Mapping[str, npt.NDArray]
    asked: Mapping[str, npt.NDArray]
    under_plan: Mapping[str, npt.NDArray]
    help: Mapping[str, npt.NDArray]
    nominations: Mapping[str, npt.NDArray]
    factor_names: tuple[str, ...]
    levels: npt.NDArray[np.int8]
    snapshots: Mapping[int, Mapping[str, npt.NDArray]]
    household_stays: Stays  # by household: the person rows
    person_stays: Stays  # by person: the household rows
    dwelling_stays: Stays  # by household: the dwelling rows
    roles: npt.NDArray[np.int8]  # role of each row of household_stays
    person_roles: npt.NDArray[np.int8]  # role of each row of person_stays

    # --- who ----------------------------------------------------------------------------------------------------------
    def ages(self, persons: npt.NDArray, days: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give ages in years."""
        return (np.asarray(days) - self.people["birth"][persons]) / 365.25

    def members(
        self,
        households: npt.NDArray,
        days: npt.NDArray,
        *,
        roles: Sequence[str] = ROLES[:4],
        ages: tuple[float, float] = (0, 200),
    ) -> tuple[Ids, npt.NDArray]:
        """List who lived in each household on its day, of given roles and ages (low included, high not).

        Returns:
            positions into `households`, and persons.
        """
        which, rows = self.household_stays.on(households, days)
        wanted = np.isin(self.roles[rows], [ROLES.index(role) for role in roles])
        persons = self.household_stays.value[rows]
        age = self.ages(persons, np.asarray(days)[which])
        wanted &= (age >= ages[0]) & (age < ages[1])
        return which[wanted], persons[wanted]

    def one_member(
        self,
        households: npt.NDArray,
        days: npt.NDArray,
        rng: np.random.Generator,
        *,
        roles: Sequence[str] = ROLES[:4],
        ages: tuple[float, float] = (0, 200),
    ) -> npt.NDArray[np.int64]:
        """Pick one such member of each household at random, NOBODY where there is none."""
        which, persons = self.members(households, days, roles=roles, ages=ages)
        order = np.lexsort((rng.random(len(which)), which))
        which, persons = which[order], persons[order]
        picked = np.full(len(households), NOBODY, dtype=np.int64)
        first = np.unique(which, return_index=True)[1]
        picked[which[first]] = persons[first]
        return picked

    def carer(self, households: npt.NDArray, days: npt.NDArray) -> npt.NDArray[np.int64]:
        """Give the main carer of each household on its day, or NOBODY."""
        return self._only("carer", households, days)

    def partner(self, households: npt.NDArray, days: npt.NDArray) -> npt.NDArray[np.int64]:
        """Give the carer's partner in each household on its day, or NOBODY."""
        return self._only("partner", households, days)

    def _only(self, role: str, households: npt.NDArray, days: npt.NDArray) -> npt.NDArray[np.int64]:
        which, rows = self.household_stays.on(households, days)
        wanted = self.roles[rows] == ROLES.index(role)
        found = np.full(len(households), NOBODY, dtype=np.int64)
        found[which[wanted]] = self.household_stays.value[rows[wanted]]
        return found

    # --- where ----------------------------------------------------------------------------------------------------------
    def dwelling(self, households: npt.NDArray, days: npt.NDArray) -> npt.NDArray[np.int64]:
        """Give the dwelling of each household on its day, or -1."""
        which, rows = self.dwelling_stays.on(households, days)
        found = np.full(len(households), -1, dtype=np.int64)
        found[which] = self.dwelling_stays.value[rows]
        return found

    def home(self, persons: npt.NDArray, days: npt.NDArray) -> npt.NDArray[np.int64]:
        """Give the household each person lived in on a day (not a second home), or NOBODY."""
        which, rows = self.person_stays.on(persons, days)
        wanted = self.person_roles[rows] != ROLES.index("second_home")
        found = np.full(len(persons), NOBODY, dtype=np.int64)
        found[which[wanted]] = self.person_stays.value[rows[wanted]]
        return found

    def address(self, persons: npt.NDArray, days: npt.NDArray) -> npt.NDArray[np.int64]:
        """Give the dwelling each person lived in on a day, or -1 (in care, left, or not yet there)."""
        home = self.home(persons, days)
        found = np.full(len(persons), -1, dtype=np.int64)
        there = home != NOBODY
        found[there] = self.dwelling(home[there], np.asarray(days)[there])
        return found

    def happened(self, name: str) -> dict[str, npt.NDArray]:
        """Give household and day of one kind of event."""
        rows = self.happenings["kind"] == self.happening_names.index(name)
        return {column: self.happenings[column][rows] for column in ("household", "day")}

    def lasted(self, name: str) -> dict[str, npt.NDArray]:
        """Give household, start and end of one kind of spell."""
        rows = self.spells["kind"] == self.spell_names.index(name)
        return {column: self.spells[column][rows] for column in ("household", "start", "end")}


def nominations(borough: Borough, happenings: Mapping[str, npt.NDArray]) -> dict[str, npt.NDArray]:
    """Draw the headlines that each professional's nomination names."""
    rows = happenings["kind"] == borough.happenings.names.index("nomination")
    number = int(rows.sum())
    order = borough.stream("nominations").random((number, len(HEADLINES))).argsort(axis=1)
    named = NAMED_IN_NOMINATION + (borough.stream("fourth named").random(number) < FOURTH_NAMED)
    bits = np.where(np.arange(len(HEADLINES)) < named[:, None], 1 << order, 0).sum(axis=1)
    return {
        "household": happenings["household"][rows],
        "day": happenings["day"][rows],
        "headlines": bits.astype(np.int32),
    }


def finished(borough: Borough) -> History:
    """Turn a lived borough into its history."""
    population, safeguarding = borough.population, borough.safeguarding
    residence, occupation = population.residence.rows(), population.occupation.rows()
    by_household = Stays(residence["household"], residence["person"], residence["start"], residence["end"])
    by_person = Stays(residence["person"], residence["household"], residence["start"], residence["end"])
    registers = {
        name: {column: getattr(safeguarding, name)[column] for column in columns}
        for name, columns in (
            (name, list(getattr(safeguarding, name).names)) for name in ("cases", "enquiries", "plans", "care")
        )
    }
    logs = {name: getattr(safeguarding, name).rows() for name in ("harms", "contacts", "named", "asked", "under_plan")}
    happenings = borough.happenings.log.rows()
    return History(
        calendar=borough.calendar,
        people={name: population.people[name] for name in population.people.names},
        households={name: population.households[name] for name in population.households.names},
        residence=residence,
        occupation=occupation,
        happenings=happenings,
        happening_names=borough.happenings.names,
        spells=borough.spells.log.rows(),
        spell_names=borough.spells.names,
        help=safeguarding.help_log.rows(),
        nominations=nominations(borough, happenings),
        factor_names=tuple(factor.name for factor in borough.circumstances.factors),
        levels=borough.circumstances.levels,
        snapshots=borough.snapshots,
        household_stays=by_household,
        person_stays=by_person,
        dwelling_stays=Stays(
            occupation["household"], occupation["dwelling"], occupation["start"], occupation["end"]
        ),
        roles=residence["role"][by_household.order].astype(np.int8),
        person_roles=residence["role"][by_person.order].astype(np.int8),
        **registers,
        **logs,
    )
