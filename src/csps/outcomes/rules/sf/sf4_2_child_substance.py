"""SF4.2: a child has a drug or alcohol problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, children
from csps.outcomes.findings import health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    flags = children(health_flags(evidence, "DRUGS", "ALCOHOL"))
    return any_of(lasting_flags(flags), evidence.factors("1A", "2A"))


LINE = Line(
    id="SF4.2",
    headline=4,
    words="A child has a drug or alcohol problem.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
