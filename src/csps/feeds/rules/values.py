"""What a single row is asked: each value against its column, and the row's first day against its last.

Every check is one bit of a number that is computed for all rows at once; where no bit is set, nothing more is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Identity, Type
from csps.feeds.rules.rule import Effect, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csps.contracts.model import Code, CodeList, Column, Table
    from csps.settings import Feed

EARLIEST = date(1900, 1, 1)
AHEAD_WHEN_HAPPENED = 31
"""Days by which a fact may begin after its extraction: a tenancy from the first of next month, a meeting already fixed."""
AHEAD_WHEN_PLANNED = 36525
"""Days by which any other date may lie ahead: a due date, a review, the end of a sentence. A century finds typing errors."""
YES, NO = ("true", "yes", "y", "t", "1"), ("false", "no", "n", "f", "0")
MOST_CHECKS = 62  # bits of a 64-bit number that are safe to shift


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "string"), "timestamp"))
def _as_time(text, written):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the body is DuckDB's
    ...


@dataclass(frozen=True, slots=True)
class Check:
    """One question to every row.

    Args:
        column: which column is meant; `*` for the row.
        rule: what is broken where the answer is yes.
        broken: the question.
    """

    column: str
    rule: Rule
    broken: ibis.Value


def typed(table: Table, feed: Feed, read: ibis.Table) -> dict[str, ibis.Value]:
    """Give each column of a delivery in its declared type; what does not fit is missing.

    Args:
        table: the contract.
        feed: how dates are written, and which codes stand for which.
        read: the delivery's rows, all of them text.
    """
    return {column.name: _typed(column, feed, read[column.name]) for column in table.columns}


def checks(table: Table, read: ibis.Table, values: Mapping[str, ibis.Value]) -> list[Check]:
    """Give everything that is asked of a row.

    Args:
        table: the contract.
        read: the delivery's rows, all of them text, with `_known_on`.
        values: what `typed` gave.
    """
    happened = None if table.happened_on is None else values[table.happened_on]
    asked = [
        Check(column.name, rule, broken)
        for column in table.columns
        for rule, broken in _asked(table, column, read, values[column.name], happened)
    ]
    if table.happened_on is not None and table.ended_on is not None:
        asked.append(Check(table.ended_on, Rule.ENDED_BEFORE, values[table.ended_on] < values[table.happened_on]))
    assert len(asked) <= MOST_CHECKS, f"{table.name} asks more than a number has bits"
    return asked


def bits(asked: list[Check]) -> ibis.Value:
    """Put the answers into one number: bit k is set where check k is broken."""
    total = ibis.literal(0, "int64")
    for place, check in enumerate(asked):  # a question without an answer is not broken: it leads to 0 as well
        total = total + ibis.ifelse(check.broken, ibis.literal(1 << place, "int64"), ibis.literal(0, "int64"))
    return total


def mask_of(asked: list[Check], effect: Effect) -> int:
    """Give the number that has the bits of all checks with one effect."""
    return sum(1 << place for place, check in enumerate(asked) if check.rule.effect is effect)


def _typed(column: Column, feed: Feed, text: ibis.Value) -> ibis.Value:
    match column.type:
        case Type.DATE:
            return _as_time(text, feed.date_format).date()
        case Type.INTEGER:
            return ibis.ifelse(text.re_search(r"^[+-]?[0-9]{1,18}$"), text, ibis.null("string")).try_cast("int64")
        case Type.FLAG:
            low = text.lower()
            return ibis.cases((low.isin(YES), True), (low.isin(NO), False), else_=ibis.null("boolean"))
        case Type.CODES:
            return text.try_cast("array<string>")
    mapped = feed.codes.get(column.name)
    return text.cases(*mapped.items(), else_=text) if mapped else text


_MISFIT = {
    Type.DATE: Rule.NOT_A_DATE,
    Type.INTEGER: Rule.NOT_A_NUMBER,
    Type.FLAG: Rule.NOT_A_FLAG,
    Type.CODES: Rule.NOT_A_LIST,
}


def _asked(
    table: Table, column: Column, read: ibis.Table, value: ibis.Value, happened: ibis.Value | None
) -> Iterator[tuple[Rule, ibis.Value]]:
    text = read[column.name]
    if column.required:
        yield Rule.REQUIRED, text.isnull()
    if column.type in _MISFIT:
        yield _MISFIT[column.type], text.notnull() & value.isnull()
    if column.minimum is not None:
        yield Rule.BELOW, value < column.minimum
    if column.maximum is not None:
        yield Rule.ABOVE, value > column.maximum
    if column.type is Type.DATE:
        yield Rule.BEFORE_1900, value < ibis.literal(EARLIEST)
        yield Rule.IN_THE_FUTURE, value.delta(read["_known_on"], unit="day") > _days_ahead(table, column)
    if column.codes is not None:
        known, timely = _unknown(column.codes), _untimely(column.codes)
        yield Rule.UNKNOWN_CODE, _any_of(column, value, known)
        if happened is not None and timely is not None:
            yield Rule.UNTIMELY_CODE, _any_of(column, value, lambda code: timely(code, happened))


def _days_ahead(table: Table, column: Column) -> int:
    if column.identity is Identity.BIRTH_DATE:
        return 0
    return AHEAD_WHEN_HAPPENED if column.name == table.happened_on else AHEAD_WHEN_PLANNED


def _any_of(column: Column, value: ibis.Value, wrong) -> ibis.Value:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Ask of a code, or of each code of a list."""
    if column.type is Type.CODES:
        return value.filter(lambda code: code.isnull() | wrong(code)).length() > 0
    return wrong(value)


def _unknown(codes: CodeList):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return lambda code: ~code.isin(sorted(set(codes.values)))


def _untimely(codes: CodeList):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Give the question whether a known code was out of use on a day; None where all are always in use."""
    dated = {code.value for code in codes.codes if code.valid_from or code.valid_to}
    if not dated:
        return None

    def untimely(value: ibis.Value, day: ibis.Value) -> ibis.Value:
        in_use = ibis.or_(*(_in_use(code, value, day) for code in codes.codes if code.value in dated))
        return value.isin(sorted(dated)) & day.notnull() & ~in_use

    return untimely


def _in_use(code: Code, value: ibis.Value, day: ibis.Value) -> ibis.Value:
    first = ibis.literal(code.valid_from or date.min)
    last = ibis.literal(code.valid_to or date.max)
    return (value == code.value) & (day >= first) & (day <= last)
