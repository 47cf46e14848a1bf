"""A column that the contract requires is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.isnull() if asked.column.required else None


RULE = ValueRule(
    name="required",
    effect=Effect.ROW,
    sentence="The value may not be missing.",
    broken=_broken,
)
