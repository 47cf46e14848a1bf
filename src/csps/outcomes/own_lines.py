"""A council's own line as a line like any other: its signs asked through the same evidence as everybody's rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.outcomes.evidence import adults, any_of, carers, children, for_days, while_it_lasts
from csps.outcomes.line import Line
from csps.outcomes.origin import PERSON, added_up
from csps.settings.own_rules import Counts

if TYPE_CHECKING:
    from csps.outcomes.evidence import Evidence
    from csps.settings.condition import Condition
    from csps.settings.own_rules import OwnLine, Sign

EPOCH = "2000-01-01"  # days are counted from some day to make windows of whole numbers
WHO = {Counts.CHILD: children, Counts.ADULT: adults, Counts.CARER: carers}


def line_of(own: OwnLine) -> Line:
    """Give a council's own line as the rules know lines."""
    return Line(
        id=own.id,
        headline=own.headline,
        words=own.words,
        standing=own.standing,
        source=own.source,
        find=_Signs(own.signs) if own.signs else None,
        lacking=own.lacking or "",
        all_of=own.all_of,
    )


@dataclass(frozen=True)
class _Signs:
    """What finds a line's evidence: any of its signs.

    Args:
        signs: one or more.
    """

    signs: tuple[Sign, ...]

    def __call__(self, evidence: Evidence) -> ibis.Table:
        """Give the rows that are evidence."""
        return any_of(*(_found(evidence, sign) for sign in self.signs))

    def __hash__(self) -> int:
        """Tell one from another: a sign holds lists of values that need not be told apart here."""
        return hash(tuple(sign.table for sign in self.signs))


def _found(evidence: Evidence, sign: Sign) -> ibis.Table:
    """Give the rows of one sign, with the days for which each counts."""
    rows = evidence.of(sign.table) if sign.through is None else _through(evidence, sign, sign.through)
    for condition in sign.where:
        rows = rows.filter(_asked(rows, condition))
    rows = WHO[sign.who](rows) if sign.who in WHO else rows
    if sign.from_age is not None:
        rows = rows.filter(rows.age_months >= 12 * sign.from_age)
    if sign.below_age is not None:
        rows = rows.filter(rows.age_months < 12 * sign.below_age)
    if sign.within_days is not None:
        return _often(rows, sign, sign.within_days, row_by_row=evidence.row_by_row)
    return while_it_lasts(rows) if sign.counts_days is None else for_days(rows, sign.counts_days)


def _through(evidence: Evidence, sign: Sign, whose: str) -> ibis.Table:
    """Give rows that name no person with the people of another table; where they have no day they have that table's."""
    rows = evidence.through(sign.table, whose, str(sign.on), sign.on_theirs)
    return rows.mutate(happened=ibis.coalesce(rows.happened, rows.joined_on))


def _asked(rows: ibis.Table, condition: Condition) -> ibis.Value:
    """Give a condition on a row; what is not recorded fulfils none, unless it is asked for."""
    column = rows[condition.column]
    if condition.known is not None:
        return column.notnull() if condition.known else column.isnull()
    if condition.equals is not None:
        return (column == condition.equals).fill_null(False)
    if condition.any_of:
        return column.isin(condition.any_of).fill_null(False)
    if condition.none_of:
        return column.notin(condition.none_of).fill_null(True)
    if condition.has:
        several = [column.contains(code) for code in condition.has]
        return ibis.or_(*several).fill_null(False)
    measure = 1 if condition.times is None else rows[condition.times].nullif(0)
    limits = [] if condition.at_least is None else [column >= condition.at_least * measure]
    limits += [] if condition.at_most is None else [column <= condition.at_most * measure]
    return ibis.and_(*limits).fill_null(False)


def _often(rows: ibis.Table, sign: Sign, days: int, *, row_by_row: bool) -> ibis.Table:
    """Find persons of whom there are so many rows, or so much in them, within so many days."""
    numbered = rows.mutate(day=rows.happened.delta(ibis.date(EPOCH), unit="day"))
    within = ibis.range_window(preceding=days - 1, following=0, group_by=PERSON, order_by="day")
    counted = numbered.mutate(
        first_on=numbered.happened.min().over(within),
        last_on=numbered.happened,
        summed=numbered.count().over(within).cast("int64"),
    )
    enough = counted.summed >= sign.times
    if sign.sum_of is not None:
        enough &= counted[sign.sum_of].sum().over(within) >= sign.sum_at_least
    found = counted.filter(enough)
    until = found.ended if sign.counts_days is None else found.happened + ibis.interval(days=sign.counts_days)
    return added_up(found.mutate(since=found.happened, until=until), rows, row_by_row=row_by_row)
