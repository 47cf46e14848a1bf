"""The police: incidents with the role of each person.

Who did what is worked out here once (`domestic_incidents`, `offences`), for the police as for those who read the same
events later: the MARAC, youth justice, the courts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.contracts.code_lists.people import POLICE_TO_DFE_ETHNICITY
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.store import Coded
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

INCIDENT_TYPES = ("DOMESTIC", "CHILD_TO_PARENT", "VIOLENCE", "THEFT", "DRUGS", "PUBLIC_ORDER", "DAMAGE", "WEAPON")
DOMESTIC, CHILD_TO_PARENT = 0, 1
OFFENCE_KINDS = INCIDENT_TYPES[2:]  # the same words in the youth justice list
ROLES = ("VICTIM", "SUSPECT", "CHILD_PRESENT")
VICTIM, SUSPECT, CHILD_PRESENT = range(3)
OUTCOMES = ("CHARGED", "OUT_OF_COURT", "NO_ACTION", "NO_CRIME", "OPEN")
OPEN = 4
POLICE_ETHNICITIES = tuple(sorted(POLICE_TO_DFE_ETHNICITY))

# Domestic incidents recorded are 24.5 per 1,000 residents (England and Wales, year to March 2021: 1,459,663); lived
# are about 30. That one in five or six does not reach the council is an assumption.
REACHES_COUNCIL = 0.82
# Of victims, 73 % are women (ONS, year to March 2024: about 72.5 %); of people without a partner either may be one.
MAN_IS_SUSPECT = 0.85
TEENAGER_IS_SUSPECT = 0.10  # of incidents where a 12- to 17-year-old lives: assumption, no figure by household exists
LEGALLY_DOMESTIC_FROM = 16  # both must be 16 or over (Domestic Abuse Act 2021, section 1)
CHILD_NOTED = 0.7  # of the children at home the officer writes this share down: assumption

# Assumptions: a few people of a household do most of what is done; men more, and women are less often suspected, so
# that about four in five are male (78 % of young offenders: DfE and MoJ).
MEN_OFFEND = 3.5  # times as likely as women of the same household
WOMEN_SUSPECTED = 0.5  # of offences by women; the others stay without a suspect and are left out
SPREAD_OF_INCLINATION = 1.3  # standard deviation of its logarithm
# Most is done between 16 and 30: the weight of an age within a household, and how much of what the old do is suspected
AGES, WEIGHT_OF_AGE = (10, 14, 18, 25, 30, 40, 50, 60, 70, 90), (0.4, 0.8, 1.0, 1.0, 0.75, 0.5, 0.3, 0.15, 0.05, 0.02)
OLD_FROM, SUSPECTED_BY_AGE = (35, 45, 60, 75), (1.0, 0.65, 0.25, 0.05)
VICTIM_NAMED = (0.70, 0.45, 0.0, 0.25, 0.45, 0.10)  # as OFFENCE_KINDS; about half of them live here
VICTIM_AGES = (10, 85)
# Kinds of offence, as OFFENCE_KINDS: assumption after recorded crime and the youth justice statistics 2023-24
ADULT_KINDS = (0.30, 0.28, 0.14, 0.13, 0.10, 0.05)
YOUTH_KINDS = (0.40, 0.15, 0.13, 0.10, 0.12, 0.10)
ETHNICITY_STATED = 0.8  # 10 to 20 % unknown outside children's social care: assumption

DAYS_TO_RECORD = 5.0  # until an incident is within the extract's reach, on average: assumption, as all delays below
DAYS_TO_OUTCOME = 45.0
DECIDED_AT_ONCE = 0.45  # of outcomes
OUTCOME_SHARES = (0.10, 0.04, 0.52, 0.34)  # 42 % of domestic incidents were no crimes (year to March 2021)


# --- who did what ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class DomesticIncidents:
    """Domestic incidents as they happened, in the order of the log.

    Attributes:
        household, day: where and when.
        victim: an adult of the household, NOBODY where it was already gone.
        suspect: the other adult, or a teenager; NOBODY where it is somebody who lives elsewhere.
        by_teenager: whether a teenager was violent towards a parent.
    """

    household: Ids
    day: Ids
    victim: Ids
    suspect: Ids
    by_teenager: Flags


def domestic_incidents(watch: Watch) -> DomesticIncidents:
    """Tell who was hurt and who did it: mostly the woman by the man she lives with, sometimes by their teenager."""
    rng, history = watch.rng("domestic incidents"), watch.history
    happened = history.happened("domestic_incident")
    household, day = happened["household"].astype(np.int64), happened["day"].astype(np.int64)
    carer, partner = history.carer(household, day), history.partner(household, day)
    carer_is_man = history.people["sex"][carer] == 1
    carer_suspected = (partner != NOBODY) & ((rng.random(len(day)) < MAN_IS_SUSPECT) == carer_is_man)
    victim = np.where(carer_suspected, partner, carer)
    suspect = np.where(carer_suspected, carer, partner)
    teenager = history.one_member(household, day, rng, roles=("child",), ages=(12, 18))
    by_teenager = (teenager != NOBODY) & (carer != NOBODY) & (rng.random(len(day)) < TEENAGER_IS_SUSPECT)
    return DomesticIncidents(
        household, day, np.where(by_teenager, carer, victim), np.where(by_teenager, teenager, suspect), by_teenager
    )


@dataclass(frozen=True)
class Offences:
    """Offences with the person who is suspected, in order of day.

    Attributes:
        person, day: who and when.
        kind: position in OFFENCE_KINDS.
        earlier: how many offences the person was suspected of before.
    """

    person: Ids
    day: Ids
    kind: Ids
    earlier: Ids


def offences(watch: Watch, name: str) -> Offences:
    """Tell who is suspected of each "adult_offence" or "youth_offence".

    Within a household it is mostly the same person: everyone has an inclination of their own that stays with them.
    """
    adult = name == "adult_offence"
    rng, history = watch.rng(f"suspects of {name}"), watch.history
    happened = history.happened(name)
    order = np.lexsort((happened["household"], happened["day"]))
    household, day = happened["household"][order].astype(np.int64), happened["day"][order].astype(np.int64)
    which, person = history.members(household, day, ages=(18, 90) if adult else (10, 18))
    inclined = watch.rng("inclination").lognormal(0, SPREAD_OF_INCLINATION, len(history.people["birth"]))
    inclined *= np.where(history.people["sex"] == 1, MEN_OFFEND, 1.0)
    weight = inclined[person] * np.interp(history.ages(person, day[which]), AGES, WEIGHT_OF_AGE)
    first = np.lexsort((rng.exponential(1.0, len(which)) / weight, which))
    which, at = np.unique(which[first], return_index=True)
    person, day = person[first[at]].astype(np.int64), day[which]
    share = np.where(history.people["sex"][person] == 1, 1.0, WOMEN_SUSPECTED)
    share = share * np.interp(history.ages(person, day), OLD_FROM, SUSPECTED_BY_AGE)
    suspected = rng.random(len(person)) < share
    person, day = person[suspected], day[suspected]
    kind = rng.choice(len(OFFENCE_KINDS), len(day), p=ADULT_KINDS if adult else YOUTH_KINDS)
    return Offences(person, day, kind, counted_before(person))


def counted_before(person: npt.NDArray[np.integer]) -> Ids:
    """Count how often the same person stands earlier in a list.

    >>> counted_before(np.array([4, 7, 4, 4])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(person, kind="stable")
    _, start, count = np.unique(person[order], return_index=True, return_counts=True)
    before = np.empty(len(person), dtype=np.int64)
    before[order] = np.arange(len(person)) - np.repeat(start, count)
    return before


def police_ethnicity(watch: Watch, register: Register, record: Ids, rng: np.random.Generator) -> Coded:
    """Write ethnicity in the police's own codes, the same in every row of a record; empty for -1."""
    dfe_to_police = {dfe: code for code, dfe in POLICE_TO_DFE_ETHNICITY.items()}
    place = np.array([POLICE_ETHNICITIES.index(dfe_to_police.get(code, "NS")) for code in ETHNICITY_CODES])
    stated = rng.random(len(register)) < ETHNICITY_STATED
    written = np.where(stated, place[watch.identities.ethnicity[register.person]], POLICE_ETHNICITIES.index("NS"))
    return coded(np.append(written, -1)[record], POLICE_ETHNICITIES)


def recorded_sex(register: Register, record: Ids) -> Coded:
    """Write sex as M or F, empty where it is not known."""
    return coded(register.sex(record) - 1, ("M", "F"))


# --- incidents -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Named:
    """People named in incidents: one row each."""

    person: Ids
    day: Ids
    kind: Ids
    role: Ids
    flagged: Flags
    incident: Ids


def watch_police(watch: Watch) -> list[Batch]:
    """Give every incident with its persons as it is recorded, and again when something has come of it."""
    rng = watch.rng("police incidents")
    named = _numbered_by_day(*_domestic(watch, rng), *_others(watch))
    incidents = int(named.incident.max(initial=-1)) + 1
    recorded = rng.exponential(DAYS_TO_RECORD, incidents).astype(np.int64)
    decided = rng.exponential(DAYS_TO_OUTCOME, incidents) * (rng.random(incidents) >= DECIDED_AT_ONCE)
    outcome = rng.choice(4, incidents, p=OUTCOME_SHARES)
    recorded, decided = recorded[named.incident], np.maximum(decided.astype(np.int64), recorded)[named.incident]
    waiting = np.flatnonzero((recorded < decided) & (named.day + decided >= watch.calendar.start_day))
    row = np.concatenate((waiting, np.arange(len(named.day))))
    settled = np.repeat([False, True], [len(waiting), len(named.day)])
    known = named.day[row] + np.where(settled, decided[row], recorded[row])
    register = Register(watch, "police", named.person, named.day, prefix="NOM", learns_of_moves=0.8)
    record = register.record_of(named.person, named.day)[row]
    columns: dict[str, Values] = {
        "incident_id": numbered("INC", named.incident[row]),
        "nominal_id": register.reference(record),
        **register.identity(record, table("feeds.police_incident"), known),
        "sex": recorded_sex(register, record),
        "ethnicity": police_ethnicity(watch, register, record, rng),
        "incident_date": as_dates(named.day[row]),
        "incident_type": coded(named.kind[row], INCIDENT_TYPES),
        "role": coded(named.role[row], ROLES),
        "domestic_flag": named.flagged[row],
        "outcome": coded(np.where(settled, outcome[named.incident[row]], OPEN), OUTCOMES),
    }
    return [Batch("feeds.police_incident", columns, known, {"nominal_id": named.person[row]})]


def _numbered_by_day(*parts: _Named) -> _Named:
    """Put parts together; incidents are numbered in order of day, whatever they are about."""
    first = np.cumsum([0, *(int(part.incident.max(initial=-1)) + 1 for part in parts)])
    incident = np.concatenate([part.incident + number for part, number in zip(parts, first, strict=False)])
    person, day, kind, role, flagged = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("person", "day", "kind", "role", "flagged")
    )
    order = np.lexsort((role, incident, day))
    order = order[person[order] != NOBODY]
    new = np.diff(incident[order], prepend=-1) != 0
    return _Named(person[order], day[order], kind[order], role[order], flagged[order], np.cumsum(new) - 1)


