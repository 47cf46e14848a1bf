"""Probation and prison: the sentences of adults, custody with its expected release, and licences after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.episodes import apart, told_twice
from csps.synthetic.agencies.police import offences, police_ethnicity, recorded_sex
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates, day_number

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.police import Offences
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

# Tuned to Offender Management Statistics, England and Wales, mid 2024, per 1,000 adults: 1.8 in prison (87,726),
# 1.5 first receptions a year (18,344 a quarter), 4.9 under probation (239,015, a third of them still in prison).
# Shares of suspected adults; the shares themselves are assumptions, and so is the weight of earlier offences.
CUSTODY_AT_FIRST = 0.20
CUSTODY_PER_EARLIER = 0.08  # for each earlier offence, of at most six
MOST_EARLIER = 6
WOMEN_JAILED = 0.25  # times a man's share: 4 % of prisoners are women
ORDERED = 0.25  # community and suspended sentence orders
REMANDED = 0.45  # of those sentenced to custody later

ORDERS = ("COMMUNITY_ORDER", "SUSPENDED", "LICENCE", "SUPERVISION")
COMMUNITY, SUSPENDED, LICENCE, SUPERVISION = range(4)
SUSPENDED_SHARE = 0.42  # of court orders: assumption
END_REASONS = ("COMPLETED", "BREACHED", "RECALLED", "REVOKED")
COMPLETED, BREACHED, RECALLED, REVOKED = range(4)
END_SHARES = (0.72, 0.14, 0.0, 0.14)  # of court orders: assumption
ORDER_MONTHS = (12, 24)  # the usual lengths of community and suspended sentence orders

SENTENCE_DAYS, SENTENCE_SPREAD = 480.0, 1.1  # median, and standard deviation of the logarithm: assumption
SENTENCE_BETWEEN = (28, 5475)
SERVED, SERVED_SDS40 = 0.5, 0.4  # of a sentence; 40 % since 10 September 2024 (SDS40)
SDS40_SINCE = day_number(date(2024, 9, 10))
RELEASED_AS_EXPECTED = 0.7  # others up to a month earlier or ten days later: assumption
RECALLED_SHARE = 0.25  # of licences: assumption; 7,415 recalls a quarter to 13,289 releases in early 2024
RECALL_DAYS = 28  # a fixed-term recall
SUPERVISED_BELOW = (
    730  # sentences under two years: a year's supervision from release (Offender Rehabilitation Act 2014)
)
SHORTEST_ORDER = 7

DAYS_TO_SENTENCE = 110.0  # from offence, on average: assumption, as the delays below
DAYS_TO_REMAND = 3.0
DAYS_TO_RECORD = 6.0
LATEST_CLOSING = 30


@dataclass(frozen=True)
class _Custody:
    """Periods in prison.

    Attributes:
        person: who.
        received, sentenced, expected, released: days; sentenced after reception means on remand until then.
    """

    person: Ids
    received: Ids
    sentenced: Ids
    expected: Ids
    released: Ids


@dataclass(frozen=True)
class _Orders:
    """Orders and licences; reason is a position in END_REASONS, -1 where somebody died or moved away."""

    person: Ids
    kind: Ids
    start: Ids
    end: Ids
    reason: Ids


def watch_probation(watch: Watch) -> list[Batch]:
    """Give orders and licences, and periods in custody, when they begin and again when they end."""
    rng = watch.rng("probation")
    custody, after, orders = _sentences(watch, rng)
    orders = _cut_short(watch, _joined(orders, after))
    return [_order_rows(watch, orders, rng), _custody_rows(watch, custody, rng)]


# --- sentences --------------------------------------------------------------------------------------------------------
def _sentences(watch: Watch, rng: np.random.Generator) -> tuple[_Custody, _Orders, _Orders]:
    """Sentence some of those suspected: custody, what follows release, and orders in the community."""
    done = offences(watch, "adult_offence")
    draw = rng.random(len(done.day))
    sentenced = done.day + 20 + rng.exponential(DAYS_TO_SENTENCE, len(done.day)).astype(np.int64)
    here = _gone(watch, done.person) > sentenced
    to_custody = CUSTODY_AT_FIRST + CUSTODY_PER_EARLIER * np.minimum(done.earlier, MOST_EARLIER)
    to_custody *= np.where(watch.history.people["sex"][done.person] == 1, 1.0, WOMEN_JAILED)
    jailed = np.flatnonzero(here & (draw < to_custody) & ~_alone_with_children(watch, done.person, done.day))
    ordered = here & (draw >= to_custody) & (draw < to_custody + ORDERED)
    custody, after = _custody(watch, done, jailed, sentenced[jailed], rng)
    return custody, after, _court_orders(done.person[ordered], sentenced[ordered], rng)


def _gone(watch: Watch, person: Ids) -> Ids:
    """Give the day on which each person died or left the borough."""
    people = watch.history.people
    gone: Ids = np.minimum(people["death"][person], people["left"][person]).astype(np.int64)
    return gone


def _alone_with_children(watch: Watch, person: Ids, day: Ids) -> Flags:
    """Tell who is the only adult of children at home: the borough's lives know no prison, and somebody must be there."""
    history = watch.history
    home = history.home(person, day)
    adults, _ = history.members(home, day, ages=(18, 200))
    children, _ = history.members(home, day, ages=(0, 18))
    number = len(person)
    return np.asarray((np.bincount(adults, minlength=number) == 1) & (np.bincount(children, minlength=number) > 0))


