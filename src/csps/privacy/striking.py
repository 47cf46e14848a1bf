"""Somebody's lines struck out of a delivery: found by line where they were taken in, by what they say where they were not.

What they say is a national number, a name with a day of birth, or the number under which an agency knows them.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

LETTERS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
"""The ways in which letters may have been written in a file that could not be read as its feed says."""
_WORDS = re.compile(r"[^\w/-]+")
SHORTEST_NUMBER = 8  # characters: NHS numbers have ten, UPNs thirteen, National Insurance numbers nine


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells that a text is about somebody.

    Args:
        numbers: national numbers, without spaces, in capitals: any of them is enough.
        names: forename, surname and the ways in which a day of birth is written: all three must be there.
        references: the table that registers them, and their number there; it tells in deliveries of that agency, as a
            whole value.
    """

    numbers: frozenset[str]
    names: frozenset[tuple[str, str, tuple[str, ...]]]
    references: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, identities: Iterable[Mapping[str, object]]) -> Traces:
        """Gather them from identities as the vault keeps them."""
        numbers, names, references = set(), set(), set()
        for row in identities:
            references.add((str(row["table_name"]), str(row["row_key"])))
            for kind in ("upn", "nhs_number", "ni_number"):
                number = _bare(str(row[kind] or ""))
                if len(number) >= SHORTEST_NUMBER:
                    numbers.add(number)
            if row["forename"] and row["surname"] and row["born_on"]:
                born = row["born_on"]
                written = tuple(f"{born:{form}}" for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d", "%d.%m.%Y"))
                names.add((str(row["forename"]).casefold(), str(row["surname"]).casefold(), written))
        return cls(frozenset(numbers), frozenset(names), frozenset(references))

    def row(self, text: str, delimiter: str, registers: Iterable[str] = ()) -> bool:
        """Say whether a row is about them.

        Args:
            text: the row.
            delimiter: one mark.
            registers: the tables whose numbers of persons it may hold.

        >>> traces = Traces(frozenset(), frozenset(), frozenset({("feeds.ssd_person", "17")}))
        >>> traces.row("17;117", ";", ["feeds.ssd_person"]), traces.row("117;7", ";", ["feeds.ssd_person"])
        (True, False)
        """
        known = {number for register, number in self.references if register in set(registers)}
        values = {value.strip() for value in next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter), [])}
        return self.name(text) or bool(known & values)

    def anywhere(self, content: bytes, registers: Iterable[str] = ()) -> bool:
        """Say whether bytes, in whatever letters, may be about them: where rows cannot be told apart."""
        known = {number for register, number in self.references if register in set(registers)}
        texts = {content.decode(encoding, "replace") for encoding in LETTERS}
        return any(self.name(text) or known.intersection(_WORDS.split(text)) for text in texts)

    def name(self, text: str) -> bool:
        """Say whether a text is about them.

        >>> Traces(frozenset({"9434765919"}), frozenset()).name("x,943 476 5919,y")
        True
        """
        bare, folded = _bare(text), text.casefold()
        return any(number in bare for number in self.numbers) or any(
            forename in folded and surname in folded and any(day in text for day in born)
            for forename, surname, born in self.names
        )


def struck(
    content: bytes,
    lines: frozenset[int],
    traces: Traces,
    *,
    encoding: str,
    delimiter: str,
    look_through: bool,
    registers: Collection[str] = (),
) -> bytes | None:
    """Give a delivery without somebody's rows; None where its rows cannot be told apart and it is about them.

    Args:
        content: the delivery as it is kept.
        lines: on which their rows begin.
        traces: what tells that a row is about them.
        encoding: how letters are written.
        delimiter: one mark.
        look_through: whether rows are found by what they say, too: those of a delivery that was not taken in.
        registers: the tables whose numbers of persons the delivery may hold.
    """
    found = rows_of(content, encoding, delimiter)
    if isinstance(found, Fault):
        return None if lines or traces.anywhere(content, registers) else content
    gone = np.isin(found.lines, np.array(sorted(lines), np.int64))
    rows = [found.body[begin:end] for begin, end in zip(found.edges[:-1], found.edges[1:], strict=True)]
    if look_through:
        gone |= np.array([traces.row(row.decode(), delimiter, registers) for row in rows], np.bool_)
    if not gone.any():
        return content
    text = content.decode(encoding).encode()
    mark = b"\xef\xbb\xbf" if text.startswith(b"\xef\xbb\xbf") else b""
    text = text.removeprefix(mark)
    whole = text if text.endswith(b"\n") else text + b"\n"
    head = whole[: len(whole) - len(found.body)]
    left = mark + head + b"".join(row for row, is_gone in zip(rows, gone.tolist(), strict=True) if not is_gone)
    return left.decode().encode(encoding)


def _bare(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())
