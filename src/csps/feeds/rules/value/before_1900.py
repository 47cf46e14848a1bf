"""A date before anybody who is alive was born: two digits for a year, or a place-holder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Value

EARLIEST = date(1900, 1, 1)


def _broken(asked: Value) -> ibis.Value | None:
    return asked.typed < ibis.literal(EARLIEST) if asked.column.type is Type.DATE else None


RULE = ValueRule(
    name="before 1900",
    effect=Effect.ROW,
    sentence="The date lies before 1900.",
    broken=_broken,
)
