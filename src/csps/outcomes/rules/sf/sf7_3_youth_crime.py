"""SF7.3: a young person was involved in crime or anti-social behaviour in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, children, for_a_year
from csps.outcomes.findings import anti_social
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    offences = children(evidence.of("feeds.youth_justice_offence"))
    return any_of(for_a_year(offences), anti_social(children(evidence.of("feeds.police_asb"))))


LINE = Line(
    id="SF7.3",
    headline=7,
    words="A young person was involved in crime or anti-social behaviour in the last 12 months.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
