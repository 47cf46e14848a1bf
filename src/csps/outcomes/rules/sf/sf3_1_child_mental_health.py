"""SF3.1: a child needs mental health support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, children
from csps.outcomes.findings import early_help, health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    flags = children(health_flags(evidence, "MENTAL_HEALTH", "SELF_HARM"))
    return any_of(lasting_flags(flags), evidence.factors("4A", "15A"), early_help(evidence, "EMOTIONAL"))


LINE = Line(
    id="SF3.1",
    headline=3,
    words="A child needs mental health support.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
