"""A postcode that has not the form of one: linkage compares it as it stands, and it will seldom agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule
from csps.feeds.rules.written import compact

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

FORM = "^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2}$"


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.identity is not Identity.POSTCODE:
        return None
    return asked.text.notnull() & ~compact(asked.text).re_search(FORM)


RULE = ValueRule(
    name="form of a postcode",
    effect=Effect.TRUST,
    sentence="The postcode has not the form of a British postcode.",
    source="Royal Mail's formats",
    broken=_broken,
)
