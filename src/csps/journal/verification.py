"""Everything that can be found wrong with a journal by reading it once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, CspsError, IntegrityError
from csps.journal import files, segments
from csps.journal.event import BEGINNING, parse_line
from csps.journal.head import Head, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from csps.access.register import Register
    from csps.journal.event import Event

MOST_FINDINGS = 100  # one change in the middle is one or two findings; more than this is a ruin


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written.

    Args:
        where: the file, and the line if there is one.
        what: a sentence without any value.
    """

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a reading found.

    Args:
        head: number and hash of the last event that was read.
        findings: what is wrong.
        notices: what is odd and may be innocent: a clock that went back, an event announced and not confirmed, signatures not looked at.
    """

    head: Head
    findings: tuple[Finding, ...]
    notices: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def check_sound(self) -> None:
        """Refuse a journal in which something is wrong.

        Raises:
            IntegrityError: there are findings.
        """
        if self.findings:
            first = self.findings[0]
            raise IntegrityError(
                f"The journal has {len(self.findings)} findings; the first, in {first.where}: {first.what}",
                next_step="Compare it with its backup and the second places of its head, and find out who.",
            )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A journal at one moment: its segments with their sizes, the heads in second places, what does not belong."""

    sizes: tuple[tuple[Path, int], ...]
    heads: tuple[tuple[Path, Head | CspsError | None], ...]
    strangers: tuple[str, ...]
    untold: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path, places: Sequence[Path]) -> Snapshot:
        """Note what is there; the caller holds the lock."""
        sizes = tuple((path, path.stat().st_size) for path in segments.segment_paths(folder))
        untold = tuple(path.name for path in segments.untold(folder)) if folder.is_dir() else ()
        return cls(
            sizes, tuple((place, _head_in(place)) for place in places), tuple(segments.strangers(folder)), untold
        )


def _head_in(place: Path) -> Head | CspsError | None:
    try:
        return read_head(place)
    except (IntegrityError, AccessError) as refusal:
        return refusal


def verify_snapshot(snapshot: Snapshot, register: Register | None) -> Verification:
    """Read a journal as it was at one moment and say what is wrong.

    Raises:
        StorageError: the disk refused.
    """
    reading = _Reading(register)
    for name in snapshot.strangers:
        reading.find(name, "This file does not belong to the journal.")
    for name in snapshot.untold:
        reading.notice(name, "A tail was set aside, and no event tells it yet; the next one will.")
    for position, (path, size) in enumerate(snapshot.sizes, start=1):
        reading.read(path, size, is_last=position == len(snapshot.sizes))
    for place, head in snapshot.heads:
        reading.compare(place, head)
    if not snapshot.heads:
        reading.notice("second place", "There is none, so that a cut end would not show.")
    if register is None:
        reading.notice("signatures", "No register of keys was given, so that none was looked at.")
    if not reading.head.number:
        reading.notice("journal", "It is empty.")
    return Verification(reading.head, tuple(reading.findings), tuple(reading.notices))


@dataclass(slots=True)
class _Reading:
    """How far the reading has come."""

    register: Register | None
    head: Head = field(default_factory=Head)
    last: Event | None = None
    hash_known: bool = True  # whether the line before could be read
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)

    def find(self, where: str, what: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(where, what))

    def notice(self, where: str, what: str) -> None:
        if len(self.notices) < MOST_FINDINGS:
            self.notices.append(Finding(where, what))

    def read(self, path: Path, size: int, *, is_last: bool) -> None:
        """Read one segment."""
        if segments.first_number(path) != self.head.number + 1:
            self.find(path.name, f"The segment does not begin with event {self.head.number + 1}.")
        if not size and not is_last:
            self.find(path.name, "The segment is empty.")
        for where, line in _numbered(path, size):
            if line.endswith(b"\n"):
                self._read_line(where, line)
            elif is_last:
                self.find(where, "The line is unfinished, as after a crash or a cut; the next event sets it aside.")
            else:
                self.find(where, "The segment was cut.")

    def _read_line(self, where: str, line: bytes) -> None:
        try:
            event = parse_line(line)
        except IntegrityError as refusal:
            self.find(where, refusal.refused)
            self.head = Head(self.head.number + 1, BEGINNING)
            self.hash_known = False
            return
        if event.number != self.head.number + 1:
            self.find(where, f"Event {event.number} stands where event {self.head.number + 1} should be.")
        elif self.hash_known and event.previous != self.head.hash:
            self.find(where, f"Event {event.number} does not follow the event before it.")
        if self.last and event.at < self.last.at:
            self.notice(where, f"The clock went back before event {event.number}.")
        self._check_signature(where, event)
        self.head, self.last, self.hash_known = Head.of(event), event, True

    def _check_signature(self, where: str, event: Event) -> None:
        if self.register is None or not event.signature:
            return
        try:
            event.check_signature(self.register.in_force(event.draft.actor, event.at.date()).public_key)
        except (IntegrityError, AccessError) as refusal:
            self.find(where, refusal.refused)

    def compare(self, place: Path, head: Head | CspsError | None) -> None:
        """Compare the end of the journal with a second place."""
        if isinstance(head, CspsError):
            self.find(place.name, head.refused)
        elif head is None:
            if self.head.number:
                self.find(place.name, "The head is missing from its second place.")
        elif head.announced and head.fits(self.head):
            self.notice(place.name, "An event was announced and not confirmed, as after a crash.")
        elif head != self.head:
            self.find(
                place.name,
                f"The head names event {head.number}, and the journal ends with event {self.head.number}: "
                "events were cut off, added past the journal, or written anew.",
            )


def _numbered(path: Path, size: int) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(files.lines(path, size), start=1):
        yield f"{path.name}, line {number}", line
