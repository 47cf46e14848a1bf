"""TF2.b: a child was suspended three times or more, or for ten school days, in the last three terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import YEAR_DAYS, any_of, for_a_year
from csps.outcomes.findings import exclusions, third_suspension
from csps.outcomes.line import Line, Standing

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence

TEN_SCHOOL_DAYS = 20
"""In sessions, of which a school day has two."""


def _find(evidence: Evidence) -> ibis.Table:
    rows = exclusions(evidence, "SUSP", "FIXD").mutate(day=ibis._.happened.delta(ibis.date("2000-01-01"), unit="day"))
    year = ibis.range_window(preceding=YEAR_DAYS - 1, following=0, group_by=("family_id", "person_id"), order_by="day")
    rows = rows.mutate(in_a_year=rows.sessions.sum().over(year))
    long = rows.filter(rows.in_a_year >= TEN_SCHOOL_DAYS)
    return any_of(third_suspension(evidence), for_a_year(long))


LINE = Line(
    id="TF2.b",
    headline=2,
    words="A child was suspended three times or more, or for ten school days, in the last three terms.",
    standing=Standing.CONFIRMED,
    source="Derby (three suspensions, V); Financial Framework for the expanded Troubled Families programme, March 2015 (ten days, five in primary school: to be confirmed)",
    find=_find,
)
