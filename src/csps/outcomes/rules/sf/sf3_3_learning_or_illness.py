"""SF3.3: a learning disability, neurodiversity or physical health need affects the family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, while_it_lasts
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    care = evidence.of("feeds.adult_social_care_event")
    served = while_it_lasts(care.filter(care.event_type == "Service"))
    return any_of(served, evidence.factors("5A", "5B", "5C", "6A", "6B", "6C"))


LINE = Line(
    id="SF3.3",
    headline=3,
    words="A learning disability, neurodiversity or physical health need affects the family.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
