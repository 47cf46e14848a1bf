"""TF1.b: an adult or child had an intervention against anti-social behaviour in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import anti_social
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return anti_social(evidence.of("feeds.police_asb"))


LINE = Line(
    id="TF1.b",
    headline=1,
    words="An adult or child had an intervention against anti-social behaviour in the last 12 months.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
