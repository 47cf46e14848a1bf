"""The police: incidents with the role of each person, and anti-social behaviour with what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.contracts.code_lists.people import POLICE_TO_DFE_ETHNICITY
from csps.synthetic.agencies.batch import Batch, coded, empty, numbered
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates
from csps.synthetic.identities.communities import ETHNICITY_CODES
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Rows: TypeAlias = tuple[npt.NDArray, npt.NDArray, npt.NDArray, npt.NDArray, npt.NDArray]

INCIDENT_TYPES = ("DOMESTIC", "VIOLENCE", "THEFT", "DRUGS", "PUBLIC_ORDER", "DAMAGE", "WEAPON")
DOMESTIC = 0
ROLES = ("VICTIM", "SUSPECT", "CHILD_PRESENT")
VICTIM, SUSPECT, CHILD_PRESENT = range(3)

CHILD_NOTED = 0.7  # of the children at home, the officer writes this share down
PARTNER_IS_PERPETRATOR = 0.85
AVERAGE_DELAY = 5.0  # days until an incident is in the extract's reach


def watch_police(watch: Watch) -> list[Batch]:
    """Give every incident with its persons, and every anti-social behaviour."""
    return [*_incidents(watch), *_antisocial_behaviour(watch)]


def _incidents(watch: Watch) -> list[Batch]:
    rng = watch.rng("police incidents")
    rows = _domestic(watch, rng) + _offences(watch, rng)
    incident, person, day, kind, role = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    met = person != NOBODY
    incident, person, day, kind, role = (column[met] for column in (incident, person, day, kind, role))
    register = Register(watch, "police", person, day, prefix="NOM", learns_of_moves=0.35)
    record = register.record_of(person, day)
    contract = table("feeds.police_incident")
    # one outcome per incident, whoever is asked
    outcome = np.random.default_rng(int(rng.integers(2**32))).choice(4, incident.max() + 1, p=(0.10, 0.04, 0.52, 0.34))
    columns: dict[str, Values] = {
        "incident_id": numbered("INC", incident),
        "nominal_id": register.reference(record),
        **register.identity(record, contract, day),
        "sex": coded(register.sex(record) - 1, ("M", "F")),
        "ethnicity": _police_ethnicity(watch, person, rng),
        "incident_date": as_dates(day),
        "incident_type": coded(kind, INCIDENT_TYPES),
        "role": coded(role, ROLES),
        "domestic_flag": kind == DOMESTIC,
        "outcome": coded(outcome[incident], ("CHARGED", "OUT_OF_COURT", "NO_ACTION", "NO_CRIME")),
    }
    known = day + rng.exponential(AVERAGE_DELAY, incident.max() + 1).astype(np.int64)[incident]
    return [Batch("feeds.police_incident", columns, known, {"nominal_id": person})]


def _domestic(watch: Watch, rng: np.random.Generator) -> list[Rows]:
    """Domestic incidents: the carer is mostly the victim, the partner mostly the suspect, children are noted."""
    happened = watch.history.happened("domestic_incident")
    household, day = happened["household"], happened["day"]
    incident = np.arange(len(household))
    carer, partner = watch.history.carer(household, day), watch.history.partner(household, day)
    swapped = rng.random(len(household)) >= PARTNER_IS_PERPETRATOR
    victim = np.where(swapped & (partner != NOBODY), partner, carer)
    suspect = np.where(swapped & (partner != NOBODY), carer, partner)
    which, child = watch.history.members(household, day, ages=(0, 18))
    noted = rng.random(len(child)) < CHILD_NOTED
    parts = [
        (incident, victim, day, VICTIM),
        (incident, suspect, day, SUSPECT),
        (incident[which[noted]], child[noted], day[which[noted]], CHILD_PRESENT),
    ]
    return [
        (number, person, when, np.full(len(number), DOMESTIC), np.full(len(number), role))
        for number, person, when, role in parts
    ]


def _offences(watch: Watch, rng: np.random.Generator) -> list[Rows]:
    """Other offences: a suspect of the household in which it began."""
    first = len(watch.history.happened("domestic_incident")["day"])
    rows = []
    for name, ages in (("adult_offence", (18, 90)), ("youth_offence", (10, 18))):
        happened = watch.history.happened(name)
        household, day = happened["household"], happened["day"]
        person = watch.history.one_member(household, day, rng, ages=ages)
        kind = rng.choice(np.arange(1, 7), len(day), p=(0.30, 0.28, 0.14, 0.13, 0.10, 0.05))
        rows.append((first + np.arange(len(day)), person, day, kind, np.full(len(day), SUSPECT)))
        first += len(day)
    return rows


def _police_ethnicity(watch: Watch, person: npt.NDArray, rng: np.random.Generator) -> Values:
    """Write ethnicity in the police's own codes; a fifth is not stated."""
    dfe_to_police = {code: police for police, code in POLICE_TO_DFE_ETHNICITY.items()}
    words = sorted(set(POLICE_TO_DFE_ETHNICITY))
    place = np.array([words.index(dfe_to_police.get(code, "NS")) for code in ETHNICITY_CODES])
    stated = rng.random(len(person)) < 0.8
    return coded(np.where(stated, place[watch.identities.ethnicity[person]], words.index("NS")), words)


def _antisocial_behaviour(watch: Watch) -> list[Batch]:
    rng = watch.rng("antisocial behaviour")
    happened = watch.history.happened("antisocial_behaviour")
    household, day = happened["household"], happened["day"].astype(np.int64)
    person = watch.history.one_member(household, day, rng, ages=(10, 75))
    person = np.where(rng.random(len(person)) < 0.85, person, NOBODY)
    register = Register(watch, "police", person, day, prefix="CSU", learns_of_moves=0.35)
    record = register.record_of(person, day)
    acted = rng.random(len(day)) < 0.35
    ends = day + 30 * rng.integers(3, 13, len(day))
    columns: dict[str, Values] = {
        "asb_id": numbered("ASB", np.arange(len(day))),
        "nominal_id": register.reference(record),
        **register.identity(record, table("feeds.police_asb"), day),
        "sex": coded(register.sex(record) - 1, ("M", "F")),
        "ethnicity": empty(len(day)),
        "asb_date": as_dates(day),
        "asb_type": coded(rng.choice(3, len(day), p=(0.3, 0.6, 0.1)), ("PERSONAL", "NUISANCE", "ENVIRONMENTAL")),
        "intervention": coded(
            np.where(acted, rng.integers(1, 6, len(day)), 0), ("NONE", "WARNING", "ABC", "CPW", "CPN", "INJUNCTION")
        ),
        "intervention_end_date": np.where(acted, as_dates(ends), np.datetime64("NaT")),
    }
    known = day + rng.exponential(10.0, len(day)).astype(np.int64)
    return [Batch("feeds.police_asb", columns, known, {"nominal_id": person})]
