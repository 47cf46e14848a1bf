"""A list of codes that is not written as a JSON array."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.notnull() & asked.typed.isnull() if asked.column.type is Type.CODES else None


RULE = ValueRule(
    name="not a list of codes",
    effect=Effect.ROW,
    sentence="The value is no JSON array of codes.",
    broken=_broken,
)
