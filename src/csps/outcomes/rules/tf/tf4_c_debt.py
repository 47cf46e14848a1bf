"""TF4.c: the family is at significant risk of financial exclusion: problem debt or rent arrears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.findings import problem_debt
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return problem_debt(evidence)


LINE = Line(
    id="TF4.c",
    headline=4,
    words="The family is at significant risk of financial exclusion: problem debt or rent arrears.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria (concept); the threshold is local",
    find=_find,
)
