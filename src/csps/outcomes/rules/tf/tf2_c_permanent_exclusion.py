"""TF2.c: a child was permanently excluded in the last three terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import permanently_excluded
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return permanently_excluded(evidence)


LINE = Line(
    id="TF2.c",
    headline=2,
    words="A child was permanently excluded in the last three terms.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
