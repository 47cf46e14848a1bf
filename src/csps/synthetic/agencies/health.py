"""Health services' flags: that something is so, from those services and practices that share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded
from csps.synthetic.agencies.episodes import apart, told_on_moves, told_twice
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, YEAR, as_dates
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

KINDS = (
    "MENTAL_HEALTH", "SELF_HARM", "DRUGS", "ALCOHOL", "PREGNANCY", "LONG_TERM", "LEARNING_DISABILITY",
    "MISSED_REVIEW", "MISSED_IMMUNISATION", "DEVELOPMENT",
)  # fmt: skip
SENDERS = ("GP", "MENTAL_HEALTH", "MATERNITY", "HEALTH_VISITING", "TREATMENT", "HOSPITAL")
GP = 0

PRACTICES_THAT_SHARE = 0.75  # assumption: agreements are made practice by practice
DWELLINGS_PER_PRACTICE = 3800  # about 8,000 patients, as in inner London
FEWEST_PRACTICES = 4

# Shares of flags by kind, and by sender: assumptions, since no feed of this sort is published
PARENT_IS_MEANT = 0.85  # of adults' flags that concern the carer or partner, where other adults live there too
SELF_HARM_ADULT, SELF_HARM_TEEN, TEEN = 0.05, 0.15, 12
MAN_IS_TREATED = 0.85  # of couples: in England 68 % of adults in treatment are men, lone mothers among the rest
ALCOHOL_SHARE = 0.55  # adults in treatment, England 2023-24: alcohol only or with other drugs for about half
CHILD_FLAGS = ("MISSED_REVIEW", "MISSED_IMMUNISATION", "DEVELOPMENT")
CHILD_FLAG_SHARES = (0.60, 0.30, 0.10)
GP_TELLS_MENTAL_HEALTH = 0.55  # the trust tells of the others
CAUGHT_UP = 0.6  # of missed reviews and immunisations

# How long flags last, mean days: assumptions
DAYS_OF_MENTAL_HEALTH, DAYS_OF_TREATMENT, DAYS_TO_CATCH_UP = 210.0, 190.0, 120.0
BOOKED_WEEKS = (12, 28)  # weeks before the birth at which maternity services tell: earliest is the larger

# Share with a long-term physical condition on the practice's register by age: assumption, about a third of adults
CONDITION_AGES = (0.0, 18.0, 45.0, 65.0, 75.0, 90.0)
CONDITION_SHARES = (0.01, 0.07, 0.20, 0.42, 0.56, 0.68)
LEARNING_DISABILITY_SHARE = 0.005  # of people, on the practice's register; among disabled children more
LEARNING_DISABILITY_DISABLED = 0.12
LEARNING_DISABILITY_FROM = (4, 11)  # years of age at which it is put on the register

DAYS_TO_SEND = 10.0
LATEST_CLOSING = 45


@dataclass(frozen=True)
class _Flags:
    """Flags; `end` is FOREVER where it stays so, `met` the day the sender first has the person on its list."""

    person: Ids
    kind: Ids
    sender: Ids
    start: Ids
    end: Ids
    met: Ids


def watch_health(watch: Watch) -> list[Batch]:
    """Give every flag when it is raised, again when the person has moved meanwhile, and again when it ends."""
    rng = watch.rng("health")
    parts = (*_adults(watch, rng), _children(watch, rng), _missed(watch, rng), _pregnancies(watch, rng))
    flags = _tidy(watch, _joined(*parts, *_lasting(watch, rng)))
    gone = _gone(watch, flags.person)
    opened = np.maximum(flags.start, flags.met) + rng.exponential(DAYS_TO_SEND, len(flags.start)).astype(np.int64)
    until = np.minimum(flags.end, gone)
    told = told_twice(watch.calendar, opened, until, rng, latest=LATEST_CLOSING)
    told = told.only(~told.ended | (flags.end <= gone)[told.row])  # who dies or leaves is not told of again
    register = Register(watch, "health", flags.person, flags.met, prefix="P", learns_of_moves=0.92)
    of = register.record_of(flags.person, flags.met)
    told = told_on_moves(told, of, opened, until, register.address_changes())
    row, known, ended = told.row, told.known, told.ended
    record = of[row]
    columns: dict[str, Values] = {
        "patient_ref": register.reference(record),
        **register.identity(record, table("feeds.health_flag"), np.maximum(known, watch.calendar.start_day)),
        "kind": coded(flags.kind[row], KINDS),
        "sender": coded(flags.sender[row], SENDERS),
        "start_date": as_dates(flags.start[row]),
        "end_date": as_dates(np.where(ended, flags.end[row], FOREVER)),
    }
    return [Batch("feeds.health_flag", columns, known, {"patient_ref": flags.person[row]})]


# --- from what happened --------------------------------------------------------------------------------------------------
def _adults(watch: Watch, rng: np.random.Generator) -> tuple[_Flags, _Flags]:
    """Flag adults for their mental health and for substance treatment."""
    person, day = _adult_of(watch, "mental_health_flag", rng)
    harmed = rng.random(len(day)) < SELF_HARM_ADULT
    mind = _mental_health(person, day, harmed, rng)
    person, day = _adult_of(watch, "substance_flag", rng, men=MAN_IS_TREATED)
    alcohol = rng.random(len(day)) < ALCOHOL_SHARE
    end = day + 28 + rng.exponential(DAYS_OF_TREATMENT, len(day)).astype(np.int64)
    kind = np.where(alcohol, KINDS.index("ALCOHOL"), KINDS.index("DRUGS"))
    return mind, _Flags(person, kind, np.full(len(day), SENDERS.index("TREATMENT")), day, end, day)


def _adult_of(watch: Watch, name: str, rng: np.random.Generator, *, men: float = 0.5) -> tuple[Ids, Ids]:
    """Pick the adult whom each event is about: mostly the carer or partner, of a woman and a man the man with `men`."""
    history, happened = watch.history, watch.history.happened(name)
    household, day = happened["household"].astype(np.int64), happened["day"].astype(np.int64)
    parent = history.one_member(household, day, rng, roles=("carer", "partner"))
    one, two = history.carer(household, day), history.partner(household, day)
    sex = history.people["sex"]
    mixed = (one != NOBODY) & (two != NOBODY) & (sex[one] != sex[two])
    man = mixed & (rng.random(len(day)) < np.abs(2 * men - 1))
    parent = np.where(man, np.where((sex[one] == 1) == (men > 0.5), one, two), parent)
    other = history.one_member(household, day, rng, roles=("other_adult",), ages=(18, 200))
    person = np.where((other != NOBODY) & (rng.random(len(day)) >= PARENT_IS_MEANT), other, parent)
    return person[person != NOBODY], day[person != NOBODY]


def _mental_health(person: Ids, day: Ids, harmed: Flags, rng: np.random.Generator) -> _Flags:
    """Make flags of mental health services, or of the hospital after self-harm, which are over the same day."""
    practice = rng.random(len(day)) < GP_TELLS_MENTAL_HEALTH
    sender = np.where(harmed, SENDERS.index("HOSPITAL"), np.where(practice, GP, SENDERS.index("MENTAL_HEALTH")))
    lasts = 28 + rng.exponential(DAYS_OF_MENTAL_HEALTH, len(day)).astype(np.int64)
    kind = np.where(harmed, KINDS.index("SELF_HARM"), KINDS.index("MENTAL_HEALTH"))
    return _Flags(person, kind, sender, day, day + np.where(harmed, 0, lasts), day)


def _child_of(watch: Watch, name: str, ages: tuple[float, float], rng: np.random.Generator) -> tuple[Ids, Ids]:
    happened = watch.history.happened(name)
    child = watch.history.one_member(happened["household"], happened["day"], rng, ages=ages)
    return child[child != NOBODY], happened["day"][child != NOBODY].astype(np.int64)


def _children(watch: Watch, rng: np.random.Generator) -> _Flags:
    """Flag children of 5 to 17 for their mental health."""
    child, day = _child_of(watch, "child_mental_health_flag", (5, 18), rng)
    teen = watch.history.ages(child, day) >= TEEN
    return _mental_health(child, day, teen & (rng.random(len(day)) < SELF_HARM_TEEN), rng)


def _missed(watch: Watch, rng: np.random.Generator) -> _Flags:
    """Flag children under 5 who missed a review or an immunisation, or did poorly at a review."""
    child, day = _child_of(watch, "missed_health_review", (0, 5), rng)
    kind = np.array([KINDS.index(word) for word in CHILD_FLAGS])[rng.choice(3, len(day), p=CHILD_FLAG_SHARES)]
    caught_up = (kind != KINDS.index("DEVELOPMENT")) & (rng.random(len(day)) < CAUGHT_UP)
    later = day + 14 + rng.exponential(DAYS_TO_CATCH_UP, len(day)).astype(np.int64)
    sender = np.where(kind == KINDS.index("MISSED_IMMUNISATION"), GP, SENDERS.index("HEALTH_VISITING"))
    return _Flags(child, kind, sender, day, np.where(caught_up, later, FOREVER), day)


def _pregnancies(watch: Watch, rng: np.random.Generator) -> _Flags:
    """Flag pregnancies from booking on: those that ended in a birth in the borough, and those still expected."""
    people, households, end_day = watch.history.people, watch.history.households, watch.calendar.end_day
    born = (people["mother"] != NOBODY) & (people["arrived"] == people["birth"]) & (people["adopted_on"] == FOREVER)
    expecting = np.flatnonzero(households["due"] < FOREVER)
    adults = households["adults"][expecting, :2]
    woman = np.where(people["sex"][adults[:, 0]] == 0, adults[:, 0], adults[:, 1])
    mother = np.concatenate((people["mother"][born], woman)).astype(np.int64)
    birth = np.concatenate((people["birth"][born], households["due"][expecting])).astype(np.int64)
    known_mother = mother != NOBODY
    mother, birth = np.unique(np.column_stack((mother, birth))[known_mother], axis=0).T  # twins are one pregnancy
    start = birth - rng.integers(7 * BOOKED_WEEKS[0], 7 * BOOKED_WEEKS[1], len(birth))
    booked = start < end_day
    mother, birth, start = mother[booked], birth[booked], start[booked]
    met = np.maximum(start, people["arrived"][mother])
    kind = np.full(len(birth), KINDS.index("PREGNANCY"))
    return _Flags(mother, kind, np.full(len(birth), SENDERS.index("MATERNITY")), start, birth, met)


# --- what comes with age -----------------------------------------------------------------------------------------------
def _lasting(watch: Watch, rng: np.random.Generator) -> tuple[_Flags, _Flags]:
    """Flag long-term conditions and learning disability, each from a day drawn once for a person's life."""
    people = watch.history.people
    number = len(people["birth"])
    draw = rng.random(number)
    onset = np.interp(draw, CONDITION_SHARES, CONDITION_AGES)
    ill = np.flatnonzero(draw < CONDITION_SHARES[-1])
    share = np.where(people["disabled"], LEARNING_DISABILITY_DISABLED, LEARNING_DISABILITY_SHARE)
    slow = np.flatnonzero(rng.random(number) < share)
    return (
        _for_life(watch, ill, onset[ill], KINDS.index("LONG_TERM")),
        _for_life(watch, slow, rng.uniform(*LEARNING_DISABILITY_FROM, len(slow)), KINDS.index("LEARNING_DISABILITY")),
    )


