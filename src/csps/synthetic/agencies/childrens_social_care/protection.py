"""Enquiries under section 47, initial conferences and protection plans: each refers to the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between, staff, team
from csps.synthetic.agencies.childrens_social_care.referrals import referral_ids
from csps.synthetic.agencies.childrens_social_care.tellings import LATE_CLOSING, known_after, told_twice
from csps.synthetic.agencies.schedule import HISTORY_DAYS
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.safeguarding import NOT_SUBSTANTIATED, SUBSTANTIATED, SUBSTANTIATED_CONFERENCE

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

ENQUIRY_DELAY = (0, 2)
ENQUIRY_END_DELAY = (0, 7)
CONFERENCE_DELAY = (0, 5)
PLAN_DELAY = (0, 5)
CONFERENCE_WITHIN = 21  # 15 working days after the strategy discussion
OUTCOMES = {
    NOT_SUBSTANTIATED: "NOT_SUBSTANTIATED",
    SUBSTANTIATED: "SUBSTANTIATED_NO_ICPC",
    SUBSTANTIATED_CONFERENCE: "SUBSTANTIATED_ICPC",
}
# Data standards 4.1, Hackney, 31 March 2024: 68, 125, 14, 8, none.
CATEGORIES: dict[str, float] = {"NEG": 68, "EMO": 125, "PHY": 14, "SAB": 8}
CATEGORY_TIMES = {"substance": ("NEG", 1.5), "conflict": ("EMO", 1.8)}
CATEGORY_CHANGES = 0.09


@dataclass(frozen=True)
class Enquiries:
    """One entry per child and enquiry, in order of enquiry and child."""

    enquiry: Ids
    child: Ids
    referral: Ids
    start: Ids
    end: Ids

    def find(self, enquiries: npt.NDArray[np.integer], children: npt.NDArray[np.integer]) -> Ids:
        """Give the entry of each enquiry and child, -1 where the child was not asked about."""
        key, asked = self.enquiry * FOREVER + self.child, enquiries.astype(np.int64) * FOREVER + children
        place = np.searchsorted(key, asked).clip(0, max(len(key) - 1, 0))
        return np.where(key[place] == asked, place, -1) if len(key) else np.full(len(asked), -1)


def protection(caseload: Caseload) -> list[Batch]:
    """Give enquiries, the conferences they led to, and the plans that these made."""
    asked = _asked(caseload)
    return [_enquiries(caseload, asked), *_conferences(caseload, asked)]


def _asked(caseload: Caseload) -> Enquiries:
    asked, enquiries, rows = caseload.history.asked, caseload.history.enquiries, caseload.referrals
    order = np.lexsort((asked["child"], asked["enquiry"]))
    enquiry, child = asked["enquiry"][order].astype(np.int64), asked["child"][order].astype(np.int64)
    referral = rows.find(enquiries["case"][enquiry], child)
    start, end = (enquiries[name][enquiry].astype(np.int64) for name in ("start", "end"))
    end = np.where(end > caseload.history.calendar.end_day, FOREVER, np.maximum(start, end))
    kept = (referral >= 0) & (start <= np.where(referral >= 0, rows.end[referral], -1))
    return Enquiries(enquiry[kept], child[kept], referral[kept], start[kept], end[kept])


def _enquiries(caseload: Caseload, asked: Enquiries) -> Batch:
    rng, history = caseload.watch.rng("enquiries"), caseload.history
    outcome = np.where(asked.end < FOREVER, history.enquiries["outcome"][asked.enquiry], -1)
    outcome = np.where((asked.end < FOREVER) & (outcome < 0), NOT_SUBSTANTIATED, outcome)
    closed = history.cases["closed"][history.enquiries["case"][asked.enquiry]] <= asked.end
    columns: dict[str, Values] = {
        "s47e_s47_enquiry_id": numbered("S47", np.arange(len(asked.enquiry))),
        "s47e_referral_id": referral_ids(asked.referral),
        "s47e_person_id": caseload.register.reference(caseload.records[asked.referral]),
        "s47e_s47_start_date": as_dates(asked.start),
        "s47e_s47_end_date": as_dates(asked.end),
        "s47e_s47_nfa": np.ma.masked_array((outcome == NOT_SUBSTANTIATED) & closed, mask=outcome < 0),
        "s47e_s47_outcome_code": coded(outcome, [OUTCOMES[place] for place in range(len(OUTCOMES))]),
        "s47e_s47_completed_by_team": team(rng, asked.enquiry, "Assessment", 5),
        "s47e_s47_completed_by_worker_id": staff(rng, asked.enquiry),
    }
    count = len(asked.enquiry)
    return told_twice(
        "feeds.ssd_s47_enquiry",
        columns,
        {"s47e_person_id": asked.child},
        opened=asked.start + days_between(rng, count, ENQUIRY_DELAY),
        ended=known_after(asked.end, days_between(rng, count, ENQUIRY_END_DELAY)),
        hides=(
            "s47e_s47_end_date",
            "s47e_s47_nfa",
            "s47e_s47_outcome_code",
            "s47e_s47_completed_by_team",
            "s47e_s47_completed_by_worker_id",
        ),
    )


def _conferences(caseload: Caseload, asked: Enquiries) -> list[Batch]:
    rng, under, made = caseload.watch.rng("conferences"), caseload.history.under_plan, caseload.history.plans
    entry = asked.find(made["enquiry"][under["plan"]], under["child"])
    held = made["conference"][under["plan"]].astype(np.int64)
    latest = np.where(entry >= 0, caseload.referrals.end[asked.referral[entry]] if len(asked.enquiry) else -1, -1)
    kept = (held <= latest) & (held < caseload.history.calendar.end_day)
    plan, entry, held = under["plan"][kept].astype(np.int64), entry[kept], held[kept]
    planned = made["start"][plan] < FOREVER
    columns: dict[str, Values] = {
        "icpc_icpc_id": numbered("ICPC", np.arange(len(plan))),
        "icpc_s47_enquiry_id": numbered("S47", entry),
        "icpc_referral_id": referral_ids(asked.referral[entry]),
        "icpc_person_id": caseload.register.reference(caseload.records[asked.referral[entry]]),
        "icpc_icpc_transfer_in": np.zeros(len(plan), dtype=bool),
        "icpc_icpc_target_date": as_dates(asked.start[entry] + CONFERENCE_WITHIN),
        "icpc_icpc_date": as_dates(held),
        "icpc_icpc_outcome_cp_flag": planned,
    }
    known = held + days_between(rng, len(plan), CONFERENCE_DELAY)
    conferences = Batch("feeds.ssd_initial_cp_conference", columns, known, {"icpc_person_id": asked.child[entry]})
    number = np.flatnonzero(planned)
    return [conferences, _plans(caseload, number, plan[number], asked.referral[entry[number]])]


def _plans(caseload: Caseload, conference: Ids, plan: Ids, referral: Ids) -> Batch:
    """Give the protection plans that conferences (by number) made."""
    rng, made, rows = caseload.watch.rng("protection plans"), caseload.history.plans, caseload.referrals
    start = made["start"][plan].astype(np.int64)
    end = np.minimum(made["end"][plan].astype(np.int64), rows.end[referral])
    end = np.where(end > caseload.history.calendar.end_day, FOREVER, np.maximum(end, start))
    first, latest = _categories(caseload, rng)
    columns: dict[str, Values] = {
        "cppl_cp_plan_id": numbered("CPP", np.arange(len(plan))),
        "cppl_referral_id": referral_ids(referral),
        "cppl_icpc_id": numbered("ICPC", np.where(_delivered(caseload, made["conference"][plan]), conference, -1)),
        "cppl_person_id": caseload.register.reference(caseload.records[referral]),
        "cppl_cp_plan_start_date": as_dates(start),
        "cppl_cp_plan_end_date": as_dates(end),
        "cppl_cp_plan_initial_category": coded(first[plan], list(CATEGORIES)),
        "cppl_cp_plan_latest_category": coded(np.where(end < FOREVER, latest[plan], first[plan]), list(CATEGORIES)),
        "cppl_cp_plan_ola": np.zeros(len(plan), dtype=bool),
    }
    return told_twice(
        "feeds.ssd_cp_plans",
        columns,
        {"cppl_person_id": rows.child[referral]},
        opened=start + days_between(rng, len(plan), PLAN_DELAY),
        ended=known_after(end, days_between(rng, len(plan), LATE_CLOSING)),
        hides=("cppl_cp_plan_end_date",),
    )


def _delivered(caseload: Caseload, held: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Tell which conferences are young enough for the first delivery: the extract does not name the others."""
    young: npt.NDArray[np.bool_] = held >= caseload.history.calendar.start_day - HISTORY_DAYS
    return young


def _categories(caseload: Caseload, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Draw the category of abuse of each plan, the same for all its children: at first, and at the end."""
    made, signs, words = caseload.history.plans, caseload.signs, list(CATEGORIES)
    weights = np.tile(np.array(list(CATEGORIES.values()), dtype=float), (len(made["start"]), 1))
    joint = signs.joint(made["household"], made["conference"])
    for factor, (word, times) in CATEGORY_TIMES.items():
        weights[signs.troubled(joint, factor), words.index(word)] *= times
    first = by_weight(rng, weights)
    changes = rng.random(len(first)) < CATEGORY_CHANGES
    return first, np.where(changes, by_weight(rng, weights), first)
