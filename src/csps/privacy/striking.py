"""Somebody's lines struck out of a delivery: found by line where they were taken in, by what they say where they were not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.vault import Fault, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHORTEST_NUMBER = 8  # characters: NHS numbers have ten, UPNs thirteen, National Insurance numbers nine


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells that a text is about somebody.

    Args:
        numbers: national numbers, without spaces, in capitals: any of them is enough.
        names: forename, surname and the ways in which a day of birth is written: all three must be there.
    """

    numbers: frozenset[str]
    names: frozenset[tuple[str, str, tuple[str, ...]]]

    @classmethod
    def of(cls, identities: Iterable[Mapping[str, object]]) -> Traces:
        """Gather them from identities as the vault keeps them."""
        numbers, names = set(), set()
        for row in identities:
            for kind in ("upn", "nhs_number", "ni_number"):
                number = _bare(str(row[kind] or ""))
                if len(number) >= SHORTEST_NUMBER:
                    numbers.add(number)
            if row["forename"] and row["surname"] and row["born_on"]:
                born = row["born_on"]
                written = tuple(f"{born:{form}}" for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d", "%d.%m.%Y"))
                names.add((str(row["forename"]).casefold(), str(row["surname"]).casefold(), written))
        return cls(frozenset(numbers), frozenset(names))

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
    content: bytes, lines: frozenset[int], traces: Traces, *, encoding: str, delimiter: str, look_through: bool
) -> bytes | None:
    """Give a delivery without somebody's rows; None where its rows cannot be told apart and it is about them.

    Args:
        content: the delivery as it is kept.
        lines: on which their rows begin.
        traces: what tells that a row is about them.
        encoding: how letters are written.
        delimiter: one mark.
        look_through: whether rows are found by what they say, too: those of a delivery that was not taken in.
    """
    found = rows_of(content, encoding, delimiter)
    if isinstance(found, Fault):
        return None if traces.name(content.decode(encoding, "replace")) or lines else content
    gone = np.isin(found.lines, np.array(sorted(lines), np.int64))
    rows = [found.body[begin:end] for begin, end in zip(found.edges[:-1], found.edges[1:], strict=True)]
    if look_through:
        gone |= np.array([traces.name(row.decode()) for row in rows], np.bool_)
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
