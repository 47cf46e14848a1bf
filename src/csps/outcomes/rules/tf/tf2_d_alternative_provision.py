"""TF2.d: a child is in alternative provision for behaviour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.evidence import while_it_lasts
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    import ibis

    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = evidence.of("feeds.school_enrolment")
    return while_it_lasts(rows.filter(rows.provision.isin(("AP", "PRU"))))


LINE = Line(
    id="TF2.d",
    headline=2,
    words="A child is in alternative provision for behaviour.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