def _court_orders(person: Ids, start: Ids, rng: np.random.Generator) -> _Orders:
    rows = len(person)
    kind = np.where(rng.random(rows) < SUSPENDED_SHARE, SUSPENDED, COMMUNITY)
    full = 30 * rng.choice(ORDER_MONTHS, rows)
    reason = rng.choice(len(END_REASONS), rows, p=END_SHARES)
    served = np.where(reason == COMPLETED, 1.0, rng.uniform(0.1, 0.95, rows))
    return _Orders(person, kind, start, start + (full * served).astype(np.int64), reason)


def _custody(
    watch: Watch, done: Offences, rows: Ids, sentenced: Ids, rng: np.random.Generator
) -> tuple[_Custody, _Orders]:
    """Give periods in custody, recalls among them, and the licences and supervision that follow."""
    number, person = len(rows), done.person[rows]
    length = rng.lognormal(np.log(SENTENCE_DAYS), SENTENCE_SPREAD, number).clip(*SENTENCE_BETWEEN).astype(np.int64)
    arrest = done.day[rows] + 1 + rng.exponential(DAYS_TO_REMAND, number).astype(np.int64)
    received = np.where(rng.random(number) < REMANDED, np.minimum(arrest, sentenced), sentenced)
    half = received + (length * SERVED).astype(np.int64)
    less = np.maximum(received + (length * SERVED_SDS40).astype(np.int64), SDS40_SINCE)
    expected = np.maximum(np.minimum(half, less), sentenced + 1)
    shift = np.where(rng.random(number) < RELEASED_AS_EXPECTED, 0, rng.integers(-30, 11, number))
    released = np.maximum(expected + shift, sentenced + 1)
    ends = received + length
    back = np.where(rng.random(number) < RECALLED_SHARE, rng.uniform(0.05, 0.9, number) * (ends - released), -1.0)
    recalled = np.where((back >= 1) & (ends - released > RECALL_DAYS), released + back.astype(np.int64), FOREVER)
    again = np.minimum(recalled + RECALL_DAYS, np.maximum(ends, recalled))
    free = apart(person, received, np.where(recalled < FOREVER, again, released))
    first = _Custody(*(column[free] for column in (person, received, sentenced, expected, released)))
    later = free & (recalled < FOREVER)
    recalls = _Custody(*(column[later] for column in (person, recalled, recalled, again, again)))
    after = _after_release(first, ends[free], recalled[free], again[free], length[free])
    return _within_life(watch, first, recalls), after


def _after_release(first: _Custody, ends: Ids, recalled: Ids, again: Ids, length: Ids) -> _Orders:
    """Give the licence until the sentence ends, a second one after a recall, and supervision after short sentences."""
    back = recalled < FOREVER
    year = first.released + 365
    parts = (
        (
            np.ones(len(ends), dtype=bool),
            LICENCE,
            first.released,
            np.minimum(ends, recalled),
            np.where(back, RECALLED, 0),
        ),
        (back, LICENCE, again, ends, np.zeros(len(ends), dtype=np.int64)),
        (length < SUPERVISED_BELOW, SUPERVISION, np.maximum(ends, first.released), year, np.zeros(len(ends), np.int64)),
    )
    return _joined(
        *(
            _Orders(first.person[rows], np.full(int(rows.sum()), kind), start[rows], end[rows], reason[rows])
            for rows, kind, start, end, reason in parts
        )
    )


