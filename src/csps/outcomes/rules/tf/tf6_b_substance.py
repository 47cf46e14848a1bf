"""TF6.b: an adult or child has a drug or alcohol problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of
from csps.outcomes.findings import health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(lasting_flags(health_flags(evidence, "DRUGS", "ALCOHOL")), evidence.factors("1A", "1B", "2A", "2B"))


LINE = Line(
    id="TF6.b",
    headline=6,
    words="An adult or child has a drug or alcohol problem.",
    standing=Standing.CONFIRMED,
    source="Priority Families form (docsbay 673338)",
    find=_find,
)
