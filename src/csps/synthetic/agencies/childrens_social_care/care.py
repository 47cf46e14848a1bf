"""Children looked after: episodes, legal status, and where they are placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between
from csps.synthetic.agencies.childrens_social_care.legal_path import LEGAL, legal_changes
from csps.synthetic.agencies.childrens_social_care.referrals import NEEDS, referral_ids
from csps.synthetic.agencies.childrens_social_care.tellings import LATE_CLOSING, known_after, told_twice
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities.addresses import NO_DWELLING, Kind
from csps.synthetic.lives.safeguarding import CARE_HARM

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

EPISODE_DELAY = (0, 4)
CHANGES = 4  # of placement, at most
DAYS_BETWEEN_CHANGES = 420.0
SAME_CARER = 0.08
IN_BOROUGH = 0.45  # of placements; of the others no address is told
HOME, OF_AGE, ADOPTED, ELSEWHERE = 1, 2, 3, 4  # `care.ended_by`

PLACEMENTS: dict[str, float] = {
    "U6": 46, "U4": 14, "U3": 9, "U1": 6, "K2": 10, "H5": 5, "R3": 3, "T4": 2, "Z1": 3, "K1": 1, "R2": 1, "A5": 0, "A6": 0,
}  # fmt: skip
OLDER_TIMES = {"K2": 2.4, "H5": 0.0, "R3": 0.0, "U6": 0.8}  # 11 to 15
OLDEST_TIMES = {"K2": 1.6, "H5": 12.0, "R3": 0.0, "U6": 0.6, "U4": 0.5}  # 16 and over
YOUNGER_TIMES = {"K2": 0.15, "H5": 0.0, "K1": 0.0}
NEED_BY_HARM = {"N1": 90.0, "N3": 2.0, "N4": 2.0, "N5": 5.0, "N8": 1.0}
NEED_OTHERWISE = {"N2": 8.0, "N3": 12.0, "N4": 22.0, "N5": 27.0, "N6": 12.0, "N7": 1.0, "N8": 18.0}
CEASED: dict[int, dict[str, float]] = {
    HOME: {"E4A": 74, "E4B": 18, "E41": 5, "E47": 3},
    OF_AGE: {"E5": 34, "E6": 10, "E17": 30, "E7": 8, "E8": 18},
    ADOPTED: {"E11": 28, "E12": 72},
    ELSEWHERE: {"E13": 30, "E41": 15, "E45": 30, "E47": 20, "E3": 5},
}


@dataclass(frozen=True)
class Episodes:
    """One entry per period of unchanged legal status and placement, in order of care and day.

    Attributes:
        care: row of `History.care`.
        start, end: first day and last (the day the next begins); FOREVER while it lasts.
        legal, placement: places in LEGAL and PLACEMENTS.
        dwelling: where the child is placed, -1 outside the borough.
        new_legal, new_placement, same_carer: what changed at the start.
        last: whether care ends with it.
    """

    care: Ids
    start: Ids
    end: Ids
    legal: Ids
    placement: Ids
    dwelling: Ids
    new_legal: npt.NDArray[np.bool_]
    new_placement: npt.NDArray[np.bool_]
    same_carer: npt.NDArray[np.bool_]
    last: npt.NDArray[np.bool_]


def episodes_of_care(caseload: Caseload) -> Episodes:
    """Work out the episodes of every period of care that lasted into the delivered weeks."""
    rng, care = caseload.watch.rng("episodes of care"), caseload.history.care
    rows = np.flatnonzero(caseload.referrals.find(care["case"], care["child"]) >= 0)
    end_day = caseload.history.calendar.end_day
    legal = legal_changes(caseload, rows, rng)
    placed = _placement_changes(caseload, rows, rng)
    row = np.r_[legal[0], placed[0]]
    day = np.r_[legal[1], placed[1]]
    ends = np.where(care["end"] > end_day, FOREVER, care["end"])[row]
    begins = care["start"][row]
    within = (day < np.minimum(ends, end_day)) & (day >= begins) | (day == begins)
    blank_legal, blank = np.full(len(legal[0]), -1), np.full(len(placed[0]), -1)
    said = {
        "legal": np.r_[legal[2], blank][within],
        "placement": np.r_[blank_legal, placed[2]][within],
        "dwelling": np.r_[blank_legal - 1, placed[3]][within],
        "same": np.r_[blank_legal, placed[4]][within],
    }
    return _merged(row[within], day[within], ends[within], said)


def _merged(row: Ids, day: Ids, ends: Ids, said: dict[str, Ids]) -> Episodes:
    """Join changes of one day, carry forward what did not change, and let each episode last until the next."""
    order = np.lexsort((day, row))
    row, day, ends = row[order], day[order], ends[order]
    start = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (day[1:] != day[:-1])][: len(row)])
    joined = {name: np.maximum.reduceat(values[order], start) for name, values in said.items()} if len(row) else said
    row, day, ends = row[start], day[start], ends[start]
    new_legal, new_placement = joined["legal"] >= 0, joined["placement"] >= 0
    legal, placement = _carried(joined["legal"], new_legal), _carried(joined["placement"], new_placement)
    last = np.r_[row[1:] != row[:-1], True][: len(row)]
    return Episodes(
        care=row,
        start=day,
        end=np.where(last, ends, np.r_[day[1:], 0][: len(row)]),
        legal=legal,
        placement=placement,
        dwelling=_carried(joined["dwelling"], new_placement),
        new_legal=new_legal,
        new_placement=new_placement,
        same_carer=joined["same"] > 0,
        last=last,
    )


def _carried(values: Ids, said: npt.NDArray[np.bool_]) -> Ids:
    """Carry the last value said forward; the first row of every care says everything."""
    return values[np.maximum.accumulate(np.where(said, np.arange(len(values)), 0))] if len(values) else values


def _placement_changes(caseload: Caseload, rows: Ids, rng: np.random.Generator) -> tuple[Ids, ...]:
    """Draw placements: care row, day, kind, dwelling, same carer (1) or not (0)."""
    care, people, town = caseload.history.care, caseload.history.people, caseload.watch.town
    wait = np.cumsum(rng.exponential(DAYS_BETWEEN_CHANGES, (len(rows), CHANGES)), axis=1).astype(np.int64) + 1
    row = np.repeat(rows, CHANGES + 1)
    day = (care["start"][rows].astype(np.int64)[:, None] + np.column_stack((np.zeros(len(rows), int), wait))).ravel()
    age = caseload.history.ages(care["child"][row], day)
    words = list(PLACEMENTS)
    weights = np.tile(np.array(list(PLACEMENTS.values()), dtype=float), (len(row), 1))
    for chosen, times in (
        (age < 11, YOUNGER_TIMES),
        ((age >= 11) & (age < 16), OLDER_TIMES),
        (age >= 16, OLDEST_TIMES),
    ):
        for word, factor in times.items():
            weights[chosen, words.index(word)] *= factor
    kind = by_weight(rng, weights)
    adopted = np.flatnonzero(care["ended_by"][rows] == ADOPTED)
    to_adopters = care["end"][rows[adopted]] - np.minimum(150, (care["end"] - care["start"])[rows[adopted]] // 3)
    row, day = np.r_[row, rows[adopted]], np.r_[day, to_adopters]
    kind = np.r_[kind, words.index("A5") + rng.integers(0, 2, len(adopted))]
    settled = np.full(len(people["birth"]), FOREVER, dtype=np.int64)
    settled[care["child"][rows[adopted]]] = to_adopters
    kept = day <= settled[care["child"][row]]  # who is placed for adoption stays there
    row, day, kind = row[kept], day[kept], kind[kept]
    ordinary = np.flatnonzero(town.kind <= Kind.CONVERTED)
    dwelling = ordinary[rng.integers(0, len(ordinary), len(row))]
    dwelling = np.where((rng.random(len(row)) < IN_BOROUGH) & (kind < words.index("A5")), dwelling, NO_DWELLING)
    return row, day, kind, dwelling, (rng.random(len(row)) < SAME_CARER).astype(np.int64)


def looked_after(caseload: Caseload) -> list[Batch]:
    """Give episodes of care and periods of legal status."""
    episodes = episodes_of_care(caseload)
    return [_episodes(caseload, episodes), _legal_status(caseload, episodes)]


def _episodes(caseload: Caseload, episodes: Episodes) -> Batch:
    rng, care = caseload.watch.rng("care episodes told"), caseload.history.care
    child, count = care["child"][episodes.care], len(episodes.care)
    referral = caseload.referrals.find(care["case"][episodes.care], child)
    first = episodes.start == care["start"][episodes.care]
    columns: dict[str, Values] = {
        "clae_cla_episode_id": numbered("CLE", np.arange(count)),
        "clae_cla_id": numbered("CLA", episodes.care),
        "clae_referral_id": referral_ids(referral),
        "clae_person_id": caseload.register.reference(caseload.records[referral]),
        "clae_cla_episode_start_date": as_dates(episodes.start),
        "clae_cla_episode_start_reason": _start_reasons(episodes, first),
        "clae_cla_primary_need_code": _needs(caseload, rng, episodes.care),
        "clae_entered_care_date": as_dates(care["start"][episodes.care]),
        "clap_cla_placement_type": coded(episodes.placement, list(PLACEMENTS)),
        "clae_cla_episode_ceased_date": as_dates(episodes.end),
        "clae_cla_episode_ceased_reason": _ceased_reasons(caseload, rng, episodes),
    }
    closing = np.where(episodes.last, days_between(rng, count, LATE_CLOSING), days_between(rng, count, EPISODE_DELAY))
    return told_twice(
        "feeds.ssd_cla_episodes",
        columns,
        {"clae_person_id": child},
        opened=episodes.start + days_between(rng, count, EPISODE_DELAY),
        ended=known_after(episodes.end, closing),
        hides=("clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason"),
    )


def _start_reasons(episodes: Episodes, first: npt.NDArray[np.bool_]) -> Values:
    both = episodes.new_legal & episodes.new_placement
    same = episodes.same_carer
    why = np.select(
        [first, both & same, both, episodes.new_legal, episodes.new_placement & same], [0, 1, 2, 3, 4], default=5
    )
    return coded(why, ("S", "B", "U", "L", "P", "T"))


def _needs(caseload: Caseload, rng: np.random.Generator, row: Ids) -> Values:
    """Draw the main need of each period of care: abuse or neglect where harm led to it."""
    words, cause = list(NEEDS), caseload.history.care["cause"]
    shares = [np.array([weights.get(word, 0.0) for word in words]) for weights in (NEED_OTHERWISE, NEED_BY_HARM)]
    return coded(by_weight(rng, np.array(shares)[(cause == CARE_HARM).astype(int)])[row], words)


def _ceased_reasons(caseload: Caseload, rng: np.random.Generator, episodes: Episodes) -> Values:
    """Say why each episode ended: X1 where another began, nothing while it lasts."""
    words = ["X1", *sorted({code for codes in CEASED.values() for code in codes})]
    weights = np.zeros((len(CEASED) + 1, len(words)))
    weights[0, 0] = 1.0
    for ended_by, codes in CEASED.items():
        weights[ended_by] = [codes.get(word, 0.0) for word in words]
    how = np.where(episodes.last, caseload.history.care["ended_by"][episodes.care], 0)
    ceased = episodes.end < FOREVER
    return coded(np.where(ceased, by_weight(rng, weights[how]), -1), words)


def _legal_status(caseload: Caseload, episodes: Episodes) -> Batch:
    """Give periods of one legal status, whatever the placements."""
    rng, care = caseload.watch.rng("legal status told"), caseload.history.care
    start = np.flatnonzero(episodes.new_legal)
    row, day = episodes.care[start], episodes.start[start]
    last = np.r_[row[1:] != row[:-1], True][: len(row)]
    over = np.where(care["end"] > caseload.history.calendar.end_day, FOREVER, care["end"])
    end = np.where(last, over[row], np.r_[day[1:], 0][: len(row)])
    referral = caseload.referrals.find(care["case"][row], care["child"][row])
    columns: dict[str, Values] = {
        "lega_legal_status_id": numbered("LGS", np.arange(len(row))),
        "lega_person_id": caseload.register.reference(caseload.records[referral]),
        "lega_legal_status": coded(episodes.legal[start], LEGAL),
        "lega_legal_status_start_date": as_dates(day),
        "lega_legal_status_end_date": as_dates(end),
    }
    delay = np.where(last, days_between(rng, len(row), LATE_CLOSING), days_between(rng, len(row), EPISODE_DELAY))
    return told_twice(
        "feeds.ssd_legal_status",
        columns,
        {"lega_person_id": care["child"][row]},
        opened=day + days_between(rng, len(row), EPISODE_DELAY),
        ended=known_after(end, delay),
        hides=("lega_legal_status_end_date",),
    )
