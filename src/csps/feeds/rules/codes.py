"""Questions about codes, which come one by one or as a list, and may be in use between two dates only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from csps.contracts.model import Code, Column


def any_code(column: Column, value: ibis.Value, is_wrong: Callable[[ibis.Value], ibis.Value]) -> ibis.Value:
    """Ask something of a code, or of each code of a list.

    Args:
        column: whose values they are.
        value: the codes of each row.
        is_wrong: the question to one code.
    """
    if column.type is Type.CODES:
        return value.filter(lambda code: code.isnull() | is_wrong(code)).length() > 0
    return is_wrong(value)


def in_use(entries: Iterable[Code], value: ibis.Value, day: ibis.Value) -> ibis.Value:
    """Say whether a code was in use on a day.

    Args:
        entries: of a code list, each with the days between which it was valid.
        value: the code.
        day: the day.
    """
    return ibis.or_(*(_is_entry(code, value, day) for code in entries))


def _is_entry(code: Code, value: ibis.Value, day: ibis.Value) -> ibis.Value:
    first = ibis.literal(code.valid_from or date.min)
    last = ibis.literal(code.valid_to or date.max)
    return (value == code.value) & (day >= first) & (day <= last)
