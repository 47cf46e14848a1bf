"""Every rule, in the order in which they are asked: a row is rejected under the first that it breaks."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.feeds.rules.delivery import (
    column_twice,
    empty_file,
    encoding,
    late,
    line_ends,
    long,
    missing_column,
    no_date,
    quotes,
    same_bytes,
    same_day,
    short,
    unknown_column,
)
from csps.feeds.rules.lake import (
    not_delivered,
)
from csps.feeds.rules.row import (
    ended_before,
    key_taken,
    key_twice,
    other_birth,
    ragged,
)
from csps.feeds.rules.rule import LakeRule, RowRule, ValueRule
from csps.feeds.rules.value import (
    above_most,
    before_1900,
    below_least,
    contact_form,
    control_marks,
    formula,
    in_the_future,
    name_with_digits,
    nhs_check,
    ni_form,
    not_a_date,
    not_a_flag,
    not_a_list,
    not_a_number,
    placeholder_birth,
    placeholder_name,
    postcode_form,
    required,
    too_long,
    unknown_code,
    untimely_code,
    upn_check,
    uprn_form,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.feeds.rules.rule import Rule

_DELIVERY = (
    column_twice,
    empty_file,
    encoding,
    late,
    line_ends,
    long,
    missing_column,
    no_date,
    quotes,
    same_bytes,
    same_day,
    short,
    unknown_column,
)
_VALUE = (
    required,
    not_a_date,
    not_a_number,
    not_a_flag,
    not_a_list,
    below_least,
    above_most,
    before_1900,
    in_the_future,
    unknown_code,
    untimely_code,
    control_marks,
    too_long,
    contact_form,
    formula,
    name_with_digits,
    nhs_check,
    ni_form,
    placeholder_birth,
    placeholder_name,
    postcode_form,
    upn_check,
    uprn_form,
)
_ROW = (
    ended_before,
    key_taken,
    key_twice,
    other_birth,
    ragged,
)
_LAKE = (not_delivered,)

RULES: Mapping[str, Rule] = MappingProxyType(
    {module.RULE.name: module.RULE for module in (*_DELIVERY, *_VALUE, *_ROW, *_LAKE)}
)
"""All rules by name."""
VALUE_RULES: tuple[ValueRule, ...] = tuple(rule for rule in RULES.values() if isinstance(rule, ValueRule))
ROW_RULES: tuple[RowRule, ...] = tuple(rule for rule in RULES.values() if isinstance(rule, RowRule))
LAKE_RULES: tuple[LakeRule, ...] = tuple(rule for rule in RULES.values() if isinstance(rule, LakeRule))


def named(name: str) -> Rule:
    """Give a rule by its name in the ledger.

    >>> named("required").sentence
    'The value may not be missing.'
    """
    return RULES[name]
