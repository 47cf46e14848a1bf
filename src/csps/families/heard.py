"""When something last happened to each person that an agency wrote down: a word about somebody, though not about their home.

Whatever agency it comes from counts: a contact, an offence, a benefit claimed, a place at a school applied for. What goes on by
itself does not: a roll and a register of attendance, a balance that is carried on, a restriction, and what registers say of homes, which
is read as residences. Whoever social care or the programme works with is heard of on the day itself: somebody sees them.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import RECORD_ID
from csps.families.columns import Codes, Days, Rows
from csps.families.people import whom
from csps.store.known import with_withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csps.families.people import Index, Span
    from csps.store import Connection

NO_EVENTS = frozenset({
    "feeds.ssd_address", "feeds.ssd_linked_identifiers", "feeds.housing_tenancy_member", "feeds.restriction", "feeds.debt_case",
    "feeds.school_enrolment", "feeds.school_attendance", "feeds.early_years_takeup",
})  # fmt: skip
"""Tables of dated rows about persons that are no events."""
MORE_EVENTS = {
    "feeds.service_involvement": (RECORD_ID, "last_on"),
    "feeds.school_admission_contact": ("child_record_id", "application_date"),
}
"""Table -> record and day of an event that its contract does not name as what happened to its person."""
NEVER = np.datetime64("0001-01-01", "D")


@dataclass(frozen=True, slots=True)
class Happened(Rows):
    """The last day on which something happened to a person, of what counts on the days from number `first` to before `end`."""

    person: Codes
    first: Codes
    end: Codes
    on: Days


def last_heard(lake: Connection, index: Index, cases: Span, days: Sequence[date]) -> Iterator[Days]:
    """Yield for each day when something last happened to each person, as known by the day; `NEVER` where nothing did.

    Every table is read once, however many days are asked for. What was taken back by a day does not count on it.

    Args:
        lake: where the tables are.
        index: the persons.
        cases: with whom social care or the programme works.
        days: in order.
    """
    happened, count = _happened(lake, index, days), len(index.people)
    lasts = happened.end == len(days)
    taken_back = happened.only(~lasts)
    happened = happened.only(lasts)
    latest = np.full(count, NEVER)
    for number, day in enumerate(days):
        new = happened.only(happened.first == number)
        np.maximum.at(latest, new.person, new.on)
        heard = latest.copy()
        still = taken_back.only((taken_back.first <= number) & (number < taken_back.end))
        np.maximum.at(heard, still.person, still.on)
        heard[whom(cases, day, count)] = np.datetime64(day)
        yield heard


def _happened(lake: Connection, index: Index, days: Sequence[date]) -> Happened:
    """Read what happened to whom, and on which of the days it counts: from when it is known, and has happened, until taken back."""
    parts = [
        table.select(RECORD_ID, on=table.on, known_on=table.known_on, withdrawn_on=table.withdrawn_on)
        for table in _tables(lake, days[-1])
    ]
    if not parts:
        none = np.zeros(0, np.int64)
        return Happened(none, none, none, none.astype("datetime64[D]"))
    rows = ibis.union(*parts)
    since = ibis.greatest(rows.known_on, rows.on)
    rows = rows.mutate(first=_days_before(since, days), end=_days_before(rows.withdrawn_on, days).fill_null(len(days)))
    rows = rows.filter(rows.first < rows.end)
    latest = rows.group_by(RECORD_ID, "first", "end").agg(on=rows.on.max())
    return Happened.of(latest.join(index.link, RECORD_ID))


def _days_before(when: Any, days: Sequence[date]) -> Any:
    """Give how many of some days lie before a day; nothing where it is empty."""
    return functools.reduce(operator.add, [(when > ibis.date(day.isoformat())).cast("int64") for day in days])


def _tables(lake: Connection, last: date) -> Iterator[ibis.Table]:
    """Yield the tables of events that are there, with `record_id` and `on`."""
    dated = {
        name: (RECORD_ID, declared.happened_on)
        for name, declared in delivered_tables().items()
        if declared.person is not None and declared.happened_on is not None and name not in NO_EVENTS
    }
    for name, (record, day) in sorted((dated | MORE_EVENTS).items()):
        if lake.holds(name):
            table = with_withdrawals(lake, name, last)
            table = table.mutate(**{RECORD_ID: table[record]}, on=table[day].cast("date"))
            yield table.filter(table.on.notnull() & table[RECORD_ID].notnull())
