"""A National Insurance number with letters or digits where they do not belong. It has no check digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule
from csps.feeds.rules.written import compact

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

FORM = "^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?$"


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.identity is not Identity.NI_NUMBER:
        return None
    return asked.text.notnull() & ~compact(asked.text).re_search(FORM)


RULE = ValueRule(
    name="form of a National Insurance number",
    effect=Effect.TRUST,
    sentence="The National Insurance number has not the form of one.",
    source="HMRC manual NIM39110",
    broken=_broken,
)
