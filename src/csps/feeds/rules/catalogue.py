"""Every rule: one file of a folder each, asked in the order of their files' names.

A row is rejected under the first rule that it breaks: rules about values come before rules about rows, column by column.
The folders are the list; a rule is added by adding its file.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.feeds.rules import delivery, lake, row, value
from csps.feeds.rules.rule import LakeRule, RowRule, Rule, ValueRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType


def _in(folder: ModuleType) -> Iterator[Rule]:
    """Give the rules of a folder by the names of their files."""
    for name in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        rule = import_module(f"{folder.__name__}.{name}").RULE
        assert isinstance(rule, Rule), f"{folder.__name__}.{name} holds no rule"
        yield rule


RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.name: rule for folder in (delivery, value, row, lake) for rule in _in(folder)}
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
