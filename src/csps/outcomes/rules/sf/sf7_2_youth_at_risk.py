"""SF7.2: a young person is at risk of crime, gangs or weapons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, children, for_a_year
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = evidence.of("feeds.youth_justice_offence")
    return any_of(evidence.factors("13A"), for_a_year(children(rows.filter(rows.disposal == "DIVERSION"))))


LINE = Line(
    id="SF7.2",
    headline=7,
    words="A young person is at risk of crime, gangs or weapons.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