def _within_life(watch: Watch, *parts: _Custody) -> _Custody:
    """Put periods in custody together and end them with life."""
    names = ("person", "received", "sentenced", "expected", "released")
    person, received, sentenced, expected, released = (
        np.concatenate([getattr(part, name) for part in parts]) for name in names
    )
    death = watch.history.people["death"][person].astype(np.int64)
    lived = received < death
    released = np.minimum(released, death)
    return _Custody(person[lived], received[lived], sentenced[lived], expected[lived], released[lived])


def _joined(*parts: _Orders) -> _Orders:
    names = ("person", "kind", "start", "end", "reason")
    return _Orders(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _cut_short(watch: Watch, orders: _Orders) -> _Orders:
    """End orders when somebody dies or leaves the borough, and leave out those too short to be made."""
    gone = _gone(watch, orders.person)
    end = np.minimum(orders.end, gone)
    reason = np.where(orders.end > gone, -1, orders.reason)
    made = (orders.end - orders.start >= SHORTEST_ORDER) & (orders.start < gone)
    return _Orders(orders.person[made], orders.kind[made], orders.start[made], end[made], reason[made])


# --- rows -------------------------------------------------------------------------------------------------------------
def _order_rows(watch: Watch, orders: _Orders, rng: np.random.Generator) -> Batch:
    opened = orders.start + rng.exponential(DAYS_TO_RECORD, len(orders.start)).astype(np.int64)
    told = told_twice(watch.calendar, opened, orders.end, rng, latest=LATEST_CLOSING)
    register = Register(watch, "probation", orders.person, orders.start, prefix="X", learns_of_moves=0.75)
    row = told.row
    record = register.record_of(orders.person, orders.start)[row]
    columns: dict[str, Values] = {
        "order_ref": numbered("PO", row),
        "case_reference_number": register.reference(record),
        **register.identity(record, table("feeds.probation_order"), np.maximum(told.known, watch.calendar.start_day)),
        "sex": recorded_sex(register, record),
        "ethnicity": police_ethnicity(watch, register, record, rng),
        "order_type": coded(orders.kind[row], ORDERS),
        "start_date": as_dates(orders.start[row]),
        "end_date": as_dates(np.where(told.ended, orders.end[row], FOREVER)),
        "end_reason": coded(np.where(told.ended, orders.reason[row], -1), END_REASONS),
    }
    return Batch("feeds.probation_order", columns, told.known, {"case_reference_number": orders.person[row]})


def _custody_rows(watch: Watch, custody: _Custody, rng: np.random.Generator) -> Batch:
    """Tell custody at reception, again when somebody on remand is sentenced, and at release."""
    calendar, rows = watch.calendar, len(custody.person)
    heard = custody.received + rng.exponential(DAYS_TO_RECORD, rows).astype(np.int64)
    recorded = np.maximum(custody.sentenced + rng.exponential(DAYS_TO_RECORD, rows).astype(np.int64), heard)
    told = told_twice(calendar, recorded, custody.released, rng, latest=LATEST_CLOSING)
    waiting = (custody.sentenced > custody.received) & (heard < recorded)
    remand = np.flatnonzero(waiting & (recorded >= calendar.start_day) & (heard <= calendar.end_day))
    row = np.concatenate((remand, told.row))
    sentenced = np.repeat([False, True], [len(remand), len(told.row)])
    ended = np.concatenate((np.zeros(len(remand), dtype=bool), told.ended))
    known = np.concatenate((heard[remand], told.known))
    register = Register(watch, "probation", custody.person, custody.received, prefix="A", learns_of_moves=0.5)
    record = register.record_of(custody.person, custody.received)[row]
    columns: dict[str, Values] = {
        "custody_ref": numbered("CUS", row),
        "prison_number": register.reference(record),
        **register.identity(record, table("feeds.prison_custody"), np.maximum(known, calendar.start_day)),
        "sex": recorded_sex(register, record),
        "ethnicity": police_ethnicity(watch, register, record, rng),
        "status": coded(np.where(sentenced, 1, 0), ("REMAND", "SENTENCED")),
        "reception_date": as_dates(custody.received[row]),
        "expected_release_date": as_dates(np.where(sentenced, custody.expected[row], FOREVER)),
        "release_date": as_dates(np.where(ended, custody.released[row], FOREVER)),
    }
    return Batch("feeds.prison_custody", columns, known, {"prison_number": custody.person[row]})
