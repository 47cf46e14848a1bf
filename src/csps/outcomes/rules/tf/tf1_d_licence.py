"""TF1.d: a parent is on licence or supervision after prison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import carers, while_it_lasts
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = carers(evidence.of("feeds.probation_order"))
    return while_it_lasts(rows.filter(rows.order_type.isin(("LICENCE", "SUPERVISION"))))


LINE = Line(
    id="TF1.d",
    headline=1,
    words="A parent is on licence or supervision after prison.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
