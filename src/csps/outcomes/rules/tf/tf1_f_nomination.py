"""TF1.f: a professional nominated the family over gangs, weapons, exploitation or radicalisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import nominated
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return nominated(evidence, "TF1")


LINE = Line(
    id="TF1.f",
    headline=1,
    words="A professional nominated the family over gangs, weapons, exploitation or radicalisation.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
