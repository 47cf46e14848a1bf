"""SF10.2: the family's finances are at risk: unmanageable debt or rent arrears."""

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
    id="SF10.2",
    headline=10,
    words="The family's finances are at risk: unmanageable debt or rent arrears.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
