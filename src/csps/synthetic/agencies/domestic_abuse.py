"""The MARAC: the gravest domestic incidents, discussed by several agencies at a meeting every second Thursday."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.police import domestic_incidents, police_ethnicity, recorded_sex
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.population import NOBODY, PARTNER

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.watch import Watch

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

# Tuned together to SafeLives' figures of the 12 months to September 2024: 47 cases per 10,000 adult women, 31 % of
# them repeats, 1.24 children a case. The shares themselves are published nowhere.
HEARD = 0.0150  # of incidents in households without children
HEARD_WITH_CHILDREN = 8.5  # times as many where children live
HEARD_AGAIN = 0.78  # of incidents within 12 months of a meeting about the same two people
REPEAT_WITHIN = 365  # days (SafeLives' definition)

BETWEEN_MEETINGS = 14  # days; most areas meet every second week
SHORTEST_NOTICE = 7  # a referral is heard one to three weeks later
DAYS_TO_REFER = 2.5  # after the incident, on average: assumption
DAYS_TO_MINUTES = 4.0  # after the meeting, on average: assumption
FORMER_PARTNER_WITHIN = 3 * 365  # days after leaving, in which an absent perpetrator is taken to be the former partner

ROLES = ("VICTIM", "PERPETRATOR", "CHILD")
REFERRERS = ("POLICE", "IDVA", "CHILDREN", "ADULTS", "HEALTH", "HOUSING", "EDUCATION", "PROBATION", "VOLUNTARY")
REFERRER_SHARES = (0.64, 0.13, 0.06, 0.01, 0.06, 0.04, 0.01, 0.02, 0.03)  # 36 % by others than police (SafeLives)
REASONS = ("JUDGEMENT", "VISIBLE_RISK", "ESCALATION", "REPEAT")
JUDGEMENT, VISIBLE_RISK, ESCALATION, REPEAT = range(4)
REASON_SHARES = (0.33, 0.55, 0.12)  # of cases that are no repeats: assumption
HIGH_RISK_TICKS = 14  # on the DASH checklist, from which a risk counts as visible
DASH_RECORDED = 0.93  # assumption


@dataclass(frozen=True)
class _Cases:
    """Cases heard: one row per meeting."""

    victim: Ids
    perpetrator: Ids
    household: Ids
    incident_day: Ids
    referral: Ids
    meeting: Ids
    repeat: Flags


def watch_domestic_abuse(watch: Watch) -> list[Batch]:
    """Give every person of every case that a MARAC heard."""
    rng = watch.rng("marac")
    cases = _cases(watch, rng)
    case, person, role = _people(watch, cases)
    meeting = cases.meeting[case]
    register = Register(watch, "domestic_abuse", person, meeting, prefix="MAR", learns_of_moves=0.4)
    record = register.record_of(person, meeting)
    reason, ticks = _grounds(cases, rng)
    known = (cases.meeting + 1 + rng.exponential(DAYS_TO_MINUTES, len(cases.meeting)).astype(np.int64))[case]
    referrer = rng.choice(len(REFERRERS), len(cases.meeting), p=REFERRER_SHARES)
    columns: dict[str, Values] = {
        "case_ref": numbered("MC", case),
        "person_ref": register.reference(record),
        **register.identity(record, table("feeds.marac_case"), meeting),
        "sex": recorded_sex(register, record),
        "ethnicity": police_ethnicity(watch, register, record, rng),
        "role": coded(role, ROLES),
        "referral_date": as_dates(cases.referral[case]),
        "meeting_date": as_dates(meeting),
        "referrer": coded(referrer[case], REFERRERS),
        "reason": coded(reason[case], REASONS),
        "dash_score": ticks[case],
        "is_repeat": cases.repeat[case],
    }
    return [Batch("feeds.marac_case", columns, known, {"person_ref": person})]


def _cases(watch: Watch, rng: np.random.Generator) -> _Cases:
    """Pick the incidents that are heard: some for their gravity, more of those that follow a meeting within a year."""
    lived, history = domestic_incidents(watch), watch.history
    grown = (lived.victim != NOBODY) & ~lived.by_teenager
    household, day, victim = lived.household[grown], lived.day[grown], lived.victim[grown]
    there = lived.suspect[grown]
    perpetrator = np.where(there != NOBODY, there, former_partner(watch, household, day))
    perpetrator = np.where(perpetrator == victim, NOBODY, perpetrator)  # who was the partner and is the carer now
    referral = day + rng.exponential(DAYS_TO_REFER, len(day)).astype(np.int64)
    meeting = next_meeting(watch.calendar.start_day, referral + SHORTEST_NOTICE)
    pair = victim * (len(history.people["birth"]) + 1) + perpetrator + 1
    which, _ = history.members(household, day, ages=(0, 18))
    share = np.full(len(day), HEARD)
    share[which] = HEARD * HEARD_WITH_CHILDREN
    draw = rng.random(len(day))
    heard = draw < share
    again = _met_before(pair, day, pair[heard], meeting[heard]) & (draw < HEARD_AGAIN)
    rows = _once_a_meeting(pair, meeting, np.flatnonzero((heard | again) & _alive(watch, victim, meeting)))
    repeat = _met_before(pair[rows], meeting[rows], pair[rows], meeting[rows])
    told = meeting[rows] < watch.calendar.end_day
    return _Cases(
        victim=victim[rows][told],
        perpetrator=perpetrator[rows][told],
        household=household[rows][told],
        incident_day=day[rows][told],
        referral=referral[rows][told],
        meeting=meeting[rows][told],
        repeat=repeat[told],
    )


def next_meeting(first: int, days: npt.NDArray[np.integer]) -> Ids:
    """Give the first meeting on or after each day: every second Thursday, counted from the Monday `first`.

    >>> next_meeting(4, np.array([0, 7, 8])).tolist()
    [7, 7, 21]
    """
    thursday = first + 3
    return thursday + -(-(days.astype(np.int64) - thursday) // BETWEEN_MEETINGS) * BETWEEN_MEETINGS


def former_partner(watch: Watch, household: Ids, day: Ids) -> Ids:
    """Give the carer's last partner who had left each household by its day, NOBODY where that is long ago or never."""
    stays = watch.history.residence
    gone = np.flatnonzero((stays["role"] == PARTNER) & (stays["end"] < FOREVER))
    if not len(gone):
        return np.full(len(day), NOBODY, dtype=np.int64)
    gone = gone[np.lexsort((stays["end"][gone], stays["household"][gone]))]
    of, end = stays["household"][gone].astype(np.int64), stays["end"][gone].astype(np.int64)
    place = np.searchsorted(of * FOREVER + end, household * FOREVER + day, side="right") - 1
    found = (place >= 0) & (of[place] == household) & (day - end[place] <= FORMER_PARTNER_WITHIN)
    return np.where(found, stays["person"][gone][place], NOBODY).astype(np.int64)


