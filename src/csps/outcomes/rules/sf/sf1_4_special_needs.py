"""SF1.4: a child's special educational needs are not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, while_it_lasts
from csps.outcomes.findings import early_help
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence

UNMET = ("REQUESTED", "ASSESSING", "PLAN_NO_PROVISION")


def _find(evidence: Evidence) -> ibis.Table:
    rows = evidence.of("feeds.school_sen")
    return any_of(while_it_lasts(rows.filter(rows.request_status.isin(UNMET))), early_help(evidence, "SEND"))


LINE = Line(
    id="SF1.4",
    headline=1,
    words="A child's special educational needs are not met.",
    standing=Standing.CONFIRMED,
    source="Central Bedfordshire",
    find=_find,
)
