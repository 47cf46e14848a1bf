"""What is found about a case, as rows of the three tables and as plain values for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.progress.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from csps.outcomes.progress.finding import CaseProgress, NeedProgress

    Cells = Mapping[str, object]


def all_needs(found: CaseProgress) -> tuple[NeedProgress, ...]:
    """Give the needs of a case, and the route of employment where an adult was out of work at the beginning."""
    route = found.employment
    return (*found.needs, *((route,) if route is not None and route.on_record else ()))


def _rules(found: CaseProgress) -> Cells:
    by = found.judged_by
    return {"rule_set": by.rule_set, "rule_set_version": by.version, "to_confirm_of_100": by.to_confirm_of_100}


def case_row(found: CaseProgress, day: date) -> Cells:
    """Give the row of `outcomes.case_progress`."""
    case = found.case
    return {
        "as_of": day,
        "case_ref": case.case_ref,
        "family_id": case.family_id,
        **_rules(found),
        "assessed_on": case.assessed_on,
        "attached_on": case.attached_on,
        "closed_on": case.closed_on,
        "verdict": found.verdict.value,
        "by_employment": found.by_employment,
        "needs": len(found.needs),
        **{verdict.value.replace(" ", "_"): found.count(verdict) for verdict in Verdict},
        "programme_outcome": case.outcome,
    }


def need_row(found: CaseProgress, need: NeedProgress, day: date) -> Cells:
    """Give a row of `outcomes.need_progress`."""
    return {
        "as_of": day,
        "case_ref": found.case.case_ref,
        **_rules(found),
        "rule": need.rule.id,
        "headline": need.rule.headline,
        "identified": need.identified,
        "on_record": need.on_record,
        "verdict": need.judged.verdict.value,
        "why": need.judged.why,
        "period_weeks": need.rule.period_weeks(found.case.local),
        "judged_on": need.judged.judged_on,
        "holds_from": need.judged.holds_from,
        "due_on": need.judged.due_on,
        "evidence_rows": len(need.judged.signs),
        "programme_status": need.said,
    }


def evidence_rows(found: CaseProgress, need: NeedProgress, day: date) -> Iterator[Cells]:
    """Yield the rows of `outcomes.progress_evidence` about one need.

    They are numbered: where two records are taken for one person, two lines may say the same of them.
    """
    for place, sign in enumerate(need.judged.signs, start=1):
        yield {
            "as_of": day,
            "case_ref": found.case.case_ref,
            "rule": need.rule.id,
            "place": place,
            "table_name": sign.table,
            "row": sign.row,
            "delivery": sign.delivery,
            "line": sign.line,
            "person_id": sign.person_id,
            "shows_from": sign.since,
            "shows_until": sign.until,
        }


def as_plain(found: CaseProgress) -> dict[str, object]:
    """Give everything about a case as plain values: its row, its needs with their rules, and the rows behind each."""
    day = found.case.as_of
    needs = [
        {
            **need_row(found, need, day),
            "words": need.rule.said(found.case.local),
            "standing": need.rule.standing.value,
            "source": need.rule.source,
            "lacking": need.rule.lacking,
            "evidence": list(evidence_rows(found, need, day)),
        }
        for need in all_needs(found)
    ]
    return {**case_row(found, day), "details": needs}
