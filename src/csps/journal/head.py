"""The head of the chain: number and hash of the last event, kept in a second place so that a cut end shows."""

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
    """

    number: int = 0
    hash: str = BEGINNING

    @classmethod
    def of(cls, event: Event | None) -> Head:
        """Give the head of a journal that ends with this event."""
        return cls(event.number, event.hash) if event else cls()


def write_head(place: Path, head: Head) -> None:
    """Write the head into a second place, in one step.

    Raises:
        StorageError: the disk refused.
    """
    line = canonical_json({"format": FORMAT, "hash": head.hash, "number": head.number})
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
    if data.endswith(b"\n") and isinstance(read, dict) and set(read) == {"format", "hash", "number"}:
        number, last = read["number"], read["hash"]
        intact = isinstance(number, int) and number >= 0 and isinstance(last, str) and HASH_FORM.fullmatch(last)
        if intact and read["format"] == FORMAT:
            return Head(number, last)
    raise IntegrityError("The copy of the journal's head is damaged.", next_step="Verify the journal, then renew it.")
