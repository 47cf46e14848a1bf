"""A name with a digit in it: a reference in the wrong column, or columns that slid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

NAMES = frozenset({Identity.FORENAME, Identity.SURNAME, Identity.FULL_NAME})


def _broken(asked: Value) -> ibis.Value | None:
    return asked.text.re_search("[0-9]") if asked.column.identity in NAMES else None


RULE = ValueRule(
    name="digit in a name",
    effect=Effect.TRUST,
    sentence="There is a digit in the name.",
    broken=_broken,
)
