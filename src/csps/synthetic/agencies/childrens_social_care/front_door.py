"""Contacts, who made them and what became of them; and episodes of early help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between, staff
from csps.synthetic.agencies.childrens_social_care.signs import occurred
from csps.synthetic.agencies.childrens_social_care.tellings import LATE_CLOSING, known_after, told_twice
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.population import NOBODY
from csps.synthetic.lives.safeguarding import CONTACT_HARM, CONTACT_NOISE

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Flags = npt.NDArray[np.bool_]

CONTACT_DELAY = (0, 3)
EARLY_HELP_DELAY = (0, 10)
ENQUIRY_FOLLOWS = 3  # days after a contact within which an enquiry is said to follow from it
HELP_FOLLOWS = 28
NOTHING_DONE = 0.6  # of contacts from which nothing else followed; the others had advice
RECENT_INCIDENT = 14  # days

# Data standards 4.1, Hackney 2024 by group; the split within a group is an assumption.
SOURCES: dict[str, float] = {
    "1A": 4.6, "1B": 0.8, "1C": 1.4, "1D": 2.0, "2A": 21.0, "2B": 1.7, "3A": 3.4, "3B": 6.4, "3C": 0.8, "3D": 1.6,
    "3E": 4.9, "3F": 5.6, "4": 0.9, "5A": 5.4, "5B": 3.5, "5C": 2.5, "5D": 2.0, "6": 25.5, "7": 1.9, "8": 3.2,
    "9": 2.3, "10": 0.8,
}  # fmt: skip
NOISE_TIMES = {"1A": 1.4, "1B": 1.8, "1D": 1.6, "8": 1.6, "9": 1.8, "10": 1.6}
HARM_TIMES = {"3E": 1.6, "2A": 1.2, "6": 1.15, "9": 0.6, "8": 0.6}
POLICE_AFTER_INCIDENT = 6.0
SCHOOL_SOURCES, INFANT_SOURCES = ("2A", "2B", "3C"), ("3B",)

EARLY_HELP_REASONS: dict[str, float] = {
    "PARENTING": 20, "BEHAVIOUR": 12, "ATTENDANCE": 4, "EMOTIONAL": 12, "CONFLICT": 4, "DOMESTIC_ABUSE": 3,
    "SUBSTANCE": 1, "HOUSING": 6, "SEND": 6, "YOUNG_CARER": 2, "NEW_PARENT": 3, "STEP_DOWN": 1, "OTHER": 6,
}  # fmt: skip
REASON_FROM_STATE = {"EMOTIONAL": "mind", "DOMESTIC_ABUSE": "conflict", "CONFLICT": "conflict", "SUBSTANCE": "substance", "HOUSING": "housing"}  # fmt: skip
STATE_TIMES = 5.0
STEP_DOWN_WEIGHT = 400.0  # after a case closed lately
CASE_CLOSED_WITHIN, CASE_OPENED_WITHIN = 120, 120  # days before help begins, or ends
EARLY_HELP_ENDS: dict[str, float] = {"OUTCOMES_MET": 60, "DISENGAGED": 22, "NFA": 14, "MOVED": 4}
ORGANISATIONS: dict[str, float] = {
    "Children and family hub": 46, "School": 20, "Health visiting": 9, "Family support charity": 13, "Youth service": 12,
}  # fmt: skip


def contacts(caseload: Caseload) -> list[Batch]:
    """Give one row per child and contact; what kind of contact it was shows only in its source and its outcome."""
    rows, rng = caseload.contacts, caseload.watch.rng("contacts")
    referral = caseload.contact_referrals()
    record = caseload.register.record_of(rows.child, rows.day)
    record = np.where(referral >= 0, caseload.records[referral] if len(caseload.records) else -1, record)
    new, existing, enquiry, nothing = _outcomes(caseload, referral, rng)
    source = contact_sources(caseload)
    columns: dict[str, Values] = {
        "cont_contact_id": numbered("CON", np.arange(len(rows.day))),
        "cont_person_id": caseload.register.reference(record),
        "cont_contact_date": as_dates(rows.day),
        "cont_contact_source_code": Coded(source.indices[rows.source], source.vocabulary),
        "cont_contact_outcome_new_referral_flag": new,
        "cont_contact_outcome_existing_referral_flag": existing,
        "cont_contact_outcome_cp_enquiry_flag": enquiry,
        "cont_contact_outcome_nfa_flag": nothing,
    }
    delay = days_between(rng, len(caseload.history.contacts["day"]), CONTACT_DELAY)
    return [Batch("feeds.ssd_contacts", columns, rows.day + delay[rows.source], {"cont_person_id": rows.child})]


def contact_sources(caseload: Caseload) -> Coded:
    """Draw who made each contact of the history, the same for all its children and for the referral it became."""
    rng, history = caseload.watch.rng("contact sources"), caseload.history
    household, day, kind = (history.contacts[name] for name in ("household", "day", "kind"))
    words = list(SOURCES)
    weights = np.tile(np.array(list(SOURCES.values())), (len(day), 1))
    for chosen, times in ((kind == CONTACT_NOISE, NOISE_TIMES), (kind == CONTACT_HARM, HARM_TIMES)):
        weights[chosen] *= np.array([times.get(word, 1.0) for word in words])
    which, child = history.members(household, day, roles=("child",), ages=(0, 18))
    age = history.ages(child, day[which])
    for codes, ages in ((SCHOOL_SOURCES, (4.5, 17.0)), (INFANT_SOURCES, (0.0, 5.0))):
        there = np.zeros(len(day), dtype=bool)
        there[which[(age >= ages[0]) & (age < ages[1])]] = True
        weights[np.ix_(~there, np.array([words.index(code) for code in codes]))] = 0.0
    police = caseload.signs.lately("domestic_incident", household, day, RECENT_INCIDENT)
    weights[police, words.index("6")] *= POLICE_AFTER_INCIDENT
    return coded(by_weight(rng, weights), words)


def _outcomes(
    caseload: Caseload, referral: npt.NDArray[np.integer], rng: np.random.Generator
) -> tuple[Flags, Flags, Flags, Flags]:
    """Tell what became of each contact: a new referral, an open one, an enquiry, nothing."""
    rows, history, signs = caseload.contacts, caseload.history, caseload.signs
    new = referral >= 0
    existing = ~new & signs.open_case(rows.household, rows.day)
    started = history.enquiries
    enquiry = (new | existing) & occurred(
        started["household"], started["start"], rows.household, rows.day, rows.day + ENQUIRY_FOLLOWS
    )
    helped = signs.help_begins(rows.household, rows.day, rows.day + HELP_FOLLOWS)
    alike = rng.random(len(history.contacts["day"])) < NOTHING_DONE
    return new, existing, enquiry, ~new & ~existing & ~helped & alike[rows.source]


def early_help(caseload: Caseload) -> list[Batch]:
    """Give one row per child and episode of early help, once when it begins and again when it ends."""
    rows, rng, history = caseload.helped, caseload.watch.rng("early help"), caseload.history
    end = history.help["end"][rows.source].astype(np.int64)
    ended = end <= history.calendar.end_day
    end = np.where(ended, end, FOREVER)
    reason, end_reason = _reasons(caseload, rng)
    shares = np.array(list(ORGANISATIONS.values()))
    led_by = rng.choice(len(shares), len(history.help["start"]), p=shares / shares.sum())
    record = caseload.register.record_of(rows.child, rows.day)
    columns: dict[str, Values] = {
        "earl_episode_id": numbered("EHE", np.arange(len(rows.day))),
        "earl_person_id": caseload.register.reference(record),
        "earl_episode_start_date": as_dates(rows.day),
        "earl_episode_end_date": as_dates(end),
        "earl_episode_reason": Coded(reason.indices[rows.source], reason.vocabulary),
        "earl_episode_end_reason": Coded(np.where(ended, end_reason.indices[rows.source], -1), end_reason.vocabulary),
        "earl_episode_organisation": coded(led_by[rows.source], list(ORGANISATIONS)),
        "earl_episode_worker_id": staff(rng, rows.source),
    }
    count = len(rows.day)
    return [
        told_twice(
            "feeds.ssd_early_help_episodes",
            columns,
            {"earl_person_id": rows.child},
            opened=rows.day + days_between(rng, count, EARLY_HELP_DELAY),
            ended=known_after(end, days_between(rng, count, LATE_CLOSING)),
            hides=("earl_episode_end_date", "earl_episode_end_reason"),
        )
    ]


def _reasons(caseload: Caseload, rng: np.random.Generator) -> tuple[Coded, Coded]:
    """Draw why each spell of help began and ended: from what was noticed, and from cases closed or opened around it."""
    history, signs = caseload.history, caseload.signs
    household, start, end = (history.help[name].astype(np.int64) for name in ("household", "start", "end"))
    words = list(EARLY_HELP_REASONS)
    weights = np.tile(np.array(list(EARLY_HELP_REASONS.values()), dtype=float), (len(start), 1))
    joint = signs.joint(household, start)
    for reason, factor in REASON_FROM_STATE.items():
        weights[signs.troubled(joint, factor), words.index(reason)] *= STATE_TIMES
    weights[signs.lasts("absence", household, start), words.index("ATTENDANCE")] *= STATE_TIMES
    cases = history.cases
    weights[
        occurred(cases["household"], cases["closed"], household, start - CASE_CLOSED_WITHIN, start),
        words.index("STEP_DOWN"),
    ] = STEP_DOWN_WEIGHT
    ends = list(EARLY_HELP_ENDS)
    drawn = by_weight(rng, np.tile(np.array(list(EARLY_HELP_ENDS.values()), dtype=float), (len(end), 1)))
    gone = history.carer(household, np.minimum(end, history.calendar.end_day - 1)) == NOBODY
    drawn = np.where(gone, ends.index("MOVED"), drawn)
    stepped_up = occurred(cases["household"], cases["opened"], household, end - CASE_OPENED_WITHIN, end)
    return coded(by_weight(rng, weights), words), coded(np.where(stepped_up, len(ends), drawn), [*ends, "STEP_UP"])
