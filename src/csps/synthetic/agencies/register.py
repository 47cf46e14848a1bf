"""An agency's register of people: its own references, and what it wrote down about each, faults and old addresses included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from csps.contracts.model import Identity
from csps.store import Coded
from csps.synthetic.agencies.batch import Values, numbered
from csps.synthetic.agencies.married_names import learnt_surnames
from csps.synthetic.calendar import FOREVER
from csps.synthetic.identities import numbers
from csps.synthetic.identities.records import record_identities
from csps.synthetic.lives.population import NOBODY, ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.contracts.model import Table
    from csps.synthetic.agencies.watch import Watch
    from csps.synthetic.lives.history import Stays

Ids = npt.NDArray[np.int64]
AGAIN_BY_DUPLICATE = 0.4  # of the rows about a person who has two records
WEEKS_TO_LEARN = 6.5  # until word of a move comes, on average: an assumption


class Register:
    """The people an agency knows, each met once.

    A person is written down on the day the agency first meets them, with the agency's faults, as they then were. A few
    are written down twice. When someone moves, the agency learns of it with a chance of `learns_of_moves`, some weeks
    later; until then it holds the old address, and likewise the old surname after a wedding. A child that is adopted is
    met anew, as somebody else.

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
        learns_of_moves: float = 0.95,
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
        self.renamed_on, self._new_surname = learnt_surnames(watch, self.person, self.since, self.records, self._rng)

    def __len__(self) -> int:
        return len(self.person)

    # --- which record ----------------------------------------------------------------------------------------------
    def record_of(self, persons: npt.NDArray[np.integer], days: npt.NDArray[np.integer]) -> Ids:
        """Give the record under which the agency files something about each person on a day; -1 for NOBODY.

        Every person must have been met (given to the constructor), in the identity of that day.
        """
        if not len(self):
            if (persons != NOBODY).any():
                raise ValueError(f"The register {self.prefix} was asked for somebody it never met.")
            return np.full(len(persons), -1, dtype=np.int64)
        adopted = self.watch.history.people["adopted_on"][persons] <= days
        key = persons.astype(np.int64) * 2 + adopted
        place = np.searchsorted(self._keys, key).clip(0, len(self._keys) - 1)
        if not ((self._keys[place] == key) | (persons == NOBODY)).all():
            raise ValueError(f"The register {self.prefix} was asked for somebody it never met.")
        twice = self._second[place] >= 0
        second = twice & (self._rng.random(len(persons)) < AGAIN_BY_DUPLICATE)
        # a row cannot be filed under a record that did not exist yet
        second &= self.since[self._second[place]] <= days
        record = np.where(second, self._second[place], self._first[place])
        return np.where(persons == NOBODY, -1, record)

    def reference(self, record: npt.NDArray[np.integer]) -> Coded:
        """Write the agency's own references of records; empty for -1."""
        return numbered(self.prefix, self._of(np.asarray(record), self.number, -1))

    # --- what is written down ------------------------------------------------------------------------------------------
    def identity(
        self, record: npt.NDArray[np.integer], table: Table, days: npt.NDArray[np.integer] | None = None
    ) -> dict[str, Values]:
        """Fill the identity columns of a contract that say who and where a person is.

        Args:
            record: record of each row; -1 leaves the row's identity empty.
            table: the contract; columns with an `identity` that this register holds are filled.
            days: the day of each row, for the address and surname known then; None takes the first ones.

        Returns:
            values by column name; columns for contacts and other numbers are the caller's.
        """
        rows = record.astype(np.int64)
        moved = None if days is None else self._address_on(rows, days)
        renamed = np.zeros(len(rows), dtype=bool)
        if days is not None and len(self):
            renamed = (rows >= 0) & (self.renamed_on[rows] <= days)
        filled: dict[str, Values] = {}
        for column in table.identities:
            values = self._column(column.identity, rows, moved, renamed)
            if values is not None:
                filled[column.name] = values
        return filled

    def address_changes(self) -> tuple[Ids, Ids]:
        """Give the address updates the agency learnt of: record and day of each, in order of day."""
        record, day, _ = self._moves
        order = np.lexsort((record, day))
        return record[order], day[order]

    def dwelling(self, record: npt.NDArray[np.integer], days: npt.NDArray[np.integer]) -> Ids:
        """Give the dwelling each record held on a day: the first one written down, or one learnt of later; -1 for none."""
        later = self._address_on(np.asarray(record), days)
        return np.where(later >= 0, later, np.where(record >= 0, self.records.dwelling[record], -1))

    def sex(self, record: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Give the sex written down: 0 not known, 1 male, 2 female."""
        return self._of(np.asarray(record), self.records.sex, 0).astype(np.int64)

    def _column(
        self, identity: Identity | None, record: Ids, moved: Ids | None, renamed: npt.NDArray[np.bool_]
    ) -> Values | None:
        records = self.records
        values: Values | None = None
        match identity:
            case Identity.FORENAME:
                values = self._named(self._of(record, records.forename, -1))
            case Identity.SURNAME:
                before, since = (self._of(record, names, -1) for names in (records.surname, self._new_surname))
                values = self._named(np.where(renamed, since, before))
            case Identity.FULL_NAME:
                values = self._full_names(record, renamed)
            case Identity.BIRTH_DATE:
                values = self._of(record, records.birth_date, np.datetime64("NaT"))
            case Identity.ADDRESS | Identity.POSTCODE | Identity.UPRN:
                values = self._address(identity, record, moved)
            case Identity.UPN:
                values = _texts(numbers.upn_texts, records.upn, record)
            case Identity.NHS_NUMBER:
                values = _texts(numbers.nhs_texts, records.nhs, record)
            case Identity.NI_NUMBER:
                values = _texts(numbers.ni_texts, records.ni, record)
        return values

    def _of(self, record: Ids, column: npt.NDArray[Any], otherwise: Any) -> npt.NDArray[Any]:
        """Read a column of the records; `otherwise` where there is no record."""
        if not len(self):
            return np.full(len(record), otherwise, dtype=column.dtype)
        values: npt.NDArray[Any] = np.where(record >= 0, column[record], otherwise)
        return values

    def _named(self, name: npt.NDArray[np.integer]) -> Coded:
        """Write names; 0 and -1 are empty."""
        distinct, place = np.unique(np.maximum(name, 0), return_inverse=True)
        return Coded(np.where(name > 0, place, -1), self.watch.book.names.texts(distinct))

    def _full_names(self, record: Ids, renamed: npt.NDArray[np.bool_]) -> Coded:
        """Write names as one field, forename first."""
        names = self.watch.book.names
        first = names.texts(self.records.forename) + " "
        full = np.concatenate([first + names.texts(last) for last in (self.records.surname, self._new_surname)])
        return Coded(np.where(record >= 0, record + len(self) * renamed, -1), full)

    def _address(self, identity: Identity, record: Ids, moved: Ids | None) -> Values:
        """Write the address: as first written down, or the dwelling the agency learnt of later."""
        records, town = self.records, self.watch.town
        first = self._of(record, records.dwelling, -1)
        later = np.full(len(record), -1) if moved is None else moved
        dwelling = np.where(later >= 0, later, first)
        if identity is Identity.POSTCODE:
            return Coded(np.where(dwelling >= 0, town.postcode[dwelling], -1), town.postcode_texts)
        if identity is Identity.UPRN:
            written = self._of(record, records.uprn, -1)
            uprn = np.where(later >= 0, town.uprn[later], written)
            return np.ma.masked_array(uprn, mask=written < 0)  # who is filed without a number stays so
        style = np.where(first >= 0, self._of(record, records.address_line, 0) // len(town), 0)
        lines, place = np.unique(np.where(dwelling >= 0, style * len(town) + dwelling, -1), return_inverse=True)
        blank = lines[:1] < 0
        return Coded((place - int(blank.any())).astype(np.int32), town.address_lines(lines[lines >= 0]))

    # --- how it comes about ---------------------------------------------------------------------------------------------
    def _first_meetings(self, persons: npt.NDArray[np.integer], days: npt.NDArray[np.integer]) -> tuple[Ids, Ids]:
        """Reduce meetings to the first of each identity: an adopted child counts as two."""
        met = persons != NOBODY
        who: Ids = persons[met].astype(np.int64)
        when: Ids = days[met].astype(np.int64)
        key = who * 2 + (self.watch.history.people["adopted_on"][who] <= when)
        order = np.lexsort((when, key))
        _, first = np.unique(key[order], return_index=True)
        return who[order[first]], when[order[first]]

    def _index_records(self) -> None:
        key = self.person * 2 + self.new_identity
        order = np.lexsort((np.arange(len(key)), key))
        self._keys, start = np.unique(key[order], return_index=True)
        self._first = order[start]
        count = np.diff(np.r_[start, len(order)])
        self._second = np.where(count > 1, order[np.minimum(start + 1, len(order) - 1)], -1)

    def _learnt_moves(self, share: float) -> tuple[Ids, Ids, Ids]:
        """Draw which moves the agency learns of: record, day, new dwelling; in order of record and day.

        Word of a move comes only while the person still lives there, so an agency never goes back to an older address;
        and the file of a child as it was before adoption is closed: it follows the child nowhere.
        """
        record, begins, ends, dwelling = self._stays()
        moved = (begins > self.since[record]) & np.r_[
            False, (record[1:] != record[:-1]) | (dwelling[1:] != dwelling[:-1])
        ]
        moved &= self._rng.random(len(record)) < share
        day = begins + 1 + self._rng.exponential(WEEKS_TO_LEARN * 7, len(record)).astype(np.int64)
        adopted = self.watch.history.people["adopted_on"][self.person]
        closed = np.where(self.new_identity, FOREVER, adopted)
        moved &= (day < ends) & (day < closed[record]) & (day < self.watch.calendar.end_day)
        return record[moved], day[moved], dwelling[moved]

    def _stays(self) -> tuple[Ids, Ids, Ids, Ids]:
        """List where the person of each record lived: record, first day, day of leaving, dwelling; in that order.

        Second homes are left out: an agency files a child under one address.
        """
        history = self.watch.history
        record, rows = _expanded(history.person_stays, self.person)
        main = history.person_roles[rows] != ROLES.index("second_home")
        record, rows = record[main], rows[main]
        household, start, end = (getattr(history.person_stays, name)[rows] for name in ("value", "start", "end"))
        at, homes = _expanded(history.dwelling_stays, household)
        begins = np.maximum(start[at], history.dwelling_stays.start[homes])
        ends = np.minimum(end[at], history.dwelling_stays.end[homes])
        lived = begins < ends
        columns = (record[at], begins, ends, history.dwelling_stays.value[homes])
        record, begins, ends, dwelling = (column[lived].astype(np.int64) for column in columns)
        order = np.lexsort((begins, record))
        return record[order], begins[order], ends[order], dwelling[order]

    def _address_on(self, record: Ids, days: npt.NDArray[np.integer]) -> Ids:
        """Give the dwelling last learnt of before each day, -1 where the first address still stands."""
        moved, day, dwelling = self._moves
        if not len(moved):
            return np.full(len(record), -1)
        place = np.searchsorted(moved * (FOREVER + 1) + day, record * (FOREVER + 1) + days, side="right") - 1
        found = (place >= 0) & (record >= 0)
        found[found] = moved[place[found]] == record[found]
        return np.where(found, dwelling[place], -1)


def _expanded(stays: Stays, keys: npt.NDArray[np.integer]) -> tuple[Ids, Ids]:
    """List every stay of each key, whenever it was: positions into `keys`, and row numbers of the stays."""
    first = np.searchsorted(stays.key, keys, side="left")
    count = np.searchsorted(stays.key, keys, side="right") - first
    which = np.repeat(np.arange(len(keys)), count)
    rows = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return which, rows


def _texts(write: Callable[[Ids], npt.NDArray[np.object_]], column: Ids, record: Ids) -> Coded:
    """Write the numbers of records; empty where there is no record or no number."""
    if not len(column):
        return Coded(np.full(len(record), -1), [""])
    return Coded(np.where((record >= 0) & (column[record] >= 0), record, -1), write(column))
