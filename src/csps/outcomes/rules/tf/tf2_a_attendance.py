"""TF2.a: a child missed a tenth or more of school over the last three consecutive terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.averages import absent_from_school
from csps.outcomes.line import Line, Standing
from csps.settings.thresholds import Absence

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    which = "unauthorised" if evidence.thresholds.absence is Absence.UNAUTHORISED else "absent"
    return absent_from_school(evidence, 3, lambda rows: 10 * rows[which] >= rows.possible)


LINE = Line(
    id="TF2.a",
    headline=2,
    words="A child missed a tenth or more of school over the last three consecutive terms.",
    standing=Standing.CONFIRMED,
    source="Shropshire (authorised and unauthorised); Derby counts unauthorised absence only",
    find=_find,
)
