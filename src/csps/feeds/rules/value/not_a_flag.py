"""A flag that says neither yes nor no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.notnull() & asked.typed.isnull() if asked.column.type is Type.FLAG else None


RULE = ValueRule(
    name="not yes or no",
    effect=Effect.ROW,
    sentence="The value is none of true, false, yes, no, y, n, 1 and 0.",
    broken=_broken,
)
