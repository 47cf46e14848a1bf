"""A number below the contract's least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    return None if asked.column.minimum is None else asked.typed < asked.column.minimum


RULE = ValueRule(
    name="below the least",
    effect=Effect.ROW,
    sentence="The number is below the least that the contract allows.",
    broken=_broken,
)
