"""TF2.a: a child missed a tenth or more of school over the last three consecutive terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.averages import averages
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = averages(evidence, terms=3)
    return rows.filter(10 * rows.absent >= rows.possible).drop("possible", "absent")


LINE = Line(
    id="TF2.a",
    headline=2,
    words="A child missed a tenth or more of school over the last three consecutive terms.",
    standing=Standing.CONFIRMED,
    source="Shropshire (authorised and unauthorised); Derby counts unauthorised absence only",
    find=_find,
)
