"""TF3.d: a child is in need under section 17."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import while_it_lasts
from csps.outcomes.findings import open_cases
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return while_it_lasts(open_cases(evidence))


LINE = Line(
    id="TF3.d",
    headline=3,
    words="A child is in need under section 17.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
