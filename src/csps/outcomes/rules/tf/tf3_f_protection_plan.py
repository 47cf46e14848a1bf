"""TF3.f: a child is under a child protection plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import protection_plans
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return protection_plans(evidence)


LINE = Line(
    id="TF3.f",
    headline=3,
    words="A child is under a child protection plan.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
