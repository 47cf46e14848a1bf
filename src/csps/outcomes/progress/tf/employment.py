"""Continuous employment: an adult who was on an out-of-work benefit is off it and in work, for long enough.

It stood beside progress on every problem as a result of its own (parliamentary answer 49444, October 2016), and no longer
does in Supporting Families. Benefits are what is delivered: work shows where Universal Credit is paid to somebody who
works. An adult who left benefits altogether may work, or may not: that is not known.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.rule import Rule
from csps.outcomes.progress.signs import events, is_adult, is_out_of_work, lasting
from csps.outcomes.progress.verdict import Judged, Verdict, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row
    from csps.outcomes.progress.verdict import Sign

SPELLS = "feeds.benefit_spell"
WORKING = ("WORKING_ENOUGH", "WORKING_WITH")
SEEKING = ("JSA", "UC")
OF_WEEKS, SEEKING_WEEKS, ILL_WEEKS = 30, 26, 13
"""26 of 30 weeks after a benefit for people who seek work, 13 in a row after one for people who are ill or care."""


def _judge(case: Case, known: Known) -> Judged:
    last_day = case.judged_on(case.local.quiet_weeks)
    idle = [sign for sign in lasting(known, case, SPELLS, is_out_of_work) if sign.since <= last_day]
    at_first = {
        sign.person_id for sign in idle if sign.since <= case.attached_on and sign.lasts_beyond(case.attached_on)
    }
    works = [sign for sign in lasting(known, case, SPELLS, _works) if sign.since <= last_day]
    seekers = {sign.person_id for sign in events(known, case, SPELLS, _seeks)}
    if not at_first:
        why = "no adult was on an out-of-work benefit when the family was attached"
        return Judged(verdict=Verdict.NOT_KNOWN, why=why, judged_on=last_day)
    found = [
        _of_adult(
            case,
            [sign for sign in idle if sign.person_id == adult],
            [sign for sign in works if sign.person_id == adult],
            seeks=adult in seekers,
        )
        for adult in sorted(at_first)
    ]
    order = (Verdict.PROVEN, Verdict.RUNNING, Verdict.NOT_KNOWN, Verdict.DISPROVEN)
    return min(found, key=lambda each: order.index(each.verdict))


def _of_adult(case: Case, idle: Sequence[Sign], works: Sequence[Sign], *, seeks: bool) -> Judged:
    """Judge one adult who was out of work when the family was attached."""
    last_day, signs = case.judged_on(case.local.quiet_weeks), in_order((*idle, *works))
    if any(sign.lasts_beyond(last_day) for sign in idle):
        why = f"on an out-of-work benefit on {last_day}"
        return Judged(verdict=Verdict.DISPROVEN, why=why, judged_on=last_day, signs=signs)
    weeks, of_weeks = (SEEKING_WEEKS, OF_WEEKS) if seeks else (ILL_WEEKS, ILL_WEEKS)
    worked = sum(_covers_week(case, works, last_day, back) for back in range(of_weeks))
    now = [sign for sign in works if sign.lasts_beyond(last_day)]
    start = max(case.attached_on, min(sign.since for sign in now)) if now else None
    if worked >= weeks:
        why = f"in work for {worked} of the last {of_weeks} weeks"
        return Judged(
            verdict=Verdict.PROVEN, why=why, judged_on=last_day, holds_from=start, due_on=last_day, signs=signs
        )
    if start is None:
        why = "off out-of-work benefits, and nothing delivered says whether in work"
        return Judged(verdict=Verdict.NOT_KNOWN, why=why, judged_on=last_day, signs=signs)
    due, why = (
        start + timedelta(weeks=weeks),
        f"in work for {worked} of the last {of_weeks} weeks; {weeks} are asked for",
    )
    verdict = Verdict.DISPROVEN if case.is_over(case.local.quiet_weeks) else Verdict.RUNNING
    return Judged(verdict=verdict, why=why, judged_on=last_day, holds_from=start, due_on=due, signs=signs)


def _covers_week(case: Case, works: Sequence[Sign], last_day: date, back: int) -> bool:
    """Say whether somebody worked throughout a week, so many weeks back, since the family was attached."""
    ends, begins = last_day - timedelta(weeks=back), last_day - timedelta(weeks=back + 1)
    return begins >= case.attached_on and any(
        sign.since <= begins and (sign.until is None or sign.until >= ends) for sign in works
    )


def _works(row: Row) -> bool:
    return is_adult(row) and row["benefit"] == "UC" and row["conditionality"] in WORKING


def _seeks(row: Row) -> bool:
    return is_out_of_work(row) and row["benefit"] in SEEKING


RULE = Rule(
    id="TF.employment",
    answers=("TF4.a",),
    headline=4,
    words="An adult came off an out-of-work benefit into continuous employment: 26 of 30 weeks, or 13 in a row after a benefit for illness.",
    standing=Standing.TO_CONFIRM,
    source="Parliamentary answer 49444, October 2016 (the route); the weeks as recalled from the Financial Framework, March 2015",
    judge=_judge,
    by_absence=False,
    reads=(SPELLS,),
    lacking="employment itself is not delivered: work shows where Universal Credit is paid to somebody who works",
)
