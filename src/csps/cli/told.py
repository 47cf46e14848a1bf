"""What a stage tells when it is done: a sentence for people, plain values for machines.

Stages return records of their own: counts, dates, and sometimes a whole model or a frame of families. Only what is plain
is told; what a family's row holds never is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path

FEW = 4  # entries of a mapping that still fit into a sentence
_NOTHING = object()


def as_plain(told: object) -> object:
    """Give what a stage returned as values that JSON knows; what is not plain is left out.

    >>> as_plain({date(2026, 11, 16): 3})
    {'2026-11-16': 3}
    """
    plain = _plain(told)
    return None if plain is _NOTHING else plain


def as_sentences(told: object) -> str:
    """Say what a stage returned: its own words where it has some, its counts otherwise.

    >>> as_sentences({"families": 1200, "new": 3})
    'families 1,200, new 3.'
    """
    if told is None:
        return "Done."
    if isinstance(told, (list, tuple)):
        return "\n".join(as_sentences(each) for each in told)
    if type(told).__str__ is not object.__str__ and not isinstance(told, (Mapping, Path)):
        return str(told)
    plain = as_plain(told)
    counted = [said for name, value in plain.items() if (said := _said(name, value))] if isinstance(plain, dict) else []
    return f"{', '.join(counted)}." if counted else "Done."


def _said(name: str, value: object) -> str:
    words = name.replace("_", " ")
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return f"{words} {value:,}"
    if isinstance(value, str):
        return f"{words} {value}"
    if isinstance(value, dict) and 0 < len(value) <= FEW and all(isinstance(each, int) for each in value.values()):
        return f"{words} " + " and ".join(f"{each:,} ({key})" for key, each in value.items())
    return ""


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _kept({field.name: getattr(value, field.name) for field in dataclasses.fields(value)})
    if isinstance(value, Mapping):
        return _kept({str(key): each for key, each in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return [plain for each in value if (plain := _plain(each)) is not _NOTHING]
    return _plain_alone(value)


def _plain_alone(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, (date, Path)):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(str(each) for each in value)
    return _NOTHING


def _kept(values: dict[str, object]) -> dict[str, object]:
    plain = {name: _plain(value) for name, value in values.items()}
    return {name: value for name, value in plain.items() if value is not _NOTHING}
