"""Adult social care: who asked for help, who was assessed, who got a service, and its reviews.

Most clients are old and matter to no family; they are drawn here by age, so that the feed has the size of a real one.
Care homes are left out: in this borough everyone lives at home until the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.episodes import apart, told_twice
from csps.synthetic.agencies.police import recorded_sex
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, YEAR, as_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES
from csps.synthetic.lives.population import NOBODY, SECOND_HOME

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

# Requests a year by age from people whom nothing in the history sent; together 133 per 1,000 aged 65 and over
# (England 2023-24: 1.43 million; 18 to 64: 658,000, 19 per 1,000). How they spread over ages is an assumption.
REQUESTS_BY_AGE = ((65.0, 75.0, 0.055), (75.0, 85.0, 0.16), (85.0, 130.0, 0.36))
OLD = 65.0

# What a request leads to, under 65 and from 65 on: assumption after the activity report (most get advice or nothing)
REQUEST_OUTCOMES = ("ASSESSMENT", "REABLEMENT", "SIGNPOSTED", "NO_SERVICE")
OUTCOMES_YOUNG, OUTCOMES_OLD = (0.36, 0.06, 0.30, 0.28), (0.34, 0.16, 0.24, 0.26)
ASSESSMENT_OUTCOMES = ("SERVICE", "SIGNPOSTED", "NO_SERVICE")
ASSESSMENT_SHARES = (0.58, 0.18, 0.24)
REASONS = (
    "PHYSICAL_CARE", "PHYSICAL_ACCESS", "MEMORY", "SENSORY_VISUAL", "SENSORY_HEARING", "MENTAL_HEALTH",
    "LEARNING_DISABILITY", "SUBSTANCE", "ISOLATION", "CARER",
)  # fmt: skip
CARER = REASONS.index("CARER")
REASONS_YOUNG = (0.20, 0.08, 0.01, 0.02, 0.02, 0.40, 0.09, 0.06, 0.04, 0.08)
REASONS_OLD = (0.55, 0.13, 0.13, 0.03, 0.03, 0.04, 0.005, 0.005, 0.03, 0.05)

# Days on average, all assumptions
DAYS_TO_ASSESS, DAYS_OF_ASSESSMENT, DAYS_TO_SERVICE = 24.0, 18.0, 12.0
REABLEMENT_DAYS = 42  # up to six weeks, free of charge (Care Act 2014)
SERVICE_YEARS = 2.5
REVIEW_EVERY, REVIEW_LATE = 365, 60  # the Act asks for one a year; many are late
DAYS_TO_RECORD = 4.0
LATEST_CLOSING = 45
ETHNICITY_STATED = 0.88
CARER_RECORDED, HAS_CARER = 0.7, 0.35

EVENTS = ("Request", "Assessment", "Service", "Review")
REQUEST, ASSESSMENT, SERVICE, REVIEW = range(4)
OUTCOMES = ("ASSESSMENT", "SERVICE", "REABLEMENT", "SIGNPOSTED", "NO_SERVICE", "ENDED", "DECEASED")
SERVICES = ("SHORT_TERM", "COMMUNITY", "CARER")
SHORT_TERM, COMMUNITY, FOR_CARER = range(3)


@dataclass(frozen=True)
class _Events:
    """Events of clients; outcome and service are positions in OUTCOMES and SERVICES, -1 for none."""

    person: Ids
    kind: Ids
    start: Ids
    end: Ids
    outcome: Ids
    service: Ids

    def only(self, rows: npt.NDArray[np.generic]) -> _Events:
        """Give some of the rows."""
        names = ("person", "kind", "start", "end", "outcome", "service")
        return _Events(*(getattr(self, name)[rows] for name in names))


def watch_adult_social_care(watch: Watch) -> list[Batch]:
    """Give clients and their events."""
    rng = watch.rng("adult social care")
    person, day = _requests(watch, rng)
    reason = _reasons(watch, person, day, rng)
    events = _within_life(watch, _course(watch, person, day, reason, rng))
    register = Register(watch, "adult_social_care", events.person, events.start, prefix="ASC", learns_of_moves=0.85)
    opened = register.since + rng.exponential(DAYS_TO_RECORD, len(register)).astype(np.int64)
    clients = _Clients(watch, register, opened, _main_reasons(person, reason, register.person))
    record = register.record_of(events.person, events.start)
    batch, row = _event_rows(clients, events, record, rng)
    seen = np.isin(np.arange(len(register)), record[row]) | (opened >= watch.calendar.start_day)
    return [_client_rows(clients, seen, rng), batch]


@dataclass(frozen=True)
class _Clients:
    """The council's list of clients.

    Attributes:
        watch: the borough.
        register: the list.
        opened: day from which each record is in the system.
        reason: main reason for support of each record, a position in REASONS.
    """

    watch: Watch
    register: Register
    opened: Ids
    reason: Ids


# --- what happens ------------------------------------------------------------------------------------------------------
def _requests(watch: Watch, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """List requests in order of day: those that the history sent, and those that come with age."""
    happened = watch.history.happened("adult_care_request")
    sent = watch.history.one_member(happened["household"], happened["day"], rng, ages=(18, 200))
    old, on = _requests_of_age(watch, rng)
    person = np.concatenate((sent[sent != NOBODY], old))
    day = np.concatenate((happened["day"][sent != NOBODY].astype(np.int64), on))
    order = np.lexsort((person, day))
    return person[order], day[order]


def _requests_of_age(watch: Watch, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Draw requests of older people at the rate of their age, while they live in the borough."""
    stays, birth = watch.history.residence, watch.history.people["birth"]
    main = stays["role"] != SECOND_HOME
    person = stays["person"][main].astype(np.int64)
    since, until = stays["start"][main], np.minimum(stays["end"][main], watch.calendar.end_day)
    persons, days = [], []
    for low, high, rate in REQUESTS_BY_AGE:
        begins = np.maximum(since, birth[person] + low * YEAR)
        length = (np.minimum(until, birth[person] + high * YEAR) - begins).clip(0)
        which = np.repeat(np.arange(len(person)), rng.poisson(rate * length / YEAR))
        persons.append(person[which])
        days.append((begins[which] + rng.random(len(which)) * length[which]).astype(np.int64))
    return np.concatenate(persons), np.concatenate(days)


