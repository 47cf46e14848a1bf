"""TF5.a: a young person or adult suffered domestic abuse in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_a_year
from csps.outcomes.findings import conferences, domestic_calls
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    calls = domestic_calls(evidence, "VICTIM")
    return any_of(for_a_year(calls), for_a_year(conferences(evidence, "VICTIM")), evidence.factors("3A", "3B", "3C"))


LINE = Line(
    id="TF5.a",
    headline=5,
    words="A young person or adult suffered domestic abuse in the last 12 months.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
