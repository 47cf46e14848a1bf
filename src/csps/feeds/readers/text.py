"""Delimited text: encoding and delimiter found out unless they are declared, then its rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from csps.feeds.readers.contents import MOST_COLUMNS, Contents, RawSheet
from csps.feeds.readers.encodings import encoding_of
from csps.vault import Delivered, Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Known = Callable[[Sequence[str]], int]

ROWS_BEFORE_HEADINGS = 30
DELIMITERS = (",", "\t", "|", ";")
LINES_LOOKED_AT = 200
_SPACE_BEFORE_A_QUOTE = re.compile(r'(?<=[,;|\t]) +(?=")')


def read_text(
    data: bytes, *, known: Known | None = None, encoding: str | None = None, delimiter: str | None = None
) -> Contents | Fault:
    """Read delimited text.

    Args:
        data: the bytes.
        known: says how many names of a row are headings of a known layout: titles may stand above the headings.
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
    titles = _lines_above_headings(text, mark, known) if known else 0
    delivered = _rows(text.split("\n", titles)[-1] if titles else text, mark)
    if isinstance(delivered, Fault):
        return replace(delivered, line=delivered.line + titles) if delivered.line else delivered
    if titles:
        delivered = replace(delivered, lines=delivered.lines + titles)
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
    """Say how well a mark cuts lines: values in most lines, times the share of lines that have as many."""
    try:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return 0
    if not counts:
        return 0
    ((usual, times),) = Counter(counts).most_common(1)
    return float(usual**0.5 * times / len(counts)) if usual > 1 else 0


def _lines_above_headings(text: str, mark: str, known: Known) -> int:
    """Give the number of lines above the one that knows most headings of a layout; none where the first one does."""
    head = text[: 1 << 16].split("\n")[:ROWS_BEFORE_HEADINGS]
    try:
        scores = [known([name.strip() for name in next(csv.reader([line], delimiter=mark), [])]) for line in head]
    except csv.Error:
        return 0
    best = max(scores)
    return scores.index(best) if best >= 2 and scores[0] < 2 else 0


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
