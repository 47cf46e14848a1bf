"""TF2.b: a child was suspended three times or more, or for ten school days (five in primary school), in the last three terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import YEAR_DAYS, any_of
from csps.outcomes.findings import exclusions, often_suspended
from csps.outcomes.line import Line, Standing
from csps.outcomes.origin import added_up

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence

SESSIONS_A_DAY = 2
PRIMARY_BELOW = 11  # the age in whole years from which a child may be in secondary school


def _find(evidence: Evidence) -> ibis.Table:
    return any_of(often_suspended(evidence), _long(evidence))


def _long(evidence: Evidence) -> ibis.Table:
    """Find children suspended for ten school days or more within a year, or five in primary school, in however many suspensions."""
    every = exclusions(evidence, "SUSP", "FIXD")
    rows = every.mutate(day=every.happened.delta(ibis.date("2000-01-01"), unit="day"))
    year = ibis.range_window(preceding=YEAR_DAYS - 1, following=0, group_by=("family_id", "person_id"), order_by="day")
    rows = rows.mutate(
        in_a_year=rows.sessions.sum().over(year),
        first_on=rows.happened.min().over(year),
        summed=rows.count().over(year).cast("int64"),
    )
    thresholds = evidence.thresholds
    primary = (rows.age_months < 12 * PRIMARY_BELOW).fill_null(False)
    days = ibis.ifelse(primary, thresholds.suspended_days_primary, thresholds.suspended_days)
    rows = rows.filter(rows.in_a_year >= SESSIONS_A_DAY * days)
    until = rows.happened + ibis.interval(days=YEAR_DAYS)
    rows = rows.mutate(last_on=rows.happened, since=rows.happened, until=until)
    return added_up(rows, every, row_by_row=evidence.row_by_row)


LINE = Line(
    id="TF2.b",
    headline=2,
    words="A child was suspended three times or more, or for ten school days (five in primary school), in the last three terms.",
    standing=Standing.TO_CONFIRM,
    source="Derby (three suspensions, V); Financial Framework for the expanded Troubled Families programme, March 2015 (ten days, five in primary school: to be confirmed)",
    find=_find,
)
