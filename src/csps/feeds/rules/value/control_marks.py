"""A value with a mark that no keyboard writes: a damaged file, or bytes of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.type is not Type.TEXT:
        return None
    return asked.text.re_search("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")


RULE = ValueRule(
    name="control mark",
    effect=Effect.ROW,
    sentence="There is a control mark in the value.",
    broken=_broken,
)
