"""What codes mean in words: an agency that writes "Violence with injury" means a code of the list, and which one."""

from __future__ import annotations

import functools
import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.feeds.layouts.layout import normal
from csps.feeds.layouts.takes import SEXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csps.contracts.model import CodeList, Column

_LABEL = re.compile(r"^[a-z]{1,2}\)\s*")
_APART = re.compile(r",\s*|\s+or\s+|;\s*|\s*\(")


def bare(text: str) -> str:
    """Give a code without what is written before and behind it.

    >>> bare("q) 6: Police"), bare("N1 - Abuse or neglect"), bare("N1")
    ('6', 'N1', 'N1')
    """
    return re.split(r"\s*[:\u2013]\s|\s-\s", _LABEL.sub("", text), maxsplit=1)[0]


def code_said(text: str, codes: CodeList) -> str | None:
    """Give the code that a text says in words; None where it says none, or more than one.

    >>> from csps.contracts.code_lists.justice import INCIDENT_TYPE
    >>> code_said("Violence With Injury", INCIDENT_TYPE), code_said("Burglary", INCIDENT_TYPE), code_said("x", INCIDENT_TYPE)
    ('VIOLENCE_INJURY', 'THEFT', None)
    """
    if codes.name == "sex" and text.lower() in SEXES:
        return SEXES[text.lower()]
    return _words_of(codes).get(normal(text)) or _words_of(codes).get(normal(bare(text)))


def said_in_words(values: Iterable[str], column: Column) -> Mapping[str, str]:
    """Give the values of a column that say a code in other words, each with the code."""
    if column.codes is None:
        return {}
    listed = set(column.codes.values)
    said = {text: code_said(text, column.codes) for text in sorted(set(values) - listed)}
    return {text: code for text, code in said.items() if code is not None}


@functools.cache
def _words_of(codes: CodeList) -> Mapping[str, str]:
    """Give every way of saying each code: itself, its meaning, and what its meaning names one beside the other."""
    whole = {normal(said): code.value for code in codes.codes for said in (code.value, code.meaning)}
    parts = [(normal(part), code.value) for code in codes.codes for part in _APART.split(code.meaning)]
    times = Counter(part for part, _ in set(parts))
    alone = {part: code for part, code in parts if times[part] == 1 and len(part) > 2}
    return MappingProxyType(alone | whole)
