"""The head of the chain: number and hash of the last event, kept in a second place so that a cut end shows.

Before an event is written the second place is told the event's hash, and afterwards that it was written. A crash in between
leaves a journal that ends with the event announced or with the one before it, and nothing else: an event that was
acknowledged cannot be cut off, and none can be added past the journal, without the second place showing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.journal.event import BEGINNING, HASH_FORM
from csps.keys import files
from csps.keys.canonical import canonical_json, parse_canonical

if TYPE_CHECKING:
    from pathlib import Path

    from csps.journal.event import Event

FORMAT = "csps journal head 1"


@dataclass(frozen=True, slots=True)
class Head:
    """How far the journal had come.

    Args:
        number: of the last event; 0 before the first.
        hash: of the last event.
        announced: hash of the event about to be written; empty when nothing is under way.
    """

    number: int = 0
    hash: str = BEGINNING
    announced: str = ""

    @classmethod
    def of(cls, event: Event | None, announced: str = "") -> Head:
        """Give the head of a journal that ends with this event."""
        return cls(event.number, event.hash, announced) if event else cls(announced=announced)

    def fits(self, end: Head) -> bool:
        """Say whether a journal may end so: with the event named here, or with the one announced after it.

        >>> Head(1, "a" * 64, "b" * 64).fits(Head(2, "b" * 64)), Head(1, "a" * 64).fits(Head(2, "b" * 64))
        (True, False)
        """
        named = (self.number, self.hash)
        return (end.number, end.hash) in (named, (self.number + 1, self.announced))


def write_head(place: Path, head: Head) -> None:
    """Write the head into a second place, in one step.

    Raises:
        StorageError: the disk refused.
    """
    line = canonical_json({"announced": head.announced, "format": FORMAT, "hash": head.hash, "number": head.number})
    files.replace(place, line + b"\n", "The copy of the journal's head")


def read_head(place: Path) -> Head | None:
    """Read the head from a second place; None if there is no such file.

    Raises:
        AccessError: the file or its folder is open to others, or is not ours.
        IntegrityError: the file is damaged.
    """
    if not place.exists():
        return None
    data = files.read_guarded(place, "The copy of the journal's head", private=False)
    read = parse_canonical(data.removesuffix(b"\n"), "the copy of the journal's head")
    if data.endswith(b"\n") and isinstance(read, dict) and read.keys() == {"announced", "format", "hash", "number"}:
        number, hashes = read["number"], (read["hash"], read["announced"] or BEGINNING)
        intact = type(number) is int and number >= 0 and all(_is_hash(each) for each in hashes)
        if intact and read["format"] == FORMAT:
            return Head(number, read["hash"], read["announced"])
    raise IntegrityError("The copy of the journal's head is damaged.", next_step="Verify the journal, then renew it.")


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and bool(HASH_FORM.fullmatch(value))
