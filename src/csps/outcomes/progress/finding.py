"""Find what became of the needs of every family on the programme, on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csps.outcomes.evidence import Evidence
from csps.outcomes.in_force import rules_on
from csps.outcomes.progress.baseline import identified, on_record
from csps.outcomes.progress.cases import cases_on
from csps.outcomes.progress.known import Known
from csps.outcomes.progress.listing import SUPPORTING_FAMILIES, TROUBLED, TROUBLED_FAMILIES, answering, named
from csps.outcomes.progress.sources import Sources
from csps.outcomes.progress.tf.employment import RULE as EMPLOYMENT
from csps.outcomes.progress.verdict import Judged, Verdict
from csps.settings import Use
from csps.store.arrivals import Arrivals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.rule import Rule
    from csps.settings import Programme
    from csps.store.arrivals import Arrived
    from csps.store.engines import Connection
    from csps.store.judged_by import JudgedBy

RULES = (*TROUBLED_FAMILIES, EMPLOYMENT, *SUPPORTING_FAMILIES)
READ = tuple(sorted({table for rule in RULES for table in rule.reads}))


@dataclass(frozen=True, kw_only=True)
class NeedProgress:
    """What became of one need, or on one measure of a headline problem.

    Args:
        rule: by which it is judged.
        identified: whether the programme wrote the need down.
        on_record: whether records show it for the day of attachment.
        judged: the verdict.
        said: where the need stands by the programme's own word; None where it wrote nothing.
    """

    rule: Rule
    identified: bool
    on_record: bool
    judged: Judged
    said: str | None = None


@dataclass(frozen=True, kw_only=True)
class CaseProgress:
    """What became of a family on the programme.

    Args:
        case: the case.
        needs: at the beginning.
        employment: the route of continuous employment; None under Supporting Families.
    """

    case: Case
    needs: tuple[NeedProgress, ...]
    employment: NeedProgress | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether there is significant and sustained progress on every need, or continuous employment.

        The needs that the programme identified count; where it wrote none down, those on record.
        """
        if self.by_employment:
            return Verdict.PROVEN
        written = [need for need in self.needs if need.identified]
        found = [need.judged.verdict for need in written or self.needs]
        for verdict in (Verdict.DISPROVEN, Verdict.NOT_KNOWN, Verdict.RUNNING):
            if verdict in found:
                return verdict
        return Verdict.PROVEN if found else Verdict.NOT_KNOWN

    @property
    def by_employment(self) -> bool:
        """Whether continuous employment is proven."""
        return self.employment is not None and self.employment.judged.verdict is Verdict.PROVEN

    def of_family(self, reference: str) -> bool:
        """Say whether it is the case of a family whose pseudonym begins so."""
        return self.case.family_id is not None and self.case.family_id.startswith(reference)

    @property
    def judged_by(self) -> JudgedBy:
        """The rules of progress by which the case is judged."""
        return named(self.case.rule_set, self.case.local)

    def count(self, verdict: Verdict) -> int:
        """Count needs with a verdict."""
        return sum(need.judged.verdict is verdict for need in self.needs)


def find_progress(lake: Connection, day: date, programme: Programme) -> tuple[CaseProgress, ...]:
    """Judge every case that was attached by a day, with what was known by then.

    Args:
        lake: an edition or a published week.
        day: the day; a family is named where families were formed for it.
        programme: how late each feed may be, and what the council asks of families that were attached when.
    """
    found = cases_on(lake, day, lambda attached_on: programme.progress_for(attached_on, day))
    if not found.cases:
        return ()
    thresholds, refused = rules_on(programme, day).thresholds, programme.refused_for(Use.SCORING)
    sources = Sources(lake, Evidence(lake, found.people, day, thresholds=thresholds, refused=refused))
    known = Known(sources.read, thresholds)
    came = Arrivals(lake, programme, READ).on(day)
    arrived = {name: arrived for name, arrived in came.items() if name not in refused}
    cases = tuple(found.cases.values())
    shown = on_record(sources.evidence, known, cases)
    return tuple(_case_progress(case, known, shown.get(case.case_ref, set()), arrived) for case in cases)


def _case_progress(case: Case, known: Known, shown: set[str], arrived: Mapping[str, Arrived]) -> CaseProgress:
    written = identified(case, known)
    judged = {
        rule: unless_silent(rule.judge(case, known), rule.reads, arrived)
        for rule in (*answering(case.rule_set, written, shown), *((EMPLOYMENT,) if case.rule_set == TROUBLED else ()))
    }
    route = judged.pop(EMPLOYMENT, None)
    return CaseProgress(
        case=case,
        needs=tuple(_need(rule, found, written, shown) for rule, found in judged.items()),
        employment=None if route is None else _need(EMPLOYMENT, route, {}, shown),
    )


def _need(rule: Rule, judged: Judged, written: Mapping[str, str], shown: set[str]) -> NeedProgress:
    codes = [code for code in written if code in rule.answers or code == f"TF{rule.headline}"]
    said = written[codes[0]] if codes else None
    on_record = bool(shown & {*rule.answers})
    found = weighed(judged, said, on_record=on_record) if rule.by_absence else judged
    return NeedProgress(rule=rule, identified=bool(codes), on_record=on_record, judged=found, said=said)


def weighed(judged: Judged, said: str | None, *, on_record: bool) -> Judged:
    """Weigh an absence of signs against the programme's own word.

    That nothing is on record any more proves something only where something was; otherwise the programme must have judged
    the need met. Where it judged it not met, a person knows what no record says.
    """
    if judged.verdict not in (Verdict.PROVEN, Verdict.RUNNING):
        return judged
    if said == "UNMET":
        why = "nothing is on record any more, and the programme judged it not met"
        return replace(judged, verdict=Verdict.DISPROVEN, why=why, holds_from=None, due_on=None)
    if on_record or said == "MET":
        return judged
    why = "no record showed it when the family was attached: only the programme can say, and has not judged it met"
    return replace(judged, verdict=Verdict.NOT_KNOWN, why=why, holds_from=None, due_on=None)


def unless_silent(judged: Judged, reads: Sequence[str], arrived: Mapping[str, Arrived]) -> Judged:
    """Take no silence for progress: where a feed had not come or has fallen silent, nothing is known.

    That a need is still there stands, because a row says so.
    """
    if judged.verdict not in (Verdict.PROVEN, Verdict.RUNNING):
        return judged
    silent = [table for table in reads if _is_silent(arrived.get(table), judged.judged_on)]
    if not silent:
        return judged
    why = f"{', '.join(silent)} did not arrive up to {judged.judged_on}"
    return replace(judged, verdict=Verdict.NOT_KNOWN, why=why, holds_from=None, due_on=None)


def _is_silent(arrived: Arrived | None, day: date) -> bool:
    return arrived is None or not arrived.first_on <= day <= arrived.whole_until
