"""A value that a spreadsheet would carry out: it is kept as text here, and marked where a list is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Identity, Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Value

MARKS = ("=", "@", "+", "-", "\t", "\r")


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.type is not Type.TEXT or asked.column.identity is Identity.CONTACT:
        return None
    first = asked.text.left(1)
    is_number = asked.text.re_search("^[+\\-][0-9]")  # asked of the few that begin so
    return ibis.ifelse(first.isin(MARKS), ~is_number, False)


RULE = ValueRule(
    name="formula",
    effect=Effect.NOTE,
    sentence="The value begins like a formula; a spreadsheet would carry it out.",
    source="OWASP, CSV injection",
    broken=_broken,
)
