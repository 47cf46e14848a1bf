"""SF6.6: a child is at risk of other harm outside the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return evidence.factors("12A", "19B")


LINE = Line(
    id="SF6.6",
    headline=6,
    words="A child is at risk of other harm outside the home.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
    lacking="harm outside the home has no feed of its own beyond assessments",
)
