"""Who is filed under one family, and who is whose mother."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.agencies.batch import Batch, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import days_between
from csps.synthetic.calendar import FOREVER

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

FAMILY_DELAY = (0, 2)
MOTHER_DELAY = (0, 14)
MOTHER_RECORDED = 0.9
WOMAN = 2  # in `Identities.sex`


def families(caseload: Caseload) -> list[Batch]:
    """Give one row per person and family number: everybody met together with a household is filed under it."""
    pairs = np.column_stack((caseload.household, caseload.met_records))
    order = np.lexsort((caseload.day, pairs[:, 1], pairs[:, 0]))
    pairs, day = pairs[order], caseload.day[order]
    first = np.r_[True, (pairs[1:] != pairs[:-1]).any(axis=1)][: len(pairs)]
    household, record = pairs[first, 0], pairs[first, 1]
    shuffled = caseload.watch.rng("family numbers").permutation(int(household.max(initial=-1)) + 1)
    columns: dict[str, Values] = {
        "fami_table_id": numbered("FAM", np.arange(len(record))),
        "fami_family_id": numbered("FN", shuffled[household]),
        "fami_person_id": caseload.register.reference(record),
    }
    delay = days_between(caseload.watch.rng("families told"), len(record), FAMILY_DELAY)
    return [
        Batch("feeds.ssd_family", columns, day[first] + delay, {"fami_person_id": caseload.register.person[record]})
    ]


def mothers(caseload: Caseload) -> tuple[list[Batch], Ids]:
    """Give mother and child where both were met together; and per record the day it became known as a mother's.

    For an adopted child the true mother is the new one, so the mother on the old record is the woman who then cared.
    """
    history, register = caseload.history, caseload.register
    carer = history.carer(caseload.household, caseload.day)
    people = history.people
    child = history.ages(caseload.person, caseload.day) < 18
    former = people["adopted_on"][caseload.person] < FOREVER
    former &= people["adopted_on"][caseload.person] > caseload.day
    own = (people["mother"][caseload.person] == carer) | former
    known = _met(caseload, carer)
    rows = np.flatnonzero(
        child & own & known & (caseload.watch.identities.sex[carer] == WOMAN) & (carer != caseload.person)
    )
    rows = rows[np.lexsort((caseload.day[rows], caseload.met_records[rows]))]
    child_record = caseload.met_records[rows]
    rows = rows[np.r_[True, child_record[1:] != child_record[:-1]][: len(rows)]]
    rng = caseload.watch.rng("mothers")
    rows = rows[rng.random(len(rows)) < MOTHER_RECORDED]
    day, mother = caseload.day[rows], carer[rows].astype(np.int64)
    record = register.record_of(mother, np.maximum(day, register.since[_first_record(caseload, mother)]))
    told = np.maximum(day, register.since[record]) + days_between(rng, len(rows), MOTHER_DELAY)
    columns: dict[str, Values] = {
        "moth_table_id": numbered("MTH", np.arange(len(rows))),
        "moth_person_id": register.reference(record),
        "moth_childs_person_id": register.reference(caseload.met_records[rows]),
    }
    since = np.full(len(register), FOREVER, dtype=np.int64)
    np.minimum.at(since, record, told)
    persons = {"moth_person_id": mother, "moth_childs_person_id": caseload.person[rows]}
    return [Batch("feeds.ssd_mother", columns, told, persons)], since


def _met(caseload: Caseload, persons: Ids) -> npt.NDArray[np.bool_]:
    """Whether each person is on file in the identity they had when they were a grown-up."""
    on_file = np.zeros(len(caseload.history.people["birth"]) + 1, dtype=bool)
    grown = ~caseload.register.new_identity
    on_file[caseload.register.person[grown]] = True
    on_file[-1] = False  # NOBODY
    return on_file[persons]


def _first_record(caseload: Caseload, persons: Ids) -> Ids:
    """Give the record that was made of each person when they were first met."""
    first = np.full(len(caseload.history.people["birth"]), -1, dtype=np.int64)
    register = caseload.register
    order = np.argsort(-np.arange(len(register)), kind="stable")
    first[register.person[order]] = order
    return first[persons]
