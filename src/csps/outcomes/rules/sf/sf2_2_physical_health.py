"""SF2.2: the physical health needs of a child up to five are not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import aged, for_a_year
from csps.outcomes.findings import health_flags
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    return for_a_year(aged(health_flags(evidence, "MISSED_REVIEW", "MISSED_IMMUNISATION"), 0, 6))


LINE = Line(
    id="SF2.2",
    headline=2,
    words="The physical health needs of a child up to five are not met.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
