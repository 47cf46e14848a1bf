"""JSON lines: an object on each line, or one array of objects. Names are the columns; a list is kept as JSON.

An object inside an object is a fault: which column its values belong to is not for us to choose.
"""

from __future__ import annotations

import json
import re
from typing import Any

from csps.feeds.readers.contents import Contents, sheet_of
from csps.feeds.readers.encodings import encoding_of
from csps.vault import Fault

_BEGINNING = re.compile(rb"\s*(?:\[\s*)?\{")
_BLANKS = re.compile(r"\s*")
_DECODER = json.JSONDecoder()
MOST_DIGITS = 400  # a longer number is no fact about anybody


def read_json_lines(data: bytes, encoding: str | None = None) -> Contents | Fault:
    """Read JSON lines, or an array of objects, whose lines are then their numbers. A value that is null is missing."""
    found = encoding or encoding_of(data)
    if isinstance(found, Fault):
        return found
    rows: list[tuple[int, dict[str, Any]]] = []
    try:
        text = data.decode(found).removeprefix("\ufeff")
    except UnicodeError:
        return Fault("encoding")
    lines = _members(text) if text.lstrip().startswith("[") else text.split("\n")
    if lines is None:
        return Fault("damaged")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _object(line)
            if row is None:
                return Fault("damaged", number)
            rows.append((number, row))
    headings = list(dict.fromkeys(name for _, row in rows for name in row))
    if not headings:
        return Fault("empty file")
    texts = ((number, [_as_text(row.get(name)) for name in headings]) for number, row in rows)
    sheet = sheet_of("", headings, texts)
    return sheet if isinstance(sheet, Fault) else Contents(container="json lines", encoding=found, sheets=(sheet,))


def is_json_lines(data: bytes) -> bool:
    """Say whether bytes begin with an object, or with an array of objects."""
    return bool(_BEGINNING.match(data[: 1 << 12].removeprefix(b"\xef\xbb\xbf")))


def _members(text: str) -> list[str] | None:
    """Give the text of each member of an array; None where it breaks off or something follows it."""
    found: list[str] = []
    place = text.index("[") + 1
    while True:
        place = _past(text, place)
        if text[place : place + 1] == "]" and not text[place + 1 :].strip():
            return found
        try:
            end = _DECODER.raw_decode(text, place)[1]
        except (ValueError, RecursionError):
            return None
        found.append(text[place:end])
        place = _past(text, end)
        if text[place : place + 1] == ",":
            place = _past(text, place + 1)
            if text[place : place + 1] == "]":
                return None
        elif text[place : place + 1] != "]":
            return None


def _past(text: str, place: int) -> int:
    """Give the place of the next letter that is not blank."""
    found = _BLANKS.match(text, place)
    return found.end() if found else place


def _object(line: str) -> dict[str, Any] | None:
    """Read one line, or give None where it is no object, names something twice or holds another object."""
    try:
        row = json.loads(line, object_pairs_hook=_once, parse_int=_whole, parse_float=str, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and not any(isinstance(value, dict) for value in row.values()) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _whole(digits: str) -> str:
    if len(digits) > MOST_DIGITS:
        raise ValueError
    return digits


def _refused(constant: str) -> str:
    raise ValueError(constant)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
