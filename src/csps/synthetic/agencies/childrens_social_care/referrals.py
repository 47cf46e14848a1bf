"""Referrals and the period in need that follows each, until the case closes; child in need plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between, staff, team
from csps.synthetic.agencies.childrens_social_care.front_door import contact_sources
from csps.synthetic.agencies.childrens_social_care.signs import next_after, occurred
from csps.synthetic.agencies.childrens_social_care.tellings import (
    LATE_CLOSING,
    Telling,
    known_after,
    take,
    told,
    told_twice,
)
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.history import Stays
from csps.synthetic.lives.population import NOBODY
from csps.synthetic.lives.safeguarding import CLOSED_LEFT, CLOSED_NOT_IN_NEED

if TYPE_CHECKING:
    from csps.store import Coded
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

REFERRAL_DELAY = (0, 3)
NEED_REVISED_DELAY = (0, 7)  # after the assessment is authorised
PLAN_DELAY = (0, 10)
PLAN_MADE = (0, 10)  # days from the assessment to the plan
ENQUIRY_FOLLOWS = 5
NEVER_ASSESSED = 45  # days until a child who was named later is assessed

# Data standards 4.1, Hackney, 31 March 2024; how a child's own facts shift the need is an assumption.
NEEDS: dict[str, float] = {
    "N1": 36.0, "N2": 7.5, "N3": 6.4, "N4": 13.6, "N5": 7.2, "N6": 6.0, "N7": 0.6, "N8": 6.0, "N9": 1.8, "N0": 2.0,
}  # fmt: skip
DISABLED_TIMES = {"N2": 14.0}
TEENAGE_TIMES = {"N6": 3.0, "N8": 1.6, "N1": 0.7}
FACTOR_TIMES = {"mind": ("N3", 2.5), "conflict": ("N5", 1.8), "money": ("N7", 3.0), "substance": ("N1", 1.8)}
ENQUIRY_TIMES = {"N1": 6.0}
KEPT_AFTER_ASSESSMENT = 0.6  # the need as referred stands

STEPPED_DOWN = 0.05  # to early help of which nothing more is told
MOVED_COUNCIL = 0.025
ORDERS = {"RC3": 0.006, "RC4": 0.004}


def referrals(caseload: Caseload) -> list[Batch]:
    """Give one row per child and referral: when it comes, when its main need is revised, and when the case closes."""
    rows, rng, history = caseload.referrals, caseload.watch.rng("referrals"), caseload.history
    source = contact_sources(caseload)
    contact = history.cases["contact"][rows.case]
    first_need, last_need = _primary_needs(caseload, rng)
    enquiries = history.enquiries
    discussed = occurred(enquiries["case"], enquiries["start"], rows.case, rows.start, rows.start + ENQUIRY_FOLLOWS)
    columns: dict[str, Values] = {
        "cine_referral_id": referral_ids(np.arange(len(rows))),
        "cine_person_id": caseload.register.reference(caseload.records),
        "cine_referral_date": as_dates(rows.start),
        "cine_cin_primary_need_code": coded(last_need, list(NEEDS)),
        "cine_referral_source_code": take(source, contact),
        "cine_referral_outcome_single_assessment_flag": ~rows.nfa,
        "cine_referral_outcome_strategy_discussion_flag": discussed & ~rows.nfa,
        "cine_referral_nfa": rows.nfa,
        "cine_close_reason": _closure_reasons(caseload, rng),
        "cine_close_date": as_dates(rows.end),
        "cine_referral_team": team(rng, rows.case, "Front Door", 3),
        "cine_referral_worker_id": staff(rng, rows.case),
    }
    return [_told_three_times(caseload, columns, first_need, rng)]


def _told_three_times(
    caseload: Caseload, columns: dict[str, Values], first_need: Ids, rng: np.random.Generator
) -> Batch:
    rows = caseload.referrals
    opened = rows.start + days_between(rng, len(rows), REFERRAL_DELAY)
    ended = np.maximum(known_after(rows.end, days_between(rng, len(rows), LATE_CLOSING)), opened)
    ended = np.where(rows.nfa, opened, ended)
    revised = np.maximum(assessed_on(caseload) + days_between(rng, len(rows), NEED_REVISED_DELAY), opened + 1)
    late, twice = np.flatnonzero(ended > opened), np.flatnonzero((revised < ended) & (revised < FOREVER))
    over = np.flatnonzero(ended < FOREVER)
    hides = ("cine_close_reason", "cine_close_date")
    batch = told(
        "feeds.ssd_cin_episodes",
        columns,
        {"cine_person_id": rows.child},
        [Telling(late, opened[late], hides), Telling(twice, revised[twice], hides), Telling(over, ended[over])],
    )
    need = batch.columns["cine_cin_primary_need_code"]
    need.indices[: len(late)] = first_need[late]  # type: ignore[union-attr]
    return batch


def referral_ids(referral: npt.NDArray[np.integer]) -> Coded:
    """Write the references of referrals; empty for -1."""
    return numbered("REF", referral)


def assessed_on(caseload: Caseload) -> Ids:
    """Give the day on which each referral's first assessment was authorised; FOREVER if it was not (yet)."""
    rows, rng = caseload.referrals, caseload.watch.rng("later assessments")
    assessed = caseload.history.cases["assessed"][rows.case].astype(np.int64)
    later = rows.start + NEVER_ASSESSED - rng.integers(0, 30, len(rows))
    assessed = np.where(rows.start > assessed, later, assessed)
    assessed = np.where(assessed > caseload.history.calendar.end_day, FOREVER, assessed)
    return np.where(rows.nfa, FOREVER, np.minimum(assessed, rows.end))


