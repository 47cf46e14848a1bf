"""A telephone number or e-mail address that is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value

FORM = r"^ *(\+?[0-9][0-9 ()\-]{6,20}|[^@ ]+@[^@ ]+\.[^@ ]+) *$"


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.identity is not Identity.CONTACT:
        return None
    return asked.text.notnull() & ~asked.text.re_search(FORM)


RULE = ValueRule(
    name="form of a telephone number or e-mail",
    effect=Effect.TRUST,
    sentence="The value is neither a telephone number nor an e-mail address.",
    broken=_broken,
)
