"""SF9.2: the home is unsuitable, or the family may be evicted or become homeless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import any_of, for_days, while_it_lasts
from csps.outcomes.findings import early_help, homelessness
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence

EVICTION = ("NOSP", "COURT", "POSSESSION", "WARRANT", "EVICTED")


def _find(evidence: Evidence) -> ibis.Table:
    rent = evidence.through("feeds.housing_rent_account", "feeds.housing_tenancy_member", "tenancy_ref")
    rent = rent.filter(rent.arrears_stage.isin(EVICTION))
    threatened = for_days(rent, evidence.thresholds.statement_days)
    return any_of(threatened, while_it_lasts(homelessness(evidence)), early_help(evidence, "HOUSING"))


LINE = Line(
    id="SF9.2",
    headline=9,
    words="The home is unsuitable, or the family may be evicted or become homeless.",
    standing=Standing.TO_CONFIRM,
    source="Supporting Families guidance 2022, chapter 3, as recalled",
    find=_find,
    lacking="overcrowding is told by homelessness applications alone",
)
