"""The files of a journal: segments named by the number of their first event, and tails that a crash had cut."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, StorageError
from csps.journal import files
from csps.journal.event import LINE_LIMIT, parse_line
from csps.keys import files as whole_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csps.journal.event import Event

SEGMENT_BYTES = 8 << 20
LOCK = ".lock"
_SEGMENT = re.compile(r"events-(\d{12})\.jsonl")
_TORN = re.compile(r"torn-([0-9a-f]{64})\.(untold|told)")


@dataclass(frozen=True, slots=True)
class Tail:
    """How a journal ends.

    Args:
        last: its last whole event, None before the first.
        path: its last segment, None before the first.
        whole: how many bytes of that segment are whole lines.
        torn: what follows them, which a crash had cut; empty as a rule.
    """

    last: Event | None = None
    path: Path | None = None
    whole: int = 0
    torn: bytes = b""


def segment_paths(folder: Path) -> list[Path]:
    """List the segments in order."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _SEGMENT.fullmatch(path.name))


def segment_for(folder: Path, number: int) -> Path:
    """Name the segment that begins with event `number`."""
    return folder / f"events-{number:012d}.jsonl"


def first_number(path: Path) -> int:
    """Give the number of the event that a segment begins with, by its name."""
    form = _SEGMENT.fullmatch(path.name)
    assert form, "not a segment"
    return int(form[1])


def strangers(folder: Path) -> list[str]:
    """Name what lies in the folder and is not the journal's; temporary files of a crash are."""
    if not folder.is_dir():
        return []
    ours = (_SEGMENT, _TORN, re.compile(re.escape(LOCK)), re.compile(r"\.torn-.*\.aside"))
    return sorted(path.name for path in folder.iterdir() if not any(form.fullmatch(path.name) for form in ours))


def read_tail(folder: Path) -> Tail:
    """Find the last whole event without reading what lies before it.

    Raises:
        IntegrityError: the last line is whole, but not an event: that is damage and no crash.
        StorageError: the disk refused.
    """
    paths = segment_paths(folder)
    if not paths:
        return Tail()
    path = paths[-1]
    end = files.last_bytes(path, 2 * LINE_LIMIT)
    whole, cut, torn = end.rpartition(b"\n")
    if len(torn) > LINE_LIMIT:
        raise IntegrityError(f"{path.name} ends with more than one event could hold.", next_step="Verify the journal.")
    size = path.stat().st_size - len(torn)
    if cut:
        return Tail(parse_line(whole.rpartition(b"\n")[2]), path, size, torn)
    before = files.last_bytes(paths[-2], 2 * LINE_LIMIT) if len(paths) > 1 else b""
    last = parse_line(before.removesuffix(b"\n").rpartition(b"\n")[2]) if before else None
    return Tail(last, path, size, torn)


def set_aside(folder: Path, tail: Tail) -> None:
    """Keep a torn tail in a file of its own, then cut it off. A crash in between does both again.

    Raises:
        StorageError: the disk refused.
    """
    assert tail.path is not None, "nothing to set aside"
    name = f"torn-{hashlib.sha256(tail.torn).hexdigest()}.untold"
    whole_files.replace(folder / name, tail.torn, "The torn tail of the journal")
    with files.refusing("The torn tail of the journal could not be cut off"):
        files.cut(tail.path, tail.whole)


def untold(folder: Path) -> list[Path]:
    """List tails that were set aside and are not yet spoken of in an event."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".untold" and _TORN.fullmatch(path.name))


def torn_digest(path: Path) -> str:
    """Give the hash of a tail that was set aside, by its name."""
    form = _TORN.fullmatch(path.name)
    assert form, "not a torn tail"
    return form[1]


def read_events(paths: list[Path], since: int) -> Iterator[Event]:
    """Yield whole events from number `since` on, each checked against the one before.

    Raises:
        IntegrityError: an event is damaged or missing.
        StorageError: the disk refused.
    """
    start = max((index for index, path in enumerate(paths) if first_number(path) <= since), default=0)
    last: Event | None = None
    for path in paths[start:]:
        expected = last.number + 1 if last else first_number(path)
        for line in files.lines(path, _size(path)):
            if not line.endswith(b"\n"):
                break
            event = parse_line(line)
            if event.number != expected or (last and event.previous != last.hash):
                raise IntegrityError(f"Event {expected} is not where it was.", next_step="Verify the journal.")
            last, expected = event, expected + 1
            if event.number >= since:
                yield event


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read: {error.strerror}.") from error
