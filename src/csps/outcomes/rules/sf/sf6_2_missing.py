"""SF6.2: a child went missing from home in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import missing
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return missing(evidence)


LINE = Line(
    id="SF6.2",
    headline=6,
    words="A child went missing from home in the last 12 months.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