def _domestic(watch: Watch, rng: np.random.Generator) -> list[_Named]:
    """Name the people of domestic incidents: victim, suspect, and the children who were there."""
    lived, history = domestic_incidents(watch), watch.history
    reaches = np.flatnonzero(rng.random(len(lived.day)) < REACHES_COUNCIL)
    which, child = history.members(lived.household, lived.day, ages=(0, 18))
    noted = np.isin(which, reaches) & (rng.random(len(child)) < CHILD_NOTED) & (child != lived.suspect[which])
    incident = np.concatenate((reaches, reaches, which[noted]))
    suspect_age = history.ages(lived.suspect, lived.day)
    flagged = ~lived.by_teenager | (suspect_age >= LEGALLY_DOMESTIC_FROM)
    person = np.concatenate((lived.victim[reaches], lived.suspect[reaches], child[noted].astype(np.int64)))
    role = np.repeat([VICTIM, SUSPECT, CHILD_PRESENT], [len(reaches), len(reaches), int(noted.sum())])
    kind = np.where(lived.by_teenager, CHILD_TO_PARENT, DOMESTIC)
    return [_Named(person, lived.day[incident], kind[incident], role, flagged[incident], incident)]


def _others(watch: Watch) -> list[_Named]:
    """Name the suspect of other offences, and the victim where it was somebody who lives here."""
    parts, rng = [], watch.rng("victims of offences")
    for done in (offences(watch, "adult_offence"), offences(watch, "youth_offence")):
        rows, kind = len(done.day), done.kind + len(INCIDENT_TYPES) - len(OFFENCE_KINDS)
        hurt = np.flatnonzero(rng.random(rows) < np.array(VICTIM_NAMED)[done.kind])
        incident = np.concatenate((np.arange(rows), hurt))
        person = np.concatenate((done.person, _residents(watch, done.day[hurt], done.person[hurt], rng)))
        role = np.repeat([SUSPECT, VICTIM], [rows, len(hurt)])
        flagged = np.zeros(len(incident), dtype=bool)
        parts.append(_Named(person, done.day[incident], kind[incident], role, flagged, incident))
    return parts


def _residents(watch: Watch, day: Ids, other_than: Ids, rng: np.random.Generator) -> Ids:
    """Draw somebody who lives in the borough on each day; NOBODY where the draw falls on one who does not, or is a child."""
    history = watch.history
    person = rng.integers(0, len(history.people["birth"]), len(day))
    age = history.ages(person, day)
    here = (history.people["arrived"][person] <= day) & (history.home(person, day) != NOBODY) & (person != other_than)
    return np.where(here & (age >= VICTIM_AGES[0]) & (age < VICTIM_AGES[1]), person, NOBODY)
