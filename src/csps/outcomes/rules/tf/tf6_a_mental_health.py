"""TF6.a: an adult or child has a mental health problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of
from csps.outcomes.findings import health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(lasting_flags(health_flags(evidence, "MENTAL_HEALTH", "SELF_HARM")), evidence.factors("4A", "4B"))


LINE = Line(
    id="TF6.a",
    headline=6,
    words="An adult or child has a mental health problem.",
    standing=Standing.CONFIRMED,
    source="Priority Families form (docsbay 673338)",
    find=_find,
)
