"""Everything that was lived, to be looked at: the agencies and the truth read this, and nothing else.

A history is finished and never changes. Days are whole numbers (see `csps.synthetic.calendar`); FOREVER means "still
so at the end". Each log is a mapping of equally long int32 columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import YEAR
from csps.synthetic.lives.headlines import FOURTH_NAMED, HEADLINES, NAMED_IN_NOMINATION
from csps.synthetic.lives.population import NOBODY, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.synthetic.calendar import Calendar
    from csps.synthetic.lives.borough import Borough
    from csps.synthetic.lives.registers import Column, Ids


class Stays:
    """Who or what was where, by date: rows of (key, value, start, end), looked up by key and day.

    >>> from csps.synthetic.calendar import FOREVER
    >>> stays = Stays(key=np.array([4, 4, 7]), value=np.array([1, 2, 3]), start=np.array([0, 10, 0]),
    ...               end=np.array([10, FOREVER, FOREVER]))
    >>> which, rows = stays.on(keys=np.array([4, 7]), days=np.array([12, 12]))
    >>> which, stays.value[rows]
    (array([0, 1]), array([2, 3]))
    """

    def __init__(self, key: Column, value: Column, start: Column, end: Column) -> None:
        self.order = np.lexsort((start, key))
        self.key, self.value = key[self.order], value[self.order]
        self.start, self.end = start[self.order], end[self.order]

    def of(self, keys: Column) -> tuple[Ids, Ids]:
        """Find every row of each key, whatever its days: as `on` does, positions and row numbers."""
        first = np.searchsorted(self.key, keys, side="left")
        count = np.searchsorted(self.key, keys, side="right") - first
        which = np.repeat(np.arange(len(keys)), count)
        rows = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        return which, rows

    def on(self, keys: Column, days: Column) -> tuple[Ids, Ids]:
        """Find the rows of each key that hold on its day (start included, end not).

        Returns:
            positions into `keys`, and row numbers into this object's columns, both sorted by position.
        """
        which, rows = self.of(keys)
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
    people: Mapping[str, Column]
    households: Mapping[str, Column]
    residence: Mapping[str, Column]
    occupation: Mapping[str, Column]
    happenings: Mapping[str, Column]
    happening_names: tuple[str, ...]
    spells: Mapping[str, Column]
    spell_names: tuple[str, ...]
    harms: Mapping[str, Column]
    contacts: Mapping[str, Column]
    cases: Mapping[str, Column]
    enquiries: Mapping[str, Column]
    plans: Mapping[str, Column]
    care: Mapping[str, Column]
    named: Mapping[str, Column]
    asked: Mapping[str, Column]
    under_plan: Mapping[str, Column]
    help: Mapping[str, Column]
    nominations: Mapping[str, Column]
    factor_names: tuple[str, ...]
    levels: npt.NDArray[np.int8]
    snapshots: Mapping[int, Mapping[str, Column]]
    household_stays: Stays  # by household: the person rows
    person_stays: Stays  # by person: the household rows
    dwelling_stays: Stays  # by household: the dwelling rows
    roles: npt.NDArray[np.int8]  # role of each row of household_stays
    person_roles: npt.NDArray[np.int8]  # role of each row of person_stays

    # --- who ----------------------------------------------------------------------------------------------------------
    def ages(self, persons: Column, days: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give ages in years."""
        return (np.asarray(days) - self.people["birth"][persons]) / YEAR

    def members(
        self,
        households: Column,
        days: Column,
        *,
        roles: Sequence[str] = ROLES[:4],
        ages: tuple[float, float] = (0, 200),
    ) -> tuple[Ids, Column]:
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
        households: Column,
        days: Column,
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

    def carer(self, households: Column, days: Column) -> npt.NDArray[np.int64]:
        """Give the main carer of each household on its day, or NOBODY."""
        return self._only("carer", households, days)

    def partner(self, households: Column, days: Column) -> npt.NDArray[np.int64]:
        """Give the carer's partner in each household on its day, or NOBODY."""
        return self._only("partner", households, days)

    def _only(self, role: str, households: Column, days: Column) -> npt.NDArray[np.int64]:
        which, rows = self.household_stays.on(households, days)
        wanted = self.roles[rows] == ROLES.index(role)
        found = np.full(len(households), NOBODY, dtype=np.int64)
        found[which[wanted]] = self.household_stays.value[rows[wanted]]
        return found

    # --- where ----------------------------------------------------------------------------------------------------------
    def dwelling(self, households: Column, days: Column) -> npt.NDArray[np.int64]:
        """Give the dwelling of each household on its day, or -1."""
        which, rows = self.dwelling_stays.on(households, days)
        found = np.full(len(households), -1, dtype=np.int64)
        found[which] = self.dwelling_stays.value[rows]
        return found

    def home(self, persons: Column, days: Column) -> npt.NDArray[np.int64]:
        """Give the household each person lived in on a day (not a second home), or NOBODY."""
        which, rows = self.person_stays.on(persons, days)
        wanted = self.person_roles[rows] != ROLES.index("second_home")
        found = np.full(len(persons), NOBODY, dtype=np.int64)
        found[which[wanted]] = self.person_stays.value[rows[wanted]]
        return found

    def address(self, persons: Column, days: Column) -> npt.NDArray[np.int64]:
        """Give the dwelling each person lived in on a day, or -1 (in care, left, or not yet there)."""
        home = self.home(persons, days)
        found = np.full(len(persons), -1, dtype=np.int64)
        there = home != NOBODY
        found[there] = self.dwelling(home[there], np.asarray(days)[there])
        return found

    def happened(self, name: str) -> dict[str, Column]:
        """Give household and day of one kind of event."""
        rows = self.happenings["kind"] == self.happening_names.index(name)
        return {column: self.happenings[column][rows] for column in ("household", "day")}

    def lasted(self, name: str) -> dict[str, Column]:
        """Give household, start and end of one kind of spell."""
        rows = self.spells["kind"] == self.spell_names.index(name)
        return {column: self.spells[column][rows] for column in ("household", "start", "end")}


def _nominations(borough: Borough, happenings: Mapping[str, Column]) -> dict[str, Column]:
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
    population, records = borough.population, borough.records
    residence, occupation = population.residence.rows(), population.occupation.rows()
    by_household = Stays(residence["household"], residence["person"], residence["start"], residence["end"])
    by_person = Stays(residence["person"], residence["household"], residence["start"], residence["end"])
    happenings = borough.happenings.log.rows()
    return History(
        calendar=borough.calendar,
        people=population.people.columns(),
        households=population.households.columns(),
        residence=residence,
        occupation=occupation,
        happenings=happenings,
        happening_names=borough.happenings.names,
        spells=borough.spells.log.rows(),
        spell_names=borough.spells.names,
        harms=records.harms.rows(),
        contacts=records.contacts.rows(),
        cases=records.cases.columns(),
        enquiries=records.enquiries.columns(),
        plans=records.plans.columns(),
        care=records.care.columns(),
        named=records.named.rows(),
        asked=records.asked.rows(),
        under_plan=records.under_plan.rows(),
        help=records.help.rows(),
        nominations=_nominations(borough, happenings),
        factor_names=tuple(factor.name for factor in borough.circumstances.factors),
        levels=borough.circumstances.levels,
        snapshots=borough.snapshots,
        household_stays=by_household,
        person_stays=by_person,
        dwelling_stays=Stays(occupation["household"], occupation["dwelling"], occupation["start"], occupation["end"]),
        roles=residence["role"][by_household.order].astype(np.int8),
        person_roles=residence["role"][by_person.order].astype(np.int8),
    )
