"""The needs with which a family came: what the programme wrote down, and what the records show for the day of attachment.

Both ends are looked at with the same eyes: what is known today about the day of attachment. Otherwise an offence that was
recorded late would be missed at the beginning and found at the end.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import ibis

from csps.outcomes.evidence import YEAR_DAYS
from csps.outcomes.in_force import rules_named
from csps.outcomes.progress.known import CASE
from csps.outcomes.progress.measures import NEEDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csps.outcomes.evidence import Evidence
    from csps.outcomes.progress.case import Case
    from csps.outcomes.progress.known import Known
    from csps.outcomes.rule_sets import Rules

NOMINATIONS = "feeds.professional_nomination"


def identified(case: Case, known: Known) -> dict[str, str]:
    """Give the needs that the programme wrote down about a case, with where each stands by its own word."""
    return {row["need"]: row["status"] for row in known.of(NEEDS, case.case_ref)}


def on_record(evidence: Evidence, known: Known, cases: Iterable[Case]) -> Mapping[str, set[str]]:
    """Give the entry lines that the records show of each case on the day it was attached, by the rules it came in under."""
    found: dict[str, set[str]] = defaultdict(set)
    by_rules: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_rules[case.rule_set].append(case)
        for row in known.of(NOMINATIONS, case.case_ref):
            if row["happened"] <= case.attached_on < row["happened"] + timedelta(days=YEAR_DAYS):
                found[case.case_ref].add(row["need"])
    for rule_set, came in sorted(by_rules.items()):
        attached = {case.case_ref: case.attached_on for case in came}
        for row in _spans(evidence, rules_named(rule_set)):
            day = attached.get(row[CASE])
            if day is not None and row["since"] <= day and (row["until"] is None or row["until"] > day):
                found[row[CASE]].add(row["criterion"])
    return found


def _spans(evidence: Evidence, rules: Rules) -> list[dict[str, Any]]:
    """Give from when to when each line is met, by case."""
    types = {CASE: "string", "since": "date", "until": "date"}
    parts = [
        line.find(evidence).select(*types).cast(types).mutate(criterion=ibis.literal(line.id))
        for line in rules.lines
        if line.find is not None
    ]
    rows: list[dict[str, Any]] = ibis.union(*parts).distinct().to_pyarrow().to_pylist()
    return rows
