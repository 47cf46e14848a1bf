"""SF3.2: an adult needs mental health support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import adults, any_of
from csps.outcomes.findings import health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    flags = adults(health_flags(evidence, "MENTAL_HEALTH", "SELF_HARM"))
    return any_of(lasting_flags(flags), evidence.factors("4B"))


LINE = Line(
    id="SF3.2",
    headline=3,
    words="An adult needs mental health support.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
