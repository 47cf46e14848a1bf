"""How progress is measured: nothing of it for a time, less of it than before, school attended, or the programme's own word.

Every period is looked at up to today while a case is open, and as long again after it closed (Hertfordshire looks six
months after closure, data_standards 3.4). What happened before the family was attached is the baseline.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from csps.outcomes.progress.known import ATTENDANCE
from csps.outcomes.progress.verdict import Judged, Sign, Verdict, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known, Row

YEAR = 52
TERMS_IN_WEEKS = {2: 39, 3: 52}
"""For how many weeks after closure terms are waited for: two or three whole ones are then over."""
NEEDS = "feeds.programme_need"


def quiet(case: Case, signs: Iterable[Sign], weeks: int | None = None) -> Judged:
    """Judge that nothing shows the need any more, and nothing has for so many weeks.

    The period begins when the last sign of it ended, and not before the family was attached. A sign that still lasts
    disproves it.

    Args:
        case: whose.
        signs: of the need.
        weeks: the period; the council's where the rule has none of its own.
    """
    weeks = weeks or case.local.quiet_weeks
    last_day = case.judged_on(weeks)
    seen = _seen(case, signs, last_day)
    if any(sign.lasts_beyond(last_day) for sign in seen):
        return Judged(verdict=Verdict.DISPROVEN, why=f"it was still so on {last_day}", judged_on=last_day, signs=seen)
    ends = [sign.until for sign in seen if sign.until is not None]
    return held_since(case, max([case.attached_on, *ends]), weeks, seen)


def held_since(case: Case, start: date, weeks: int, signs: tuple[Sign, ...]) -> Judged:
    """Judge a progress that has held since a day: is the period over, may it still pass, or did the case end before?"""
    last_day, due = case.judged_on(weeks), start + timedelta(weeks=weeks)
    if due <= last_day:
        verdict, why = Verdict.PROVEN, f"it has held since {start}, for {weeks} weeks and more"
    elif case.is_over(weeks):
        verdict, why = (
            Verdict.DISPROVEN,
            f"it held since {start}, and {weeks} weeks after the case closed that was too short",
        )
    else:
        verdict, why = Verdict.RUNNING, f"it has held since {start}; it must until {due}"
    return Judged(verdict=verdict, why=why, judged_on=last_day, holds_from=start, due_on=due, signs=signs)


def fallen(case: Case, signs: Iterable[Sign], *, by_per_cent: int) -> Judged:
    """Judge that there is less of it than in as many weeks before the family was attached; none at all is enough.

    Args:
        case: whose.
        signs: events.
        by_per_cent: of a hundred that there were, how many there must be less.
    """
    weeks = case.local.quiet_weeks
    last_day, seen = case.judged_on(weeks), _seen(case, signs, case.judged_on(weeks))
    due = case.attached_on + timedelta(weeks=weeks)
    if last_day < due:
        if case.is_over(weeks):
            return Judged(verdict=Verdict.NOT_KNOWN, why="the case was too short", judged_on=last_day, signs=seen)
        why = f"{weeks} weeks since the family was attached are over on {due}"
        return Judged(
            verdict=Verdict.RUNNING, why=why, judged_on=last_day, holds_from=case.attached_on, due_on=due, signs=seen
        )
    before, now = _within(seen, case.attached_on, weeks), _within(seen, last_day, weeks)
    enough = 100 * now <= (100 - by_per_cent) * before
    start = last_day - timedelta(weeks=weeks)
    return Judged(
        verdict=Verdict.PROVEN if enough else Verdict.DISPROVEN,
        why=f"{now} in {weeks} weeks up to {last_day}, {before} in as many before {case.attached_on}",
        judged_on=last_day,
        holds_from=start if enough else None,
        due_on=last_day if enough else None,
        signs=seen,
    )


def attended(case: Case, known: Known, *, per_cent: int, terms: int) -> Judged:
    """Judge that every child was at school for a share of its sessions, on average over so many whole terms in a row.

    Terms count that began after the family was attached. A child that has fewer is waited for.
    """
    weeks = TERMS_IN_WEEKS[terms]
    last_day = case.judged_on(weeks)
    rows = [
        row
        for row in known.of(ATTENDANCE, case.case_ref)
        if row["first"] > case.attached_on and row["last"] <= last_day
    ]
    children = [list(told) for _, told in groupby(sorted(rows, key=_child_and_term), key=lambda row: row["person_id"])]
    latest = [found for child in children if (found := _in_a_row(child, terms))]
    signs = in_order(_term_sign(row) for found in latest for row in found)
    if not children:
        verdict = Verdict.NOT_KNOWN if case.is_over(weeks) else Verdict.RUNNING
        return Judged(verdict=verdict, why="no term of a child has begun and ended since", judged_on=last_day)
    missed = [found for found in latest if 100 * _sum(found, "absent") > (100 - per_cent) * _sum(found, "possible")]
    start = min((found[0]["first"] for found in latest), default=None)
    if missed:
        why = f"{len(missed)} of {_of_children(children)} attended less than {per_cent} % over {terms} terms"
        return Judged(verdict=Verdict.DISPROVEN, why=why, judged_on=last_day, signs=signs)
    if len(latest) < len(children):
        why = f"{len(latest)} of {_of_children(children)} have {terms} whole terms behind them, and attended"
        verdict = Verdict.NOT_KNOWN if case.is_over(weeks) else Verdict.RUNNING
        return Judged(verdict=verdict, why=why, judged_on=last_day, holds_from=start, signs=signs)
    why = f"{_of_children(children)} attended {per_cent} % or more over {terms} terms"
    due = max(found[-1]["last"] for found in latest)
    return Judged(verdict=Verdict.PROVEN, why=why, judged_on=last_day, holds_from=start, due_on=due, signs=signs)


def word_of_the_programme(case: Case, known: Known, *needs: str) -> Judged:
    """Judge by what the programme itself wrote about a need, where nothing that is delivered could say it."""
    weeks = case.local.quiet_weeks
    last_day = case.judged_on(weeks)
    rows = [row for row in known.of(NEEDS, case.case_ref) if row["need"] in needs]
    told = {row["status"] for row in rows}
    signs = in_order(_word_sign(row) for row in rows)
    if "UNMET" in told:
        return Judged(verdict=Verdict.DISPROVEN, why="the programme judged it not met", judged_on=last_day, signs=signs)
    if told == {"MET"}:
        since = max((row["ended"] for row in rows if row["ended"] is not None), default=None)
        why = "the programme judged it met"
        return Judged(verdict=Verdict.PROVEN, why=why, judged_on=last_day, holds_from=since, due_on=since, signs=signs)
    verdict = Verdict.NOT_KNOWN if case.is_over(weeks) or not told else Verdict.RUNNING
    return Judged(verdict=verdict, why="the programme has not judged it", judged_on=last_day, signs=signs)


def _seen(case: Case, signs: Iterable[Sign], last_day: date) -> tuple[Sign, ...]:
    """Keep signs from a year before the family was attached, or the period if that is longer, to the last day."""
    first_day = case.attached_on - timedelta(weeks=max(YEAR, case.local.quiet_weeks))
    return in_order(sign for sign in signs if sign.since <= last_day and sign.lasts_beyond(first_day))


def _within(signs: Iterable[Sign], last_day: date, weeks: int) -> int:
    """Count things, not people: an incident with three members is one."""
    start = last_day - timedelta(weeks=weeks)
    return len({(sign.table, sign.row, sign.since) for sign in signs if start < sign.since <= last_day})


def _child_and_term(row: Row) -> tuple[str, int]:
    return row["person_id"], row["term"]


def _in_a_row(child: Sequence[Row], terms: int) -> Sequence[Row]:
    """Give a child's latest terms in a row; none where there are too few, or one is left out."""
    latest = [row for row in child if row["possible"] > 0][-terms:]
    unbroken = all(after["term"] - before["term"] == 1 for before, after in pairwise(latest))
    return latest if len(latest) == terms and unbroken else ()


def _sum(rows: Sequence[Row], column: str) -> int:
    return sum(row[column] for row in rows)


def _word_sign(row: Row) -> Sign:
    written = {"delivery": row.get("delivery"), "line": row.get("line")}
    return Sign(NEEDS, row["row"], "", row["happened"], row["ended"], **written)


def _of_children(children: Sequence[object]) -> str:
    return "1 child" if len(children) == 1 else f"{len(children)} children"


def _term_sign(row: Row) -> Sign:
    said = f"term from {row['first']}: {row['absent']} of {row['possible']} sessions missed"
    return Sign("feeds.school_attendance", said, row["person_id"], row["first"], row["last"])
