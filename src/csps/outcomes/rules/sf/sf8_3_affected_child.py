"""SF8.3: a child is affected by domestic abuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_a_year
from csps.outcomes.findings import conferences, domestic_calls, early_help
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    calls = domestic_calls(evidence, "CHILD_PRESENT")
    return any_of(
        for_a_year(calls),
        for_a_year(conferences(evidence, "CHILD")),
        evidence.factors("3A"),
        early_help(evidence, "DOMESTIC_ABUSE"),
    )


LINE = Line(
    id="SF8.3",
    headline=8,
    words="A child is affected by domestic abuse.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
