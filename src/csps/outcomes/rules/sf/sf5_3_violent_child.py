"""SF5.3: a child is violent or abusive at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_a_year, while_it_lasts
from csps.outcomes.findings import open_cases
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = evidence.of("feeds.police_incident")
    return any_of(
        for_a_year(rows.filter(rows.incident_type == "CHILD_TO_PARENT")), while_it_lasts(open_cases(evidence, "N6"))
    )


LINE = Line(
    id="SF5.3",
    headline=5,
    words="A child is violent or abusive at home.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
