"""TF2.e: a child of school age is neither registered at a school nor otherwise educated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import off_roll
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return off_roll(evidence)


LINE = Line(
    id="TF2.e",
    headline=2,
    words="A child of school age is neither registered at a school nor otherwise educated.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
    lacking="rolls of other boroughs and of independent schools: a child who was never on a roll here is not seen, and one who left counts for a year",
)
