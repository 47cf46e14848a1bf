"""A date that lies further ahead of the extraction than such a date may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity, Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

AHEAD_WHEN_HAPPENED = 31
"""Days by which a fact may begin after its extraction: a tenancy from the first of next month, a meeting already fixed."""
AHEAD_WHEN_PLANNED = 36525
"""Days by which any other date may lie ahead: a due date, a review, the end of a sentence. A century finds typing errors."""


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.type is not Type.DATE:
        return None
    return asked.typed.delta(asked.known_on, unit="day") > _days_ahead(asked)


def _days_ahead(asked: Value) -> int:
    if asked.column.identity is Identity.BIRTH_DATE:
        return 0
    return AHEAD_WHEN_HAPPENED if asked.column.name == asked.table.happened_on else AHEAD_WHEN_PLANNED


RULE = ValueRule(
    name="in the future",
    effect=Effect.ROW,
    sentence="The date lies further after the extraction than such a date may.",
    broken=_broken,
)
