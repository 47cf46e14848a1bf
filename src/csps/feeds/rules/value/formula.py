"""A value that a spreadsheet would carry out: it is kept as text here, and marked where a list is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity, Type
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.type is not Type.TEXT or asked.column.identity is Identity.CONTACT:
        return None
    return asked.text.re_search("^[=@\\t\\r]|^[+\\-][^0-9]")


RULE = ValueRule(
    name="formula",
    effect=Effect.NOTE,
    sentence="The value begins like a formula; a spreadsheet would carry it out.",
    source="OWASP, CSV injection",
    broken=_broken,
)
