"""A code that the list had once, or has only now: register codes before and after August 2024, sections of an Act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.codes import any_code, in_use
from csps.feeds.rules.rule import Effect, ValueRule

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    codes, day = asked.column.codes, asked.happened_on
    dated = sorted({code.value for code in codes.codes if code.valid_from or code.valid_to}) if codes else []
    if codes is None or day is None or not dated:
        return None
    entries = [code for code in codes.codes if code.value in dated]
    return any_code(
        asked.column,
        asked.typed,
        lambda code: ibis.ifelse(code.isin(dated) & day.notnull(), ~in_use(entries, code, day), False),
    )


RULE = ValueRule(
    name="code not valid then",
    effect=Effect.ROW,
    sentence="The code was not in use on the day on which the row happened.",
    broken=_broken,
)
