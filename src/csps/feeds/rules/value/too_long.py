"""A text that is longer than any name, address or reference: columns that slid, or free text in the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

LONGEST = 500


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.length() > LONGEST if asked.column.type is Type.TEXT else None


RULE = ValueRule(
    name="too long",
    effect=Effect.ROW,
    sentence="The text is longer than 500 letters.",
    broken=_broken,
)