def _primary_needs(caseload: Caseload, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Draw the main need as it seemed at the referral, and after the assessment (positions in NEEDS)."""
    rows, history, signs = caseload.referrals, caseload.history, caseload.signs
    words = list(NEEDS)
    weights = np.tile(np.array(list(NEEDS.values())), (len(rows), 1))
    age = history.ages(rows.child, rows.start)
    for chosen, times in ((history.people["disabled"][rows.child], DISABLED_TIMES), (age >= 13, TEENAGE_TIMES)):
        for word, more in times.items():
            weights[chosen, words.index(word)] *= more
    first = by_weight(rng, weights)
    assessed = assessed_on(caseload)
    joint = signs.joint(rows.household, np.minimum(assessed, history.calendar.end_day))
    for name, (word, more) in FACTOR_TIMES.items():
        weights[signs.troubled(joint, name), words.index(word)] *= more
    enquiries = history.enquiries
    asked = occurred(enquiries["case"], enquiries["start"], rows.case, rows.start, assessed)
    weights[asked, words.index("N1")] *= ENQUIRY_TIMES["N1"]
    weights[:, [words.index("N9"), words.index("N0")]] *= 0.6
    revised = (assessed < FOREVER) & (rng.random(len(rows)) >= np.where(asked, 0.25, KEPT_AFTER_ASSESSMENT))
    return first, np.where(revised, by_weight(rng, weights), first)


def _closure_reasons(caseload: Caseload, rng: np.random.Generator) -> Coded:
    """Say why each case closed; nothing while it lasts. Where nothing followed from the referral it is "other"."""
    rows, history = caseload.referrals, caseload.history
    reason = history.cases["reason"][rows.case]
    closed_with_case = rows.end == history.cases["closed"][rows.case]
    words = ["RC7", "RC1", "RC3", "RC4", "RC5", "RC6", "RC8", "RC9"]
    draw = rng.random(len(rows))
    why = np.zeros(len(rows), dtype=np.int64)
    why[draw < MOVED_COUNCIL] = words.index("RC5")
    why[draw > 1 - ORDERS["RC3"]] = words.index("RC3")
    in_care = (draw > 1 - ORDERS["RC3"] - ORDERS["RC4"]) & ~closed_with_case
    why[in_care] = words.index("RC4")
    why[closed_with_case & (reason == CLOSED_NOT_IN_NEED)] = words.index("RC8")
    gone = history.home(rows.child, np.minimum(rows.end, history.calendar.end_day - 1)) == NOBODY
    why[closed_with_case & (reason == CLOSED_LEFT) & gone] = words.index("RC5")
    helped = caseload.signs.help_begins(rows.household, rows.end - 42, rows.end)
    why[(why == 0) & (helped | (draw < MOVED_COUNCIL + STEPPED_DOWN))] = words.index("RC9")
    of_age = history.ages(rows.child, rows.end) >= 17.95
    why[of_age & history.people["disabled"][rows.child]] = words.index("RC6")
    why[history.people["adopted_on"][rows.child] == rows.end] = words.index("RC1")
    why[rows.nfa] = words.index("RC7")
    return coded(np.where(rows.end < FOREVER, why, -1), words)


# --- plans ------------------------------------------------------------------------------------------------------------
def plans(caseload: Caseload) -> list[Batch]:
    """Give child in need plans: from the assessment, or from the end of a protection plan, until something else begins."""
    rng, rows = caseload.watch.rng("child in need plans"), caseload.referrals
    referral, start, end = _plan_periods(caseload, rng)
    columns: dict[str, Values] = {
        "cinp_cin_plan_id": numbered("CINP", np.arange(len(referral))),
        "cinp_referral_id": referral_ids(referral),
        "cinp_person_id": caseload.register.reference(caseload.records[referral]),
        "cinp_cin_plan_start_date": as_dates(start),
        "cinp_cin_plan_end_date": as_dates(end),
        "cinp_cin_plan_team": team(rng, rows.case[referral], "Child in Need", 6),
        "cinp_cin_plan_worker_id": staff(rng, rows.case[referral]),
    }
    return [
        told_twice(
            "feeds.ssd_cin_plans",
            columns,
            {"cinp_person_id": rows.child[referral]},
            opened=start + days_between(rng, len(referral), PLAN_DELAY),
            ended=known_after(end, days_between(rng, len(referral), LATE_CLOSING)),
            hides=("cinp_cin_plan_end_date",),
        )
    ]


def _plan_periods(caseload: Caseload, rng: np.random.Generator) -> tuple[Ids, Ids, Ids]:
    """Work out the periods: referral, start, end (FOREVER while it lasts)."""
    rows, history = caseload.referrals, caseload.history
    under, protection, care = history.under_plan, history.plans, history.care
    protected = rows.find(protection["case"][under["plan"]], under["child"])
    protection_start, protection_end = (protection[name][under["plan"]].astype(np.int64) for name in ("start", "end"))
    real = (protected >= 0) & (protection_start < FOREVER)
    in_care = rows.find(care["case"], care["child"])
    stops = np.r_[protected[real], in_care[in_care >= 0]]
    stop_days = np.r_[protection_start[real], care["start"][in_care >= 0]]
    resumed = real & (protection_end < FOREVER)
    everyone = np.arange(len(rows))
    referral = np.r_[everyone, protected[resumed]]
    start = np.r_[assessed_on(caseload), protection_end[resumed]]
    start = np.where(start < FOREVER, start + days_between(rng, len(start), PLAN_MADE), FOREVER)
    end = np.minimum(next_after(stops, stop_days, referral, start), rows.end[referral])
    kept = (start < end) & (start < history.calendar.end_day) & ~_interrupted(caseload, referral, start)
    protected_then, _ = Stays(protected[real], protected[real], protection_start[real], protection_end[real]).on(
        referral, start
    )
    kept[protected_then] = False
    return referral[kept], start[kept], np.where(end > history.calendar.end_day, FOREVER, end)[kept]


def _interrupted(caseload: Caseload, referral: Ids, start: Ids) -> npt.NDArray[np.bool_]:
    """Whether the child is looked after on the day: there is a care plan instead."""
    care, child = caseload.history.care, caseload.referrals.child[referral]
    began = occurred(care["child"], care["start"], child, np.zeros(len(start), np.int64), start)
    at_home = caseload.history.home(child, np.minimum(start, caseload.history.calendar.end_day - 1)) != NOBODY
    looked_after: npt.NDArray[np.bool_] = began & ~at_home
    return looked_after
