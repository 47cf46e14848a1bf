"""TF1.c: a parent in prison will be released within 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import YEAR_DAYS, carers
from csps.outcomes.line import Line, Standing
from csps.outcomes.origin import counting

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence


def _find(evidence: Evidence) -> ibis.Table:
    rows = carers(evidence.of("feeds.prison_custody"))
    rows = rows.filter(rows.expected_release_date.notnull())
    year_before = rows.expected_release_date - ibis.interval(days=YEAR_DAYS)
    since = ibis.greatest(rows.happened, year_before)
    return counting(rows, since, ibis.coalesce(rows.ended, rows.expected_release_date))


LINE = Line(
    id="TF1.c",
    headline=1,
    words="A parent in prison will be released within 12 months.",
    standing=Standing.CONFIRMED,
    source="Derby criteria page; B&NES phase 2 criteria",
    find=_find,
)
