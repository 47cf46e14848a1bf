"""A first or last day that stands for none: reports sort by it, and durations grow by decades."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, RowRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis

    from csps.feeds.rules.rule import Row

USUAL = (date(1900, 1, 1), date(1901, 1, 1), date(1970, 1, 1))


def _broken(row: Row) -> Iterator[tuple[str, ibis.Value]]:
    for column in row.table.columns:
        if column.type is Type.DATE and column.identity is None:
            yield column.name, row[column.name].isin(USUAL)


RULE = RowRule(
    name="placeholder for a day",
    effect=Effect.TRUST,
    sentence="The day is one that systems write where none is known.",
    broken=_broken,
)
