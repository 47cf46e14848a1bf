"""TF3.a: a child from 2 to 4 does not take up an early years place it is entitled to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import places_not_taken_up
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return places_not_taken_up(evidence)


LINE = Line(
    id="TF3.a",
    headline=3,
    words="A child from 2 to 4 does not take up an early years place it is entitled to.",
    standing=Standing.CONFIRMED,
    source="Shropshire FAQ",
    find=_find,
)
