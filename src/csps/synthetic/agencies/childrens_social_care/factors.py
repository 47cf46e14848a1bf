"""Which factors a social worker writes down at the end of an assessment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.code_lists.childrens_services import ASSESSMENT_FACTORS
from csps.store import Coded
from csps.synthetic.agencies.childrens_social_care.signs import occurred

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

CODES = ASSESSMENT_FACTORS.values
NONE_FOUND = "21"
ADDED_WRONGLY = 0.04

# A circumstance that is there is written down with these chances (data standards 4.1, Hackney: parents' mental health
# 17 %, domestic abuse 22 %, alcohol 6 %, drugs 5 % of assessments); money and housing have no code.
WRITTEN_DOWN: dict[str, Mapping[str, float]] = {
    "mind": {"4B": 0.62, "4C": 0.03},
    "conflict": {"3B": 0.78, "3C": 0.04},
    "substance": {"1B": 0.32, "2B": 0.26, "2C": 0.03},
}
CHILD_OF_CONFLICT = {"3A": 0.012}  # written down child by child; 0.4 % in Hackney
ABUSE_BY_HARM = {"16A": 0.17, "17A": 0.21, "18C": 0.21, "19C": 0.055, "18B": 0.02, "19B": 0.02}
ABUSE_BY_CONCERN = {"16A": 0.09, "17A": 0.12, "18C": 0.08, "19C": 0.02, "18B": 0.01, "19B": 0.01}
ABUSE_OTHERWISE = {"16A": 0.024, "17A": 0.035, "18C": 0.027, "19C": 0.008, "18B": 0.004, "19B": 0.004}
ALIKE = {"5B": 0.03, "6B": 0.04, "5C": 0.008, "6C": 0.01, "1C": 0.006, "20": 0.05, "22A": 0.002, "23A": 0.002, "12A": 0.002, "8F": 0.001}  # fmt: skip
DISABLED = {"5A": 0.60, "6A": 0.22}
SPECIAL_NEEDS = {"5A": 0.30}
TEENAGE = {"1A": 0.03, "2A": 0.06, "10A": 0.055, "11A": 0.04, "13A": 0.07, "24A": 0.13, "14A": 0.11, "15A": 0.075}
SCHOOL_AGE = {"4A": 0.095, "7A": 0.024, "5A": 0.03, "15A": 0.006}
AFTER_MISSING = {"10A": 0.65}
AFTER_MENTAL_HEALTH_FLAG = {"4A": 0.55}
WRONG = ("1B", "2B", "3B", "4B", "16A", "17A")


def factors_found(caseload: Caseload, child: Ids, case: Ids, day: Ids, joint: Ids) -> Coded:
    """Draw the factors of assessments, as JSON arrays of codes.

    What is said about the parents is the same for all children assessed in a case on one day.

    Args:
        caseload: what the agency has to tell.
        child: who was assessed.
        case: in which case.
        day: when the assessment was authorised.
        joint: the circumstances on that day, -1 where unknown.
    """
    rng, signs = caseload.watch.rng("factors"), caseload.signs
    _, group = np.unique(case * 2**20 + day, return_inverse=True)
    found = np.zeros((len(case), len(CODES)), dtype=bool)
    together = rng.random((int(group.max(initial=-1)) + 1, len(CODES)))[group]
    alone = rng.random((len(case), len(CODES)))
    for factor, chances in WRITTEN_DOWN.items():
        _write(found, together, signs.troubled(joint, factor), chances)
    _write(found, alone, signs.troubled(joint, "conflict"), CHILD_OF_CONFLICT)
    for where, chances in _abuse(caseload, case, day):
        _write(found, together, where, chances)
    _write(found, together, np.ones(len(case), dtype=bool), ALIKE)
    for where, chances in _about_the_child(caseload, child, case, day):
        _write(found, alone, where, chances)
    mistaken = np.flatnonzero(rng.random(len(case)) < ADDED_WRONGLY)
    wrong = np.array([CODES.index(code) for code in WRONG])
    found[mistaken, wrong[rng.integers(0, len(wrong), len(mistaken))]] = True
    found[~found.any(axis=1), CODES.index(NONE_FOUND)] = True
    return _as_json(found)


def _write(found: Flags, draws: npt.NDArray[np.float64], where: Flags, chances: Mapping[str, float]) -> None:
    for code, chance in chances.items():
        place = CODES.index(code)
        found[:, place] |= where & (draws[:, place] < chance)


def _abuse(caseload: Caseload, case: Ids, day: Ids) -> list[tuple[Flags, Mapping[str, float]]]:
    """Tell which cases had an enquiry by then, led by harm or by a concern."""
    enquiries, long_ago = caseload.history.enquiries, np.zeros(len(case), dtype=np.int64)
    harm = enquiries["harm"]
    led_by_harm = occurred(enquiries["case"][harm], enquiries["start"][harm], case, long_ago, day)
    led_by_concern = occurred(enquiries["case"][~harm], enquiries["start"][~harm], case, long_ago, day)
    return [
        (led_by_harm, ABUSE_BY_HARM),
        (led_by_concern & ~led_by_harm, ABUSE_BY_CONCERN),
        (~led_by_harm & ~led_by_concern, ABUSE_OTHERWISE),
    ]


def _about_the_child(caseload: Caseload, child: Ids, case: Ids, day: Ids) -> list[tuple[Flags, Mapping[str, float]]]:
    history, signs = caseload.history, caseload.signs
    age, household = history.ages(child, day), history.cases["household"][case]
    people = history.people
    return [
        (people["disabled"][child], DISABLED),
        (people["send"][child] > 0, SPECIAL_NEEDS),
        ((age >= 12) & (age < 18), TEENAGE),
        (age >= 6, SCHOOL_AGE),
        ((age >= 10) & signs.lately("missing_episode", household, day), AFTER_MISSING),
        ((age >= 6) & signs.lately("child_mental_health_flag", household, day), AFTER_MENTAL_HEALTH_FLAG),
    ]


def _as_json(found: Flags) -> Coded:
    """Write each row's codes as a JSON array; every distinct set is written once."""
    weights = 1 << np.arange(len(CODES), dtype=np.int64)
    sets, place = np.unique(found @ weights, return_inverse=True)
    members = (sets[:, None] & weights) > 0
    texts = [json.dumps([CODES[at] for at in np.flatnonzero(row)], separators=(",", ":")) for row in members]
    return Coded(place.astype(np.int32), texts)
