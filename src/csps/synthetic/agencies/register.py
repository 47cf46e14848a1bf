"""An agency's register of people: its own references, and what it wrote down about each, faults and old addresses included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.model import Identity
from csps.store import Coded
from csps.synthetic.agencies.batch import Values, numbered
from csps.synthetic.calendar import FOREVER
from csps.synthetic.identities import numbers
from csps.synthetic.identities.records import record_identities
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from csps.contracts.model import Table
    from csps.synthetic.agencies.watch import Watch

Ids = npt.NDArray[np.int64]
AGAIN_BY_DUPLICATE = 0.4  # of the rows about a person who has two records


class Register:
    """The people an agency knows, each met once.

    A person is written down on the day the agency first meets them, with the agency's faults, as they then were. A few
    are written down twice. When someone moves, the agency learns of it with a chance of `learns_of_moves`, some weeks
    later; until then it holds the old address. A child that is adopted is met anew, as somebody else.

    Args:
        watch: the borough.
        agency: whose habits are used (a name in habits.toml) and whose stream of randomness.
        persons: true persons in any order, repeated as often as they are met; NOBODY is passed over.
        days: the day of each meeting.
        prefix: of the agency's references, for example "MOS".
        learns_of_moves: share of moves the agency learns of.

    Attributes:
        person: true person of each record (r,).
        since: day each record was made (r,).
        records: what was written down, see `identities.records.Records` (r rows).
    """

    def __init__(
        self,
        watch: Watch,
        agency: str,
        persons: npt.NDArray[np.integer],
        days: npt.NDArray[np.integer],
        *,
        prefix: str,
        learns_of_moves: float = 0.6,
    ) -> None:
        self.watch = watch
        self.prefix = prefix
        self._rng = watch.rng(f"register of {agency} {prefix}")
        first_persons, first_days = self._first_meetings(persons, days)
        people = watch.on_paper(first_persons, first_days)
        habits = watch.habits.get(agency, watch.habits["default"])
        self.records = record_identities(people, habits, watch.book, watch.town, self._rng)
        self.person: Ids = first_persons[self.records.person]
        self.since: Ids = first_days[self.records.person]
        self.new_identity = watch.history.people["adopted_on"][self.person] <= self.since
        self.number: Ids = self._rng.permutation(len(self.person)) + 1
        self._index_records()
        self._moves = self._learnt_moves(learns_of_moves)

    def __len__(self) -> int:
        return len(self.person)

    # --- which record ----------------------------------------------------------------------------------------------
    def record_of(self, persons: npt.NDArray[np.integer], days: npt.NDArray[np.integer]) -> Ids:
        """Give the record under which the agency files something about each person on a day; -1 for NOBODY.

        Every person must have been met (given to the constructor), in the identity of that day.
        """
        adopted = self.watch.history.people["adopted_on"][persons] <= days
        key = persons.astype(np.int64) * 2 + adopted
        place = np.searchsorted(self._keys, key).clip(0, max(len(self._keys) - 1, 0))
        if len(persons) and not ((self._keys[place] == key) | (persons == NOBODY)).all():
            raise ValueError(f"The register {self.prefix} was asked for somebody it never met.")
        twice = self._second[place] >= 0
        second = twice & (self._rng.random(len(persons)) < AGAIN_BY_DUPLICATE)
        # a row cannot be filed under a record that did not exist yet
        second &= self.since[self._second[place]] <= days
        record = np.where(second, self._second[place], self._first[place])
        return np.where(persons == NOBODY, -1, record)

    def reference(self, record: npt.NDArray[np.integer]) -> Coded:
        """Write the agency's own references of records; empty for -1."""
        return numbered(self.prefix, np.where(record >= 0, self.number[record], -1))

    # --- what is written down ------------------------------------------------------------------------------------------
    def identity(
        self, record: npt.NDArray[np.integer], table: Table, days: npt.NDArray[np.integer] | None = None
    ) -> dict[str, Values]:
        """Fill the identity columns of a contract that say who and where a person is.

        Args:
            record: record of each row; -1 leaves the row's identity empty.
            table: the contract; columns with an `identity` that this register holds are filled.
            days: the day of each row, for the address known then; None takes the first address.

        Returns:
            values by column name; columns for contacts and other numbers are the caller's.
        """
        moved = None if days is None else self._address_on(record, days)
        filled: dict[str, Values] = {}
        for column in table.identities:
            values = self._column(column.identity, record, moved)
            if values is not None:
                filled[column.name] = values
        return filled

    def address_changes(self) -> tuple[Ids, Ids]:
        """Give the address updates the agency learnt of: record and day of each, in order of day."""
        record, day, _ = self._moves
        order = np.lexsort((record, day))
        return record[order], day[order]

    def sex(self, record: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Give the sex written down: 0 not known, 1 male, 2 female."""
        return np.where(record >= 0, self.records.sex[record], 0).astype(np.int64)

    def _column(self, identity: Identity | None, record: Ids, moved: Ids | None) -> Values | None:
        records, known = self.records, record >= 0
        match identity:
            case Identity.FORENAME:
                return self._named(np.where(known, records.forename[record], -1))
            case Identity.SURNAME:
                return self._named(np.where(known, records.surname[record], -1))
            case Identity.FULL_NAME:
                return self._full_names(record)
            case Identity.BIRTH_DATE:
                return np.where(known, records.birth_date[record], np.datetime64("NaT"))
            case Identity.ADDRESS | Identity.POSTCODE | Identity.UPRN:
                return self._address(identity, record, moved)
            case Identity.UPN:
                return _texts(numbers.upn_texts(records.upn), record)
            case Identity.NHS_NUMBER:
                return _texts(numbers.nhs_texts(records.nhs), record)
            case Identity.NI_NUMBER:
                return _texts(numbers.ni_texts(records.ni), record)
            case _:
                return None

    def _named(self, name: npt.NDArray[np.integer]) -> Coded:
        """Write names; 0 and -1 are empty."""
        distinct, place = np.unique(np.maximum(name, 0), return_inverse=True)
        return Coded(np.where(name > 0, place, -1), self.watch.book.names.texts(distinct))

    def _full_names(self, record: Ids) -> Coded:
        """Write names as one field, forename first."""
        names = self.watch.book.names
        full = names.texts(self.records.forename) + " " + names.texts(self.records.surname)
        return Coded(np.where(record >= 0, record, -1), full)

    def _address(self, identity: Identity, record: Ids, moved: Ids | None) -> Values:
        """Write the address: as first written down, or the dwelling the agency learnt of later."""
        records, town = self.records, self.watch.town
        later = np.full(len(record), -1) if moved is None else moved
        known = (record >= 0) & (records.dwelling[record] >= 0)
        dwelling = np.where(later >= 0, later, np.where(known, records.dwelling[record], -1))
        if identity is Identity.POSTCODE:
            return Coded(np.where(dwelling >= 0, town.postcode[dwelling], -1), town.postcode_texts)
        if identity is Identity.UPRN:
            uprn = np.where(later >= 0, town.uprn[later], np.where(known, records.uprn[record], -1))
            lost = (records.uprn[record] < 0) | (uprn < 0)  # who is filed without a number stays so
            return np.ma.masked_array(uprn, mask=lost | (record < 0))
        style = np.where(known, records.address_line[record] // len(town), 0)
        lines, place = np.unique(np.where(dwelling >= 0, style * len(town) + dwelling, -1), return_inverse=True)
        empty = lines[:1] < 0
        return Coded((place - int(empty.any())).astype(np.int32), town.address_lines(lines[lines >= 0]))

    # --- how it comes about ---------------------------------------------------------------------------------------------
    def _first_meetings(self, persons: npt.NDArray, days: npt.NDArray) -> tuple[Ids, Ids]:
        """Reduce meetings to the first of each identity: an adopted child counts as two."""
        met = persons != NOBODY
        persons, days = np.asarray(persons)[met].astype(np.int64), np.asarray(days)[met].astype(np.int64)
        adopted = self.watch.history.people["adopted_on"][persons] <= days
        order = np.lexsort((days, persons * 2 + adopted))
        key = (persons * 2 + adopted)[order]
        first = order[np.r_[True, key[1:] != key[:-1]]] if len(order) else order
        return persons[first], days[first]

    def _index_records(self) -> None:
        key = self.person * 2 + self.new_identity
        order = np.lexsort((np.arange(len(key)), key))
        self._keys, start = np.unique(key[order], return_index=True)
        self._first = order[start]
        count = np.diff(np.r_[start, len(order)])
        self._second = np.where(count > 1, order[np.minimum(start + 1, len(order) - 1)], -1)

    def _learnt_moves(self, share: float) -> tuple[Ids, Ids, Ids]:
        """Draw which moves the agency learns of: record, day, new dwelling."""
        stays = self.watch.history.person_stays
        everyone = np.arange(len(self.person))
        first = np.searchsorted(stays.key, self.person, side="left")
        count = np.searchsorted(stays.key, self.person, side="right") - first
        record = np.repeat(everyone, count)
        rows = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        which, dwelling_day, dwelling = self._dwellings_of(record, rows)
        later = (dwelling_day > self.since[which]) & (self._rng.random(len(which)) < share)
        day = dwelling_day + self._rng.exponential(45.0, len(which)).astype(np.int64)
        later &= day < FOREVER
        return which[later], day[later], dwelling[later]

    def _dwellings_of(self, record: Ids, rows: Ids) -> tuple[Ids, Ids, Ids]:
        """Expand household stays of records into the dwellings these households lived in, with the day of moving in."""
        history = self.watch.history
        household, start, end = (getattr(history.person_stays, name)[rows] for name in ("value", "start", "end"))
        homes = history.dwelling_stays
        first = np.searchsorted(homes.key, household, side="left")
        count = np.searchsorted(homes.key, household, side="right") - first
        at = np.repeat(np.arange(len(record)), count)
        places = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        begins = np.maximum(start[at], homes.start[places])
        overlaps = begins < np.minimum(end[at], homes.end[places])
        return record[at][overlaps], begins[overlaps].astype(np.int64), homes.value[places][overlaps].astype(np.int64)

    def _address_on(self, record: Ids, days: npt.NDArray[np.integer]) -> Ids:
        """Give the dwelling last learnt of before each day, -1 where the first address still stands."""
        if not hasattr(self, "_move_order"):
            moved, day, _ = self._moves
            self._move_order = np.lexsort((day, moved))
        moved, day, dwelling = (column[self._move_order] for column in self._moves)
        key = moved * (FOREVER + 1) + day
        place = np.searchsorted(key, record.astype(np.int64) * (FOREVER + 1) + days, side="right") - 1
        found = (place >= 0) & (record >= 0)
        found[found] = moved[place[found]] == record[found]
        return np.where(found, dwelling[place], -1) if len(dwelling) else np.full(len(record), -1)


def _texts(texts: npt.NDArray, record: Ids) -> Coded:
    return Coded(np.where((record >= 0) & (texts[record] != ""), record, -1), texts)
