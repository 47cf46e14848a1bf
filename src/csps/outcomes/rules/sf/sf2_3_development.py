"""SF2.3: the developmental needs of a child up to five are not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import aged, any_of, for_a_year
from csps.outcomes.findings import health_flags, places_not_taken_up
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    below = for_a_year(aged(health_flags(evidence, "DEVELOPMENT"), 0, 6))
    return any_of(below, places_not_taken_up(evidence))


LINE = Line(
    id="SF2.3",
    headline=2,
    words="The developmental needs of a child up to five are not met.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