def _reasons(watch: Watch, person: Ids, day: Ids, rng: np.random.Generator) -> Ids:
    """Draw the reason for support by age."""
    shares = np.cumsum(np.array([REASONS_YOUNG, REASONS_OLD]), axis=1)
    steps = shares[(watch.history.ages(person, day) >= OLD).astype(np.int64)]
    reason: Ids = (rng.random(len(person))[:, None] > steps).sum(axis=1).clip(0, len(REASONS) - 1)
    return reason


def _main_reasons(person: Ids, reason: Ids, clients: Ids) -> Ids:
    """Give the reason of the first request of each client."""
    asked, first = np.unique(person, return_index=True)
    main: Ids = reason[first][np.searchsorted(asked, clients)]
    return main


def _course(watch: Watch, person: Ids, day: Ids, reason: Ids, rng: np.random.Generator) -> _Events:
    """Follow each request to what comes of it; nobody asks anew while a service lasts."""
    rows = len(person)

    def after(average: float) -> Ids:
        waits: Ids = 1 + rng.exponential(average, rows).astype(np.int64)
        return waits

    old = watch.history.ages(person, day) >= OLD
    steps = np.cumsum(np.array([OUTCOMES_YOUNG, OUTCOMES_OLD]), axis=1)[old.astype(np.int64)]
    led_to = (rng.random(rows)[:, None] > steps).sum(axis=1).clip(0, 3)
    assessed = day + after(DAYS_TO_ASSESS)
    decided = assessed + after(DAYS_OF_ASSESSMENT)
    found = rng.choice(len(ASSESSMENT_OUTCOMES), rows, p=ASSESSMENT_SHARES)
    short, long = led_to == 1, (led_to == 0) & (found == 0)
    begins = np.where(short, day + 3, decided + after(DAYS_TO_SERVICE))
    ends = begins + np.where(short, REABLEMENT_DAYS, 28 + after(SERVICE_YEARS * YEAR))
    free = apart(person, day, np.where(short | long, ends, np.where(led_to == 0, decided, day)))
    kind_of_service = np.where(short, SHORT_TERM, np.where(reason == CARER, FOR_CARER, COMMUNITY))
    none = np.full(rows, -1)
    services = _Events(
        person, np.full(rows, SERVICE), begins, ends, np.full(rows, OUTCOMES.index("ENDED")), kind_of_service
    )
    services = services.only(free & (short | long))
    return _joined(
        _Events(person, np.full(rows, REQUEST), day, day, _place(REQUEST_OUTCOMES)[led_to], none).only(free),
        _Events(person, np.full(rows, ASSESSMENT), assessed, decided, _place(ASSESSMENT_OUTCOMES)[found], none).only(
            free & (led_to == 0)
        ),
        services,
        _reviews(watch, services.only(services.service != SHORT_TERM), rng),
    )


def _place(words: tuple[str, ...]) -> Ids:
    return np.array([OUTCOMES.index(word) for word in words])


