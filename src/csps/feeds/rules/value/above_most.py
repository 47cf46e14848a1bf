"""A number above the contract's most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    return None if asked.column.maximum is None else asked.typed > asked.column.maximum


RULE = ValueRule(
    name="above the most",
    effect=Effect.ROW,
    sentence="The number is above the most that the contract allows.",
    broken=_broken,
)