def _for_life(watch: Watch, person: Ids, age: npt.NDArray[np.floating], kind: int) -> _Flags:
    """Make flags that begin at an age and never end, of those who then or later live in the borough."""
    people = watch.history.people
    start = (people["birth"][person] + age * YEAR).astype(np.int64)
    met = np.maximum(start, people["arrived"][person])
    here = (met < _gone(watch, person)) & (met < watch.calendar.end_day)
    person, start, met = person[here], start[here], met[here]
    rows = len(person)
    return _Flags(person, np.full(rows, kind), np.full(rows, GP), start, np.full(rows, FOREVER), met)


# --- who shares --------------------------------------------------------------------------------------------------------
def _gone(watch: Watch, person: Ids) -> Ids:
    """Give the day on which each person died or left the borough."""
    people = watch.history.people
    gone: Ids = np.minimum(people["death"][person], people["left"][person]).astype(np.int64)
    return gone


def _joined(*parts: _Flags) -> _Flags:
    names = ("person", "kind", "sender", "start", "end", "met")
    return _Flags(*(np.concatenate([getattr(part, name) for part in parts]).astype(np.int64) for name in names))


def _tidy(watch: Watch, flags: _Flags) -> _Flags:
    """Leave out flags of practices that do not share, and what begins while the same flag is still up."""
    practice = flags.sender == GP
    shared = ~practice
    shared[practice] = shares(watch, flags.person[practice], flags.met[practice])
    kept = shared & apart(flags.person * len(KINDS) + flags.kind, flags.start, flags.end)
    kept &= flags.met < _gone(watch, flags.person)
    names = ("person", "kind", "sender", "start", "end", "met")
    return _Flags(*(getattr(flags, name)[kept] for name in names))


def shares(watch: Watch, person: Ids, day: Ids) -> Flags:
    """Tell whose practice shares: practices lie side by side, and a person's is the one nearest to their postcode."""
    town = watch.town
    number = max(FEWEST_PRACTICES, round(len(town) / DWELLINGS_PER_PRACTICE))
    sharing = watch.rng("practices").permutation(number) < round(PRACTICES_THAT_SHARE * number)
    dwelling = watch.history.address(person, day)
    practice = town.postcode[dwelling].astype(np.int64) * number // len(town.postcode_texts)
    return np.asarray((dwelling >= 0) & sharing[practice])
