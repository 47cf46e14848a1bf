"""A date that is written otherwise, or is no day of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.notnull() & asked.typed.isnull() if asked.column.type is Type.DATE else None


RULE = ValueRule(
    name="not a date",
    effect=Effect.ROW,
    sentence="The value is no date as programme.toml describes them.",
    broken=_broken,
)
