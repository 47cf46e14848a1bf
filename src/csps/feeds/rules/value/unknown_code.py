"""A code that no version of the list ever had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.codes import any_code
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    codes = asked.column.codes
    if codes is None:
        return None
    known = sorted(set(codes.values))
    return any_code(asked.column, asked.typed, lambda code: ~code.isin(known))


RULE = ValueRule(
    name="unknown code",
    effect=Effect.ROW,
    sentence="The value is not in the column's code list.",
    broken=_broken,
)