def _reviews(watch: Watch, services: _Events, rng: np.random.Generator) -> _Events:
    """Review each service about once a year while it lasts."""
    until = np.minimum(services.end, watch.calendar.end_day)
    number = ((until - services.start) // REVIEW_EVERY).clip(0)
    which = np.repeat(np.arange(len(number)), number)
    turn = 1 + np.arange(len(which)) - np.repeat(np.cumsum(number) - number, number)
    day = services.start[which] + REVIEW_EVERY * turn + rng.integers(-20, REVIEW_LATE, len(which))
    kept = day < services.end[which]
    which, day = which[kept], day[kept]
    outcome = np.full(len(which), OUTCOMES.index("SERVICE"))
    return _Events(services.person[which], np.full(len(which), REVIEW), day, day, outcome, np.full(len(which), -1))


def _joined(*parts: _Events) -> _Events:
    names = ("person", "kind", "start", "end", "outcome", "service")
    return _Events(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _within_life(watch: Watch, events: _Events) -> _Events:
    """Leave out what would come after death or departure, and end with it what lasts."""
    people = watch.history.people
    death, left = (people[name][events.person].astype(np.int64) for name in ("death", "left"))
    gone = np.minimum(death, left)
    happens = (events.start < gone) & (events.start < watch.calendar.end_day)
    ended = np.where(death <= left, OUTCOMES.index("DECEASED"), OUTCOMES.index("ENDED"))
    outcome = np.where(events.end >= gone, ended, events.outcome)
    end = np.minimum(events.end, gone)
    return _Events(events.person, events.kind, events.start, end, outcome, events.service).only(happens)


# --- rows -------------------------------------------------------------------------------------------------------------
def _event_rows(clients: _Clients, events: _Events, record: Ids, rng: np.random.Generator) -> tuple[Batch, Ids]:
    """Give events, and which event each row is about."""
    watch, register = clients.watch, clients.register
    known = events.start + rng.exponential(DAYS_TO_RECORD, len(events.start)).astype(np.int64)
    known = np.maximum(known, clients.opened[record])
    told = told_twice(watch.calendar, known, events.end, rng, latest=0)
    row, lasts = told.row, (events.end > events.start)[told.row]
    late = rng.integers(0, LATEST_CLOSING, len(events.start))[row]
    columns: dict[str, Values] = {
        "event_id": numbered("EV", row),
        "la_person_id": register.reference(record[row]),
        "event_type": coded(events.kind[row], EVENTS),
        "event_start_date": as_dates(events.start[row]),
        "event_end_date": as_dates(np.where(told.ended, events.end[row], FOREVER)),
        "event_outcome": coded(np.where(told.ended, events.outcome[row], -1), OUTCOMES),
        "service_type": coded(events.service[row], SERVICES),
    }
    known = told.known + np.where(told.ended & lasts, late, 0)
    return Batch("feeds.adult_social_care_event", columns, known, {"la_person_id": events.person[row]}), row


def _client_rows(clients: _Clients, seen: Flags, rng: np.random.Generator) -> Batch:
    """Give clients when they are first known, again when a new address or their death becomes known."""
    watch, register, opened, reason = clients.watch, clients.register, clients.opened, clients.reason
    calendar, people = watch.calendar, watch.history.people
    death = people["death"][register.person].astype(np.int64)
    told = told_twice(calendar, opened, death, rng, latest=LATEST_CLOSING)
    moved, on = register.address_changes()
    again = (on > opened[moved]) & (on >= calendar.start_day)
    record = np.concatenate((told.row, moved[again]))
    known = np.concatenate((told.known, on[again]))
    dead = np.concatenate((told.ended, np.zeros(int(again.sum()), dtype=bool)))
    delivered = seen[record]
    record, known, dead = record[delivered], known[delivered], dead[delivered]
    stated = rng.random(len(register)) < ETHNICITY_STATED
    ethnicity = np.where(stated, watch.identities.ethnicity[register.person], ETHNICITY_CODES.index("NOBT"))
    recorded = rng.random(len(register)) < CARER_RECORDED
    has_carer = rng.random(len(register)) < HAS_CARER
    columns: dict[str, Values] = {
        "la_person_id": register.reference(record),
        **register.identity(record, table("feeds.adult_social_care_client"), np.maximum(known, calendar.start_day)),
        "gender": recorded_sex(register, record),
        "ethnicity": coded(ethnicity[record], ETHNICITY_CODES),
        "client_type": coded((reason == CARER).astype(np.int64)[record], ("Service User", "Carer")),
        "primary_support_reason": coded(reason[record], REASONS),
        "has_unpaid_carer": np.ma.masked_array(has_carer[record], mask=~recorded[record]),
        "date_of_death": as_dates(np.where(dead, death[record], FOREVER)),
    }
    return Batch("feeds.adult_social_care_client", columns, known, {"la_person_id": register.person[record]})
