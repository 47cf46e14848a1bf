"""Long first, then wide: rows are counted by family, kind and band of time, and only then spread into columns.

One SELECT with a FILTER for each of many windows looks at every row as often as there are columns. Counting into bands
looks at it once; what is spread afterwards is small (figures: architecture, section 5).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import ibis

from csps.features.as_of import DAYS_AGO
from csps.features.kind import WHOLE_PAST, Reading, Who

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csps.features.as_of import AsOf
    from csps.features.kind import Kind, Measure

FAMILY, KIND, BAND, AMOUNT = "family_id", "kind_number", "band", "amount_counted"


def reach(measures: Iterable[Measure]) -> int:
    """Give how many weeks back the rows of one source are read, so that no measure depends on which others there are.

    What counts from its earliest row needs every row of the past: within a window another one might be the earliest.
    """
    return max(WHOLE_PAST if measure.kind.first else measure.weeks for measure in measures)


def counted(door: AsOf, measures: Sequence[Measure], numbers: Mapping[str, int]) -> ibis.Table:
    """Count the rows of kinds that have one source.

    Args:
        door: through which the source is read.
        measures: of one source; they say how far back to look, and where the bands begin and end.
        numbers: a number for each kind, by name.

    Returns:
        family_id, kind_number, band (named by its older edge in weeks), and of the things in it: n, how many; total, most and
        least of their amounts; last, days since the latest.
    """
    kinds = sorted({measure.kind.name: measure.kind for measure in measures}.values(), key=_way_of_counting)
    rows = door.rows(kinds[0].source, weeks=reach(measures))
    edges = sorted({edge for measure in measures for edge in (measure.weeks, measure.after)} - {0})
    things = [_things(rows, list(alike), numbers) for _, alike in itertools.groupby(kinds, key=_way_of_counting)]
    found = ibis.union(*things)
    found = found.mutate(**{BAND: _band(found[DAYS_AGO], edges)})
    return found.group_by(FAMILY, KIND, BAND).agg(
        n=found.count().cast("int64"),
        total=found[AMOUNT].sum().cast("int64"),
        most=found[AMOUNT].max(),
        least=found[AMOUNT].min(),
        last=found[DAYS_AGO].min(),
    )


def spread(long: ibis.Table, measures: Iterable[Measure], numbers: Mapping[str, int]) -> ibis.Table:
    """Give a row per family and a column per measure; empty where the family has no such row."""
    return long.group_by(FAMILY).agg(**{each.name: _measure(long, each, numbers) for each in measures})


def of_kind(rows: ibis.Table, kind: Kind) -> ibis.Value:
    """Say of each row whether it is of a kind: what a value is counted from, and can be traced back to."""
    who = ibis.literal(True) if kind.who is Who.FAMILY else kind.who.holds(rows)
    return who if kind.where is None else who & kind.where(rows)


def _way_of_counting(kind: Kind) -> tuple[tuple[str, ...], bool]:
    """Kinds that are counted in one way are counted in one pass."""
    return kind.counted, kind.first


def _things(rows: ibis.Table, kinds: Sequence[Kind], numbers: Mapping[str, int]) -> ibis.Table:
    """Give a row per family, kind and thing: when it was, and its amount."""
    hits = [ibis.ifelse(of_kind(rows, kind), numbers[kind.name], ibis.null("int64")) for kind in kinds]
    amounts = [(numbers[kind.name], kind.amount(rows).cast("int64")) for kind in kinds if kind.amount is not None]
    # An amount is carried beside the kinds it may belong to: Spark unfolds one array in a SELECT, not two.
    carried = {f"amount_{number}": value for number, value in amounts}
    things = rows.select(
        FAMILY, DAYS_AGO, *(name for name in kinds[0].counted), **carried, **{KIND: ibis.array(hits).unnest()}
    )
    things = things.filter(things[KIND].notnull())
    own = [(things[KIND] == number, things[f"amount_{number}"]) for number, _ in amounts]
    amount = ibis.cases(*own) if own else ibis.null("int64")
    if not kinds[0].counted:
        return things.select(FAMILY, KIND, DAYS_AGO, **{AMOUNT: amount})
    things = things.mutate(**{AMOUNT: amount})
    day = things[DAYS_AGO].max() if kinds[0].first else things[DAYS_AGO].min()
    once = things.group_by(FAMILY, KIND, *kinds[0].counted).agg(**{DAYS_AGO: day, AMOUNT: things[AMOUNT].max()})
    return once.select(FAMILY, KIND, DAYS_AGO, AMOUNT)


def _band(days_ago: ibis.Value, edges: Sequence[int]) -> ibis.Value:
    """Name the band of a row that happened so many days ago."""
    cases = [(days_ago < 7 * edge, ibis.literal(edge, "int64")) for edge in edges if edge < WHOLE_PAST]
    rest = ibis.literal(WHOLE_PAST, "int64")
    return ibis.cases(*cases, else_=rest) if cases else rest


def _measure(long: ibis.Table, measure: Measure, numbers: Mapping[str, int]) -> ibis.Value:
    """Give one measure of a family from its bands."""
    within = (long[KIND] == numbers[measure.kind.name]) & (long[BAND] <= measure.weeks)
    if measure.after:
        within = within & (long[BAND] > measure.after)
    column = long[measure.reading.value]
    if measure.reading in (Reading.COUNT, Reading.TOTAL):
        return column.sum(where=within).cast("int64")
    return column.max(where=within) if measure.reading is Reading.MOST else column.min(where=within)
