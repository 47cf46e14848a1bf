"""How a code list is written down: a name, its source, and what each value means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.model import Code, CodeList

if TYPE_CHECKING:
    from collections.abc import Mapping


def listed(name: str, source: str, meanings: Mapping[str, str]) -> CodeList:
    """Make a list whose codes are valid on every day.

    >>> listed("yes or no", "plain English", {"Y": "yes", "N": "no"}).values
    ('Y', 'N')
    """
    return CodeList(name, source, tuple(Code(value, meaning) for value, meaning in meanings.items()))
