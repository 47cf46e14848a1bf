"""An NHS number that is not ten digits, or whose last digit does not follow from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Identity
from csps.feeds.rules.rule import Effect, ValueRule
from csps.feeds.rules.written import compact

if TYPE_CHECKING:
    import ibis

    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.identity is not Identity.NHS_NUMBER:
        return None
    number = compact(asked.text)
    digits = [number.substr(place, 1).try_cast("int64") for place in range(10)]
    total = sum((digit * (10 - place) for place, digit in enumerate(digits[:9])), digits[9])
    is_good = number.re_search("^[0-9]{10}$") & (total % 11 == 0)
    return asked.text.notnull() & ~is_good.fill_null(False)


RULE = ValueRule(
    name="check digit of an NHS number",
    effect=Effect.TRUST,
    sentence="The NHS number has not ten digits or not the check digit of one.",
    source="NHS data dictionary, modulus 11",
    broken=_broken,
)