def _met_before(pair: Ids, day: Ids, met: Ids, meeting: Ids) -> Flags:
    """Whether each pair was discussed in the twelve months before its day."""
    if not len(met):
        return np.zeros(len(pair), dtype=bool)
    order = np.lexsort((meeting, met))
    met, meeting = met[order], meeting[order]
    pairs, of = np.unique(met, return_inverse=True)
    number = np.searchsorted(pairs, pair).clip(0, len(pairs) - 1)
    place = np.searchsorted(of * FOREVER + meeting, number * FOREVER + day, side="left") - 1
    found = (place >= 0) & (met[place] == pair) & (day - meeting[place] <= REPEAT_WITHIN)
    return np.asarray(found)


def _once_a_meeting(pair: Ids, meeting: Ids, rows: Ids) -> Ids:
    """Leave one row of each pair and meeting."""
    _, first = np.unique(np.column_stack((meeting[rows], pair[rows])), axis=0, return_index=True)
    return rows[first]


def _people(watch: Watch, cases: _Cases) -> tuple[Ids, Ids, Ids]:
    """List the people of each case who are alive at the meeting: case, person, role."""
    which, child = watch.history.members(cases.household, cases.incident_day, ages=(0, 18))
    everyone = np.arange(len(cases.meeting))
    case = np.concatenate((everyone, everyone, which))
    person = np.concatenate((cases.victim, cases.perpetrator, child.astype(np.int64)))
    role = np.repeat([0, 1, 2], [len(everyone), len(everyone), len(which)])
    named = (person != NOBODY) & _alive(watch, person, cases.meeting[case])
    return case[named], person[named], role[named]


def _alive(watch: Watch, person: Ids, day: Ids) -> Flags:
    return np.asarray(watch.history.people["death"][person] > day)


def _grounds(cases: _Cases, rng: np.random.Generator) -> tuple[Ids, np.ma.MaskedArray]:
    """Give the reason of each referral and the ticks on the checklist, which agree with one another."""
    rows = len(cases.meeting)
    reason = np.where(cases.repeat, REPEAT, rng.choice(3, rows, p=REASON_SHARES))
    high = (reason == VISIBLE_RISK) | ((reason >= ESCALATION) & (rng.random(rows) < 0.5))
    ticks = np.where(high, rng.integers(HIGH_RISK_TICKS, 25, rows), rng.integers(6, HIGH_RISK_TICKS, rows))
    return reason, np.ma.masked_array(ticks, mask=rng.random(rows) >= DASH_RECORDED)
