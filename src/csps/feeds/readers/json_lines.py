"""JSON lines: an object on each line. Its names are the columns; a list is kept as JSON, another object is a fault."""

from __future__ import annotations

import json
from typing import Any

from csps.feeds.readers.contents import Contents, sheet_of
from csps.feeds.readers.encodings import encoding_of
from csps.vault import Fault

MOST_DIGITS = 400  # a longer number is no fact about anybody


def read_json_lines(data: bytes, encoding: str | None = None) -> Contents | Fault:
    """Read JSON lines. Empty lines are no rows; a value that is null is missing."""
    found = encoding or encoding_of(data)
    if isinstance(found, Fault):
        return found
    rows: list[tuple[int, dict[str, Any]]] = []
    try:
        text = data.decode(found).removeprefix("\ufeff")
    except UnicodeError:
        return Fault("encoding")
    for number, line in enumerate(text.split("\n"), start=1):
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
    """Say whether bytes begin with an object."""
    return data[: 1 << 12].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


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
