"""A unique pupil number without the form or the check letter of one. It is taken in: most such are typing errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from csps.contracts.model import Identity
from csps.domain.identifiers import UPN_LETTERS
from csps.feeds.rules.rule import Effect, ValueRule
from csps.feeds.rules.written import compact

if TYPE_CHECKING:
    from csps.feeds.rules.rule import Value


def _broken(asked: Value) -> ibis.Value | None:
    if asked.column.identity is not Identity.UPN:
        return None
    upn = compact(asked.text)
    last = upn.substr(12, 1)
    values = [upn.substr(place, 1).try_cast("int64") for place in range(1, 12)]
    values.append(ibis.ifelse(last.re_search("^[0-9]$"), last.try_cast("int64"), letter_value(last)))
    total = sum((value * (place + 2) for place, value in enumerate(values)), ibis.literal(0, "int64"))
    expected = ibis.literal(UPN_LETTERS).substr(total % 23, 1)
    is_good = upn.re_search("^[A-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$") & (upn.substr(0, 1) == expected)
    return asked.text.notnull() & ~is_good.fill_null(False)


def letter_value(letter: ibis.Value) -> ibis.Value:
    """Give the place of a letter among those that pupil numbers use."""
    return ibis.literal(UPN_LETTERS).find(letter)


RULE = ValueRule(
    name="check letter of a UPN",
    effect=Effect.TRUST,
    sentence="The pupil number has not the form or the check letter of a unique pupil number.",
    source="govtalk UniquePupilNumber 2.0 and DfE rule 1510",
    broken=_broken,
)
