"""SF8.2: a member of the family commits or committed domestic abuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_a_year
from csps.outcomes.findings import conferences, domestic_calls, found_to_have_done_it
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    calls = found_to_have_done_it(domestic_calls(evidence))
    return any_of(for_a_year(calls), for_a_year(conferences(evidence, "PERPETRATOR")))


LINE = Line(
    id="SF8.2",
    headline=8,
    words="A member of the family commits or committed domestic abuse.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
