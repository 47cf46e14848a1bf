"""TF1.a: a child from 10 to 17 had a proven offence in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import aged_then, for_a_year
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = evidence.of("feeds.youth_justice_offence")
    rows = rows.filter(rows.proven.fill_null(False))
    return for_a_year(aged_then(rows, 10, evidence.thresholds.offender_below_age))


LINE = Line(
    id="TF1.a",
    headline=1,
    words="A child from 10 to 17 had a proven offence in the last 12 months.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria (Derby counts any member; B&NES to 18)",
    find=_find,
)
