"""A date of birth that systems write where none is known: many people share it, and linkage would tie them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

USUAL = tuple(date(year, month, day) for year, month, day in ((1900, 1, 1), (1901, 1, 1), (1970, 1, 1), (1899, 12, 30)))


def _broken(asked: Value) -> ibis.Value | None:
    return asked.typed.isin(USUAL) if asked.column.identity is Identity.BIRTH_DATE else None


RULE = ValueRule(
    name="placeholder for a date of birth",
    effect=Effect.TRUST,
    sentence="The date of birth is one that systems write where none is known.",
    broken=_broken,
)
