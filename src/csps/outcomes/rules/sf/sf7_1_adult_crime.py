"""SF7.1: an adult was involved in crime or anti-social behaviour in the last 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import adults, any_of, for_a_year
from csps.outcomes.findings import anti_social, found_to_have_done_it
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = adults(evidence.of("feeds.police_incident"))
    crime = found_to_have_done_it(rows.filter(rows.incident_type != "DOMESTIC"))
    orders = adults(evidence.of("feeds.probation_order"))
    return any_of(for_a_year(crime), anti_social(adults(evidence.of("feeds.police_asb"))), for_a_year(orders))


LINE = Line(
    id="SF7.1",
    headline=7,
    words="An adult was involved in crime or anti-social behaviour in the last 12 months.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
)
