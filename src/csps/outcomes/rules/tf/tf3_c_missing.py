"""TF3.c: a child was reported missing, or is at risk of exploitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of
from csps.outcomes.findings import missing
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(missing(evidence), evidence.factors("11A", "12A", "24A"))


LINE = Line(
    id="TF3.c",
    headline=3,
    words="A child was reported missing, or is at risk of exploitation.",
    standing=Standing.CONFIRMED,
    source="Shropshire FAQ",
    find=_find,
)
