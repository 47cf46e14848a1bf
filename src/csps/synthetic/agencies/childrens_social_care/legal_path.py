"""The legal status of looked-after children, as it changes: by agreement, interim order, full order, placement order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.safeguarding import CARE_HARM

if TYPE_CHECKING:
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

LEGAL = ("V2", "C1", "C2", "E1", "L1", "L2", "J1")
AGREED, INTERIM, FULL, PLACEMENT_ORDER, POLICE, EMERGENCY, REMAND = range(7)
FIRST_BY_HARM = (0.48, 0.27, 0.0, 0.0, 0.15, 0.10, 0.0)
FIRST_OTHERWISE = (0.90, 0.06, 0.0, 0.0, 0.02, 0.02, 0.0)
REMANDED = 0.06  # of children of 13 and over whom something else than harm brought into care
COURT_AFTER_AGREEMENT = (0.45, 0.12)  # by harm, otherwise
COURT_AFTER_EMERGENCY = 0.65
FULL_AFTER_INTERIM = 0.72
ADOPTED = 3  # `care.ended_by`
FAR = FOREVER  # a change that never comes


def legal_changes(caseload: Caseload, rows: Ids, rng: np.random.Generator) -> tuple[Ids, Ids, Ids]:
    """Draw the changes of legal status of periods of care.

    Args:
        caseload: what the agency has to tell.
        rows: rows of `History.care`.
        rng: the stream.

    Returns:
        care row, day, new status (place in LEGAL), the first of each on the day care began. Changes may fall after
        the end of care; the caller drops them.
    """
    care = caseload.history.care
    start, end = care["start"][rows].astype(np.int64), care["end"][rows].astype(np.int64)
    harm = care["cause"][rows] == CARE_HARM
    first = np.where(harm, rng.choice(7, len(rows), p=FIRST_BY_HARM), rng.choice(7, len(rows), p=FIRST_OTHERWISE))
    teenage = caseload.history.ages(care["child"][rows], start) >= 13
    first[teenage & ~harm & (rng.random(len(rows)) < REMANDED)] = REMAND
    second_day, second = _after_the_first(rng, start, first, harm)
    interim = (first == INTERIM) | (second == INTERIM)
    since = np.where(second == INTERIM, second_day, start)
    full = interim & (rng.random(len(rows)) < FULL_AFTER_INTERIM)
    full_day = np.where(full, since + rng.integers(150, 331, len(rows)), FAR)
    adopted = care["ended_by"][rows] == ADOPTED
    order_day = np.where(adopted, end - np.minimum(rng.integers(180, 400, len(rows)), (end - start) // 2), FAR)
    days = np.column_stack((start, second_day, np.where(full_day < order_day, full_day, FAR), order_day))
    days[:, 1] = np.where(days[:, 1] < order_day, days[:, 1], FAR)
    what = np.column_stack((first, second, np.full(len(rows), FULL), np.full(len(rows), PLACEMENT_ORDER)))
    kept = days < FAR
    return np.repeat(rows, kept.sum(axis=1)), days[kept], what[kept]


def _after_the_first(rng: np.random.Generator, start: Ids, first: Ids, harm: npt.NDArray[np.bool_]) -> tuple[Ids, Ids]:
    """Draw what follows the first status: police and emergency powers end in days, agreement may end in court."""
    draw = rng.random(len(first))
    urgent = (first == POLICE) | (first == EMERGENCY)
    court = (first == AGREED) & (draw < np.where(harm, *COURT_AFTER_AGREEMENT))
    second = np.where(urgent & (draw >= COURT_AFTER_EMERGENCY), AGREED, INTERIM)
    wait = np.select(
        [first == POLICE, first == EMERGENCY, court],
        [
            rng.integers(1, 4, len(first)),
            rng.integers(3, 9, len(first)),
            20 + rng.exponential(80.0, len(first)).astype(int),
        ],
        default=FAR,
    )
    day = np.minimum(start + wait, FAR)
    return day, np.where(day < FAR, second, first)
