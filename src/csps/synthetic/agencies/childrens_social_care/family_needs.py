"""Needs that a professional can notice in a family, in the words of both rule sets of the programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.code_lists.programme import NEED
from csps.synthetic.calendar import day_number

if TYPE_CHECKING:
    from csps.synthetic.agencies.childrens_social_care.signs import Signs

    Days = npt.NDArray[np.integer]
    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

SUPPORTING_FAMILIES_FROM = day_number(date(2022, 10, 3))
CODES = NEED.values


@dataclass(frozen=True)
class Need:
    """One need: the code in each rule set, and what shows it. Any one of what shows it is enough.

    Args:
        code, former: its code since October 2022 and the headline problem before.
        states: circumstances, seen with a chance of `noticed`.
        spells, events: what lasts, and what happened in the last year: always seen.
        noticed: chance that a circumstance alone is seen.
        case: an open case of children's social care shows it.
    """

    code: str
    former: str
    states: tuple[str, ...] = ()
    spells: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    noticed: float = 0.65
    case: bool = False


NEEDS = (
    Need("SF1.1", "TF2", spells=("absence",)),
    Need("SF1.3", "TF2", events=("suspension",)),
    Need("SF2.2", "TF3", events=("missed_health_review",)),
    Need("SF3.1", "TF6", events=("child_mental_health_flag",)),
    Need("SF3.2", "TF6", states=("mind",), events=("mental_health_flag",)),
    Need("SF4.1", "TF6", states=("substance",), events=("substance_flag",), noticed=0.5),
    Need("SF5.1", "TF3"),
    Need("SF5.2", "TF5", states=("conflict",), noticed=0.3),
    Need("SF6.1", "TF3", case=True),
    Need("SF6.2", "TF3", events=("missing_episode",)),
    Need("SF7.1", "TF1", events=("adult_offence", "antisocial_behaviour")),
    Need("SF7.3", "TF1", events=("youth_offence",)),
    Need("SF8.1", "TF5", states=("conflict",), events=("domestic_incident",), noticed=0.4),
    Need("SF8.3", "TF5", events=("domestic_incident",)),
    Need("SF9.2", "TF4", states=("housing",), events=("homelessness_duty",), noticed=0.5),
    Need("SF10.1", "TF4", spells=("out_of_work",)),
    Need("SF10.2", "TF4", states=("money",), spells=("arrears",), events=("debt_referral",), noticed=0.35),
)
OTHERWISE = ("SF5.1", "SF3.1", "SF5.2", "SF10.2")  # what is written where too little shows
PARENTING = 0.45  # parenting support is written down with this chance, whatever shows


def needs_noticed(signs: Signs, households: Days, days: Days, rng: np.random.Generator) -> Flags:
    """Tell which needs show in each household on its day: (households, NEEDS)."""
    found = needs_there(signs, households, days, rng)
    found[:, _place("SF5.1")] = rng.random(len(households)) < PARENTING
    return found


def needs_there(
    signs: Signs, households: Days, days: Days, rng: np.random.Generator | None = None, within: int = 365
) -> Flags:
    """Tell which needs there are: with `rng` a circumstance shows only sometimes, without it every one counts."""
    joint = signs.joint(households, days)
    found = np.zeros((len(households), len(NEEDS)), dtype=bool)
    for place, need in enumerate(NEEDS):
        for state in need.states:
            shows = True if rng is None else rng.random(len(households)) < need.noticed
            found[:, place] |= signs.troubled(joint, state) & shows
        for spell in need.spells:
            found[:, place] |= signs.lasts(spell, households, days)
        for event in need.events:
            found[:, place] |= signs.lately(event, households, days, within)
        if need.case:
            found[:, place] |= signs.open_case(households, days)
    return found


def at_least(found: Flags, number: int | Ids, days: Days, rng: np.random.Generator) -> Flags:
    """Add needs that are written where too little shows, until each family has its number of codes on its day."""
    rank = rng.random((len(found), len(OTHERWISE)))
    places = np.array([_place(code) for code in OTHERWISE])
    rank[found[:, places]] = np.inf
    order = np.argsort(rank, axis=1)
    found = found.copy()
    for step in range(len(OTHERWISE)):
        short = np.flatnonzero(_codes_written(found, days) < number)
        found[short, places[order[short, step]]] = True
    return found


def _codes_written(found: Flags, days: Days) -> Ids:
    """Count the codes of each family: before October 2022 several needs fell under one headline problem."""
    headlines = sorted({need.former for need in NEEDS})
    under = np.array([[need.former == headline for headline in headlines] for need in NEEDS])
    former = (found.astype(np.int64) @ under > 0).sum(axis=1)
    written: Ids = np.where(np.asarray(days) < SUPPORTING_FAMILIES_FROM, former, found.sum(axis=1))
    return written


def codes_of(found: Flags, days: Days) -> tuple[Ids, Ids, Ids]:
    """List the needs of each family in the rule set of its day, each code once.

    Returns:
        family (row of `found`), place in CODES, and place in NEEDS of the first need behind that code.
    """
    family, place = np.nonzero(found)
    new = np.array([CODES.index(need.code) for need in NEEDS])
    former = np.array([CODES.index(need.former) for need in NEEDS])
    code = np.where(np.asarray(days)[family] >= SUPPORTING_FAMILIES_FROM, new[place], former[place])
    _, first = np.unique(family * len(CODES) + code, return_index=True)
    return family[first], code[first], place[first]


def _place(code: str) -> int:
    return [need.code for need in NEEDS].index(code)
