"""A property reference that is not one to twelve digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.identity is not Identity.UPRN:
        return None
    return asked.text.notnull() & ~asked.text.re_search("^ *[0-9]{1,12} *$")


RULE = ValueRule(
    name="form of a UPRN",
    effect=Effect.TRUST,
    sentence="The property reference is not one to twelve digits.",
    source="Unique Property Reference Number, BS 7666",
    broken=_broken,
)
