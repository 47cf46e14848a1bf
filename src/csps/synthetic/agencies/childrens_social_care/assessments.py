"""Assessments by social workers, and the factors they found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.agencies.batch import Batch, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import days_between, staff, team
from csps.synthetic.agencies.childrens_social_care.factors import factors_found
from csps.synthetic.agencies.childrens_social_care.referrals import assessed_on, referral_ids
from csps.synthetic.agencies.childrens_social_care.signs import occurred
from csps.synthetic.agencies.childrens_social_care.tellings import known_after, told_twice
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.safeguarding import CLOSED_NOT_IN_NEED

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

ASSESSMENT_BEGINS = (0, 3)  # days after the referral
OPENING_DELAY = (0, 5)
AUTHORISED_DELAY = (0, 5)
AFTER_AN_ENQUIRY = 10  # days after the first assessment from which an enquiry brings a new one
HELP_FOLLOWS = 14
CHILD_SEEN = 0.94
EARLY_HELP_ADVISED = 0.15


@dataclass(frozen=True)
class Assessments:
    """One entry per child and assessment: the first of each referral, and those made with a later enquiry."""

    referral: Ids
    start: Ids
    authorised: Ids  # FOREVER while it is under way
    joint: Ids  # the circumstances then, -1 where unknown

    def __len__(self) -> int:
        return len(self.referral)


def assessments(caseload: Caseload) -> list[Batch]:
    """Give assessments, when they begin and when a manager authorises them, and the factors found."""
    found = _all_assessments(caseload)
    rng, rows = caseload.watch.rng("assessments"), caseload.referrals
    case = rows.case[found.referral]
    discussed, planned, helped, nothing = _outcomes(caseload, found, rng)
    over = found.authorised < FOREVER
    columns: dict[str, Values] = {
        "cina_assessment_id": numbered("ASM", np.arange(len(found))),
        "cina_person_id": caseload.register.reference(caseload.records[found.referral]),
        "cina_referral_id": referral_ids(found.referral),
        "cina_assessment_start_date": as_dates(found.start),
        "cina_assessment_child_seen": np.ma.masked_array(rng.random(len(found)) < CHILD_SEEN, mask=~over),
        "cina_assessment_auth_date": as_dates(found.authorised),
        "cina_assessment_outcome_strategy_discussion_flag": np.ma.masked_array(discussed, mask=~over),
        "cina_assessment_outcome_cin_plan_flag": np.ma.masked_array(planned, mask=~over),
        "cina_assessment_outcome_early_help_flag": np.ma.masked_array(helped, mask=~over),
        "cina_assessment_outcome_nfa": np.ma.masked_array(nothing, mask=~over),
        "cina_assessment_team": team(rng, case, "Assessment", 5),
        "cina_assessment_worker_id": staff(rng, case),
    }
    authorised = known_after(found.authorised, days_between(rng, len(found), AUTHORISED_DELAY))
    told = told_twice(
        "feeds.ssd_cin_assessments",
        columns,
        {"cina_person_id": rows.child[found.referral]},
        opened=found.start + days_between(rng, len(found), OPENING_DELAY),
        ended=authorised,
        hides=("cina_assessment_child_seen", "cina_assessment_auth_date", *_FLAGS),
    )
    return [told, _factors(caseload, found, authorised)]


_FLAGS = (
    "cina_assessment_outcome_strategy_discussion_flag",
    "cina_assessment_outcome_cin_plan_flag",
    "cina_assessment_outcome_early_help_flag",
    "cina_assessment_outcome_nfa",
)


def _factors(caseload: Caseload, found: Assessments, known: Ids) -> Batch:
    """Give one row of factors per authorised assessment, known with it."""
    over = np.flatnonzero(found.authorised < FOREVER)
    rows = caseload.referrals
    child, case, day = rows.child[found.referral[over]], rows.case[found.referral[over]], found.authorised[over]
    columns: dict[str, Values] = {
        "cinf_table_id": numbered("FAC", over),
        "cinf_assessment_id": numbered("ASM", over),
        "cinf_assessment_factors_json": factors_found(caseload, child, case, day, found.joint[over]),
    }
    opened = found.start[over] + OPENING_DELAY[1]
    return Batch("feeds.ssd_assessment_factors", columns, np.maximum(known[over], opened), {})


def _all_assessments(caseload: Caseload) -> Assessments:
    first, again = _first(caseload), _with_enquiries(caseload)
    referral, start, authorised = (np.concatenate(columns) for columns in zip(first, again, strict=True))
    order = np.lexsort((start, referral))
    referral, start, authorised = referral[order], start[order], authorised[order]
    return Assessments(referral, start, authorised, _joint(caseload, referral, authorised))


def _first(caseload: Caseload) -> tuple[Ids, Ids, Ids]:
    rows, rng = caseload.referrals, caseload.watch.rng("first assessments")
    referral = np.flatnonzero(~rows.nfa)
    authorised = assessed_on(caseload)[referral]
    start = rows.start[referral] + days_between(rng, len(referral), ASSESSMENT_BEGINS)
    return referral, np.minimum(start, authorised), authorised


def _with_enquiries(caseload: Caseload) -> tuple[Ids, Ids, Ids]:
    """Give the assessments made with an enquiry that began some time after the first one."""
    asked, enquiries, rows = caseload.history.asked, caseload.history.enquiries, caseload.referrals
    enquiry = asked["enquiry"]
    referral = rows.find(enquiries["case"][enquiry], asked["child"])
    start, end = (enquiries[name][enquiry].astype(np.int64) for name in ("start", "end"))
    kept = (referral >= 0) & (end <= caseload.history.calendar.end_day)
    kept &= (start > assessed_on(caseload)[referral] + AFTER_AN_ENQUIRY) & (end <= rows.end[referral])
    return referral[kept], start[kept], end[kept]


def _joint(caseload: Caseload, referral: Ids, authorised: Ids) -> Ids:
    """Give the circumstances on the day: those the case holds if they were noted then, else the last quarter's.

    A case holds the state at its last assessment or enquiry only; to use it for an earlier one would tell the future.
    """
    history, rows = caseload.history, caseload.referrals
    case = rows.case[referral]
    noted = history.cases["assessed"].astype(np.int64)
    ended = history.enquiries["end"] < FOREVER
    np.maximum.at(noted, history.enquiries["case"][ended], history.enquiries["end"][ended])
    earlier = caseload.signs.joint(rows.household[referral], np.minimum(authorised, history.calendar.end_day))
    return np.where(authorised >= noted[case], history.cases["joint"][case], earlier)


def _outcomes(caseload: Caseload, found: Assessments, rng: np.random.Generator) -> tuple[npt.NDArray[np.bool_], ...]:
    """Tell what each assessment led to: strategy discussion, plan, early help, nothing."""
    history, rows = caseload.history, caseload.referrals
    case, day = rows.case[found.referral], np.minimum(found.authorised, FOREVER // 2)
    enquiries = history.enquiries
    discussed = occurred(enquiries["case"], enquiries["start"], case, found.start, day)
    closed = rows.end[found.referral] <= day
    nothing = closed & (history.cases["reason"][case] == CLOSED_NOT_IN_NEED)
    advised = (rng.random(len(history.cases["opened"])) < EARLY_HELP_ADVISED)[case]
    helped = closed & (advised | caseload.signs.help_begins(rows.household[found.referral], day - HELP_FOLLOWS, day))
    return discussed, ~closed, helped, nothing & ~helped
