"""TF2.g: a professional nominated the family over attendance, a concern of equal weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import nominated
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return nominated(evidence, "TF2")


LINE = Line(
    id="TF2.g",
    headline=2,
    words="A professional nominated the family over attendance, a concern of equal weight.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
