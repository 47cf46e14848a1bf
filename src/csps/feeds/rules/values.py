"""Values in the types their contract declares; what does not fit is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Type

if TYPE_CHECKING:
    from csps.contracts.model import Column, Table
    from csps.feeds.layouts.translation import Spelling
    from csps.settings import Feed

YES, NO = ("true", "yes", "y", "t", "1"), ("false", "no", "n", "f", "0")


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "string"), "timestamp"))
def _as_time(text, written):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the body is DuckDB's
    ...


def as_day(text: ibis.Value, written: str) -> ibis.Value:
    """Give the day that a text is, or nothing."""
    return _as_time(text, written).date()


def typed(table: Table, feed: Feed | Spelling, read: ibis.Table) -> dict[str, ibis.Value]:
    """Give each column of a delivery in its declared type; what does not fit is missing.

    Args:
        table: the contract.
        feed: how dates are written, and which codes stand for which.
        read: the delivery's rows, all of them text.
    """
    return {column.name: _typed(column, feed, read[column.name]) for column in table.columns}


def _typed(column: Column, feed: Feed | Spelling, text: ibis.Value) -> ibis.Value:
    match column.type:
        case Type.DATE:
            return as_day(text, str(feed.date_format))
        case Type.INTEGER:
            return ibis.ifelse(text.re_search(r"^[+-]?[0-9]{1,18}$"), text, ibis.null("string")).try_cast("int64")
        case Type.FLAG:
            low = text.lower()
            return ibis.cases((low.isin(YES), True), (low.isin(NO), False), else_=ibis.null("boolean"))
        case Type.CODES:
            return text.try_cast("array<string>")
    mapped = feed.codes.get(column.name)
    return text.cases(*mapped.items(), else_=text) if mapped else text
