"""TF5.b: a member is known to have committed domestic abuse in the last 12 months."""

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
    id="TF5.b",
    headline=5,
    words="A member is known to have committed domestic abuse in the last 12 months.",
    standing=Standing.TO_CONFIRM,
    source="Derby criteria page; B&NES phase 2 criteria; the window of 12 months is to be confirmed",
    find=_find,
)
