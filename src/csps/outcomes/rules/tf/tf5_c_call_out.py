"""TF5.c: the police came to the household for a domestic incident in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import for_a_year
from csps.outcomes.findings import domestic_calls
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return for_a_year(domestic_calls(evidence))


LINE = Line(
    id="TF5.c",
    headline=5,
    words="The police came to the household for a domestic incident in the last 12 months.",
    standing=Standing.TO_CONFIRM,
    source="plans of the B&NES kind list it",
    find=_find,
)
