"""Professionals, or a family itself, who say that a family needs help: forms, each filled in anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.catalogue import table
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between
from csps.synthetic.agencies.childrens_social_care.family_needs import CODES, at_least, codes_of, needs_noticed
from csps.synthetic.agencies.childrens_social_care.signs import Signs
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import as_dates
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

DELAY = (1, 10)  # days from the form to the programme's inbox
MOST_NEEDS = 3  # there is room for three on the form
CHILD_NAMED = 0.75
FAMILY_TOLD = 0.86
NOMINATORS: dict[str, float] = {
    "SCHOOL": 34, "HEALTH_VISITOR": 14, "GP": 8, "SOCIAL_WORKER": 8, "POLICE": 7, "HOUSING": 8, "YOUTH_WORKER": 8,
    "VOLUNTARY": 9, "SELF": 4,
}  # fmt: skip
NEEDS_CHILD_OF = {"SCHOOL": (4.5, 17.0), "HEALTH_VISITOR": (0.0, 5.0), "YOUTH_WORKER": (10.0, 18.0)}
POLICE_AFTER_INCIDENT = 6.0


def watch_nominations(watch: Watch) -> list[Batch]:
    """Give one row per form, person named on it and need."""
    happened, signs = watch.history.happened("nomination"), Signs(watch.history)
    kept = happened["day"] >= watch.calendar.start_day
    household, day = (happened[name][kept].astype(np.int64) for name in ("household", "day"))
    form, person, position = _people_named(watch, household, day)
    needy, code = _needs(watch, signs, household, day)
    row, need = _crossed(form, needy, code, len(day))
    form, person, position = form[row], person[row], position[row]
    rng = watch.rng("nominations")
    register = Register(watch, "nomination", person, day[form], prefix="N", learns_of_moves=1.0)
    record = register.record_of(person, day[form])
    contract = table("feeds.professional_nomination")
    columns: dict[str, Values] = {
        "nomination_ref": numbered("N", form, width=5),
        "person_ref": _person_references(form, position),
        **register.identity(record, contract, day[form]),
        "need": coded(need, CODES),
        "nominated_by": _nominators(watch, signs, (household, day), form),
        "nominated_on": as_dates(day[form]),
        "family_knows": (rng.random(len(day)) < FAMILY_TOLD)[form],
    }
    known = day[form] + days_between(rng, len(day), DELAY)[form]
    return [Batch(contract.name, columns, known, {"person_ref": person})]


def _people_named(watch: Watch, household: Ids, day: Ids) -> tuple[Ids, Ids, Ids]:
    """List the people on each form: the carer first, then children; at least one child or the carer."""
    rng = watch.rng("people nominated")
    carer = watch.history.carer(household, day)
    which, child = watch.history.members(household, day, roles=("child",), ages=(0, 18))
    named = (rng.random(len(child)) < CHILD_NAMED) | (carer[which] == NOBODY)
    form = np.r_[np.arange(len(day))[carer != NOBODY], which[named]]
    person = np.r_[carer[carer != NOBODY], child[named]].astype(np.int64)
    order = np.argsort(form, kind="stable")
    form, person = form[order], person[order]
    start = np.searchsorted(form, form, side="left")
    return form, person, np.arange(len(form)) - start + 1


def _needs(watch: Watch, signs: Signs, household: Ids, day: Ids) -> tuple[Ids, Ids]:
    """List up to three needs of each form: form, place in CODES."""
    rng = watch.rng("needs nominated")
    found = at_least(needs_noticed(signs, household, day, rng), 1, day, rng)
    rank = np.where(found, rng.random(found.shape), np.inf)
    found &= np.argsort(np.argsort(rank, axis=1), axis=1) < MOST_NEEDS
    form, code, _ = codes_of(found, day)
    return form, code


def _crossed(form: Ids, needy: Ids, code: Ids, forms: int) -> tuple[Ids, Ids]:
    """Pair every person on a form with every need on it: row of the person, code of the need."""
    number = np.bincount(needy, minlength=forms)
    first = np.cumsum(number) - number
    row = np.repeat(np.arange(len(form)), number[form])
    start = np.cumsum(number[form]) - number[form]
    place = np.arange(len(row)) - np.repeat(start, number[form]) + first[form[row]]
    return row, code[place]


def _person_references(form: Ids, position: Ids) -> Coded:
    distinct, place = np.unique(form * 100 + position, return_inverse=True)
    return Coded(place.astype(np.int32), [f"N{key // 100:05d}-{key % 100}" for key in distinct.tolist()])


def _nominators(watch: Watch, signs: Signs, where: tuple[Ids, Ids], form: Ids) -> Values:
    """Draw who filled in each form: somebody who meets children of the ages there are."""
    household, day = where
    words = list(NOMINATORS)
    weights = np.tile(np.array(list(NOMINATORS.values()), dtype=float), (len(day), 1))
    for word, ages in NEEDS_CHILD_OF.items():
        which, _ = watch.history.members(household, day, roles=("child",), ages=ages)
        there = np.isin(np.arange(len(day)), which)
        weights[~there, words.index(word)] = 0.0
    weights[signs.lately("domestic_incident", household, day, 30), words.index("POLICE")] *= POLICE_AFTER_INCIDENT
    return coded(by_weight(watch.rng("nominators"), weights)[form], words)
