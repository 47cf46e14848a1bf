"""Delimited text: encoding and delimiter found out unless they are declared, then its rows."""

from __future__ import annotations

import csv
import re
from collections import Counter

from csps.feeds.readers.contents import MOST_COLUMNS, Contents, RawSheet
from csps.feeds.readers.encodings import encoding_of
from csps.vault import Delivered, Fault, rows_of

DELIMITERS = (",", "\t", "|", ";")
LINES_LOOKED_AT = 200
_SPACE_BEFORE_A_QUOTE = re.compile(r'(?<=[,;|\t]) +(?=")')


def read_text(data: bytes, *, encoding: str | None = None, delimiter: str | None = None) -> Contents | Fault:
    """Read delimited text.

    Args:
        data: the bytes.
        encoding: how letters are written; None finds it out.
        delimiter: what stands between values; None finds it out.
    """
    found = encoding or encoding_of(data)
    if isinstance(found, Fault):
        return found
    text = _text(data, found)
    if isinstance(text, Fault):
        return text
    mark = delimiter or delimiter_of(text)
    delivered = _rows(text, mark)
    if isinstance(delivered, Fault):
        return delivered
    if len(delivered.headings) > MOST_COLUMNS:
        return Fault("too large", 1)
    return Contents(container="csv", encoding=found, sheets=(RawSheet("", delivered, mark),))


def delimiter_of(text: str) -> str:
    r"""Find what stands between the values: the mark that cuts the first lines most often, and each into as many.

    >>> delimiter_of("a|b|c\n1|2,5|3\n"), delimiter_of("name;born\nA, B;2010\n")
    ('|', ';')
    """
    head = [line for line in text[: 1 << 18].splitlines() if line.strip()][:LINES_LOOKED_AT]
    return max(DELIMITERS, key=lambda mark: (_evenness(head, mark), -DELIMITERS.index(mark)))


def _evenness(lines: list[str], mark: str) -> float:
    """Say how well a mark cuts lines: values in the first line, times the share of lines that have as many."""
    try:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return 0
    if not counts or counts[0] < 2:
        return 0
    return float(counts[0] ** 0.5 * Counter(counts)[counts[0]] / len(counts))


def _text(data: bytes, encoding: str) -> str | Fault:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return Fault("encoding", data.count(b"\n", 0, error.start) + 1)
    except UnicodeError:
        return Fault("encoding")
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        return Fault("encoding", text.count("\n", 0, text.index("\x00")) + 1)
    return text.replace("\r", "\n") if "\n" not in text else text  # as a Macintosh once ended its lines


def _rows(text: str, mark: str) -> Delivered | Fault:
    """Find the rows; where blanks stand before quotation marks, they are taken away and it is tried once more."""
    delivered = rows_of(text.encode(), "utf-8", mark)
    if isinstance(delivered, Fault) and delivered.rule == "quotes" and _SPACE_BEFORE_A_QUOTE.search(text):
        return rows_of(_SPACE_BEFORE_A_QUOTE.sub("", text).encode(), "utf-8", mark)
    return delivered
