"""Special educational needs: support, plans, and requests for a plan that are open or were refused: feeds.school_sen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.agencies.batch import Batch, Values, coded
from csps.synthetic.agencies.education.statements import told_twice
from csps.synthetic.agencies.education.terms import school_terms
from csps.synthetic.calendar import FOREVER, as_dates

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.education.roll import Roll
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]

NEEDS = ("SLCN", "SEMH", "SPLD", "MLD", "ASD", "SLD", "PD", "HI", "VI", "OTH", "NSA", "PMLD", "DS")
# shares by true level of need: with support, with a plan (England, SEN statistics, rounded)
NEED_SHARES = np.array(
    [
        [0.27, 0.23, 0.16, 0.13, 0.10, 0.003, 0.022, 0.015, 0.010, 0.03, 0.03, 0, 0],
        [0.20, 0.15, 0.04, 0.08, 0.34, 0.09, 0.04, 0.015, 0.01, 0.005, 0, 0.02, 0.01],
    ]
)
PROVISIONS = ("N", "K", "E")
STATUSES = ("REQUESTED", "REFUSED", "ASSESSING", "NO_PLAN", "PLAN_NO_PROVISION", "PLAN")
REQUESTED, REFUSED, ASSESSING, NO_PLAN, PLAN_NO_PROVISION, PLAN = range(6)
NOTHING_ASKED = -1
SECOND_NEED = 0.3
SUPPORT_ENDS = 0.15
NOT_PROVIDED = 0.06  # plans whose provision is not in place
REQUEST_WEEKS = 20  # the law's limit from request to plan (SEND Regulations 2014, reg. 13)


@dataclass(frozen=True)
class _Needs:
    """Recorded needs: child, place in NEEDS, rank, provision, status while it lasts and at its end, start and end."""

    child: Ids
    need: Ids
    rank: Ids
    provision: Ids
    status: Ids
    outcome: Ids
    start: Ids
    end: Ids


def need_rows(watch: Watch, roll: Roll) -> Batch:
    """Write feeds.school_sen: support from the first years of school, plans later, requests on the way."""
    rng = watch.rng("education needs")
    needs = _needs(roll, rng)
    spell, start = _from_first_spell(roll, needs.child, needs.start)
    # a request never shares its key with a record of the need, which may begin with the same first day on a roll
    asked = (needs.status >= REQUESTED) & (needs.status < PLAN_NO_PROVISION)
    start = np.where(spell >= 0, np.maximum(start, roll.careers.entry[spell] + asked), start)
    told = (spell >= 0) & (start < needs.end) & (start < watch.calendar.end_day)
    spell = np.where(told, spell, 0)
    rows = np.flatnonzero(told)
    calendar = watch.calendar
    statements = told_twice(
        start[rows], needs.end[rows], rng, until=calendar.end_day, first_delivery=calendar.start_day
    )
    row = rows[statements.of]
    columns: dict[str, Values] = {
        "pupil_id": roll.pupil(spell[row]),
        "need_type": coded(needs.need[row], NEEDS),
        "need_rank": needs.rank[row],
        "provision": coded(needs.provision[row], PROVISIONS),
        "request_status": coded(np.where(statements.tells_end, needs.outcome[row], needs.status[row]), STATUSES),
        "start_date": as_dates(start[row]),
        "end_date": statements.ends(needs.end[rows]),
    }
    return Batch(
        "feeds.school_sen", columns, statements.known, {"pupil_id": roll.careers.pupils.person[needs.child[row]]}
    )


def _needs(roll: Roll, rng: np.random.Generator) -> _Needs:
    """Draw what is recorded about every child, one list after the other: support, plans, requests."""
    pupils = roll.careers.pupils
    begins = school_terms().first_day(pupils.reception)
    support = (begins + rng.gamma(1.6, 190.0, len(pupils))).astype(np.int64)
    plan = (support + 250 + rng.gamma(1.5, 480.0, len(pupils))).astype(np.int64)
    from_reception = pupils.special_from == 0
    support, plan = np.where(from_reception, begins - 300, support), np.where(from_reception, begins, plan)
    plan = np.where(pupils.special_from == 1, np.minimum(plan, begins + 6 * 365), plan)
    support = np.minimum(support, plan - 150)
    leaves = begins + 14 * 365
    ends = np.where(rng.random(len(pupils)) < SUPPORT_ENDS, support + 400 + rng.integers(0, 1500, len(pupils)), leaves)
    supported = np.where(pupils.send == 2, plan, np.where(pupils.send == 1, ends, support))
    asked = np.where(pupils.send == 2, plan - 7 * REQUEST_WEEKS, support + 200)
    needs = _drawn_needs(pupils.send, rng)
    parts = [
        *_recorded(pupils.send > 0, needs, (1, NOTHING_ASKED), support, supported),
        *_recorded(pupils.send == 2, needs, (2, PLAN), plan, leaves),
    ]
    refused = rng.random(len(pupils)) < np.array([0.015, 0.10, 0.0])[pupils.send]
    first = needs[:, 0]
    parts.append(_requested(refused, first, pupils.send, support + 200, rng))
    parts.append(_requested(pupils.send == 2, first, pupils.send, asked, rng))
    child, need, rank, provision, status, outcome, start, end = (
        np.concatenate(one) for one in zip(*parts, strict=True)
    )
    waits = (status == PLAN) & (rng.random(len(status)) < NOT_PROVIDED)
    status = np.where(waits, PLAN_NO_PROVISION, status)
    return _Needs(child, need, rank, provision, status, np.where(waits, PLAN_NO_PROVISION, outcome), start, end)


def _drawn_needs(send: Ids, rng: np.random.Generator) -> Ids:
    """Draw two different needs for each child, the second -1 for most."""
    needs = np.zeros((len(send), 2), dtype=np.int64)
    for level, shares in enumerate(NEED_SHARES, start=1):
        here = np.flatnonzero((send == level) | ((level == 1) & (send == 0)))
        needs[here] = rng.choice(len(NEEDS), (len(here), 2), p=shares / shares.sum())
    second = (rng.random(len(send)) < SECOND_NEED) & (needs[:, 0] != needs[:, 1])
    needs[:, 1] = np.where(second, needs[:, 1], -1)
    return needs


def _recorded(
    who: npt.NDArray[np.bool_], needs: Ids, told: tuple[int, int], start: Ids, end: Ids
) -> list[tuple[Ids, ...]]:
    """Record the main need of each child and, where there is one, the next; `told` is provision and status."""
    provision, status = told
    parts = []
    for rank in (0, 1):
        child = np.flatnonzero(who & (needs[:, rank] >= 0))
        same = [np.full(len(child), value) for value in (rank + 1, provision, status, status)]
        parts.append((child, needs[child, rank], *same, start[child], end[child]))
    return parts


def _requested(
    who: npt.NDArray[np.bool_], need: Ids, send: Ids, start: Ids, rng: np.random.Generator
) -> tuple[Ids, ...]:
    """Record requests: open for about twenty weeks, then refused, without a plan, or a plan."""
    child = np.flatnonzero(who)
    ended = np.where(send[child] == 2, PLAN, np.where(rng.random(len(child)) < 0.6, REFUSED, NO_PLAN))
    waiting = np.where(rng.random(len(child)) < 0.35, ASSESSING, REQUESTED)
    weeks = np.where(ended == PLAN, REQUEST_WEEKS, rng.integers(6, 40, len(child)))
    provision = np.where(send[child] > 0, 1, 0)
    begins = start[child] + 1
    rank = np.ones(len(child), dtype=np.int64)
    return child, need[child], rank, provision, waiting, ended, begins, begins + 7 * weeks


def _from_first_spell(roll: Roll, child: Ids, start: Ids) -> tuple[Ids, Ids]:
    """Give the spell on a roll in which each need is first recorded (-1 for none), and the day."""
    stays = roll.careers.on_roll
    person = roll.careers.pupils.person[child]
    ends = stays.key.astype(np.int64) * (FOREVER + 1) + stays.end
    place = np.searchsorted(ends, person * (FOREVER + 1) + start, side="right").clip(max=len(ends) - 1)
    found = stays.key[place] == person
    return np.where(found, stays.value[place], -1), np.maximum(start, np.where(found, stays.start[place], 0))
