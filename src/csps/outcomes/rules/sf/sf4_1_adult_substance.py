"""SF4.1: an adult has a drug or alcohol problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import adults, any_of
from csps.outcomes.findings import early_help, health_flags, lasting_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    flags = adults(health_flags(evidence, "DRUGS", "ALCOHOL"))
    return any_of(lasting_flags(flags), evidence.factors("1B", "2B"), early_help(evidence, "SUBSTANCE"))


LINE = Line(
    id="SF4.1",
    headline=4,
    words="An adult has a drug or alcohol problem.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
