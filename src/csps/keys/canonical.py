"""Canonical JSON: one value, one sequence of bytes, so that a hash or signature means the same everywhere.

A part of RFC 8785 (JSON Canonicalization Scheme): UTF-8, no blanks, keys sorted. To leave nothing to a library's
taste, keys are ASCII, numbers are whole and at most 2^53 - 1 in size, and what was not written so is not read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 2**53 - 1  # beyond it, readers in other languages lose digits
DEPTH = 16


def canonical_json(value: object) -> bytes:
    r"""Write a value of texts, whole numbers, truth values, None, lists and dictionaries as canonical JSON.

    Raises:
        UsageError: the value holds something else: a float, a key that is not ASCII text, half a character.

    >>> canonical_json({"b": [1, None], "a": "é"})
    b'{"a":"\xc3\xa9","b":[1,null]}'
    """
    fault = _fault_of(value, DEPTH)
    if fault:
        raise UsageError(f"Canonical JSON holds no {fault}.", next_step="Write fractions as whole numbers of a unit.")
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise UsageError("Canonical JSON holds no half characters (lone surrogates).") from None


def parse_canonical(data: bytes, what: str) -> object:
    """Read canonical JSON and refuse bytes that are valid JSON but not canonical.

    Args:
        data: the bytes.
        what: what is read, for the refusal: "the register of keys".

    Raises:
        IntegrityError: the bytes are not what `canonical_json` writes.

    >>> parse_canonical(b'{"a":1}', "a note")
    {'a': 1}
    >>> parse_canonical(b'{"a": 1}', "a note")
    Traceback (most recent call last):
    csps.domain.errors.IntegrityError: The bytes of a note are damaged. Nothing was changed. Restore a note from a backup.
    """
    try:
        value = json.loads(data.decode())
        intact = canonical_json(value) == data
    except (ValueError, RecursionError, UsageError):  # bad UTF-8 and bad JSON are both ValueErrors
        intact, value = False, None
    if not intact:
        raise IntegrityError(f"The bytes of {what} are damaged.", next_step=f"Restore {what} from a backup.")
    return value


def _fault_of(value: object, depth: int) -> str:
    """Say what about a value canonical JSON cannot hold; nothing if it can be written."""
    if value is None or isinstance(value, str):
        return ""
    if isinstance(value, int):
        return "" if -LARGEST <= value <= LARGEST else "number beyond 2^53 - 1"
    if not isinstance(value, dict | list | tuple):
        return f"value of type {type(value).__name__}"
    if not depth:
        return f"more than {DEPTH} levels"
    return _fault_inside(value, depth - 1)


def _fault_inside(value: dict[object, object] | list[object] | tuple[object, ...], depth: int) -> str:
    inside: Iterable[object] = value
    if isinstance(value, dict):
        for key in value:
            if not (isinstance(key, str) and key.isascii()):
                return "keys that are not ASCII text"
        inside = value.values()
    for inner in inside:
        fault = _fault_of(inner, depth)
        if fault:
            return fault
    return ""
