"""TF1.e: a parent is on a community order or a suspended sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import carers, while_it_lasts
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = carers(evidence.of("feeds.probation_order"))
    return while_it_lasts(rows.filter(rows.order_type.isin(("COMMUNITY_ORDER", "SUSPENDED"))))


LINE = Line(
    id="TF1.e",
    headline=1,
    words="A parent is on a community order or a suspended sentence.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
