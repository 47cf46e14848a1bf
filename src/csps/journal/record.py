"""The journal of a workspace: events are added at its end, one writer at a time, and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, StorageError, UsageError
from csps.journal import files, segments
from csps.journal.event import Draft, next_event
from csps.journal.head import Head, read_head, write_head
from csps.journal.kinds import Kind
from csps.journal.verification import Snapshot, Verification, verify_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from csps.access.register import Register
    from csps.journal.event import Event
    from csps.keys.signing import SigningKey

SELF = "journal:self"


class Journal:
    """Append-only, hash-chained events in a folder, and the head of their chain in second places.

    Args:
        folder: where the segments lie; made with the first event.
        clock: gives the time in UTC: `lambda: datetime.now(UTC)`.
        places: files outside the folder, best on another machine, that hold number and hash of the last event.
        patience: seconds that a writer waits for another.
        segment_bytes: a segment that has reached this size is followed by a new one.

    Raises:
        UsageError: a second place lies inside the folder.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        places: Sequence[Path] = (),
        patience: float = 2.0,
        segment_bytes: int = segments.SEGMENT_BYTES,
    ) -> None:
        if any(place.resolve().is_relative_to(folder.resolve()) for place in places):
            raise UsageError("The second place of the journal's head lies outside the journal's own folder.")
        self.folder, self.places = folder, tuple(places)
        self._clock, self._patience, self._segment_bytes = clock, patience, segment_bytes

    def append(self, draft: Draft, signer: SigningKey | None = None) -> Event:
        """Add an event and give it back when it is on disk and its head in every second place.

        A line that an earlier crash had cut is first set aside, and an event says so.

        Raises:
            BusyError: another writer held the journal all the time.
            IntegrityError: the journal was cut or changed since the last event; nothing is added to it.
            StorageError: the disk refused; the words say whether the event was written.
            UsageError: the kind wants a signature, or the signer is not the actor.
        """
        files.make_folder(self.folder)
        with self._locked():
            last = self._mend(draft.actor)
            return self._add(draft, last, signer)

    def events(self, since: int = 1) -> Iterator[Event]:
        """Yield whole events from number `since` on, as they are read. An unfinished last line is no event.

        Raises:
            IntegrityError: an event is damaged or missing.
            StorageError: the disk refused.
        """
        yield from segments.read_events(segments.segment_paths(self.folder), since)

    def last(self) -> Event | None:
        """Give the last whole event, for example to see when the journal was last written.

        Raises:
            IntegrityError: it is damaged.
            StorageError: the disk refused.
        """
        return segments.read_tail(self.folder).last

    def verify(self, register: Register | None = None) -> Verification:
        """Read everything and say what is wrong. Writers wait only while sizes and heads are noted.

        Args:
            register: whose keys these are; every signature must be of a key in force on that day. Without it none is looked at.

        Raises:
            BusyError: a writer held the journal all the time.
            StorageError: the disk refused.
        """
        if not self.folder.is_dir():
            return verify_snapshot(Snapshot.of(self.folder, self.places), register)
        with self._locked():
            snapshot = Snapshot.of(self.folder, self.places)
        return verify_snapshot(snapshot, register)

    def renew_heads(self, signer: SigningKey, reason: str) -> Event:
        """Set up the second places again after one was lost or added; a signed event says who did it and why.

        Verify first: whatever the journal holds now is taken for right.

        Raises:
            BusyError: another writer held the journal all the time.
            IntegrityError: the journal's end is damaged.
            StorageError: the disk refused.
        """
        files.make_folder(self.folder)
        with self._locked():
            tail = segments.read_tail(self.folder)
            for place in self.places:
                write_head(place, Head.of(tail.last))
            last = self._mend(signer.fingerprint)
            draft = Draft(signer.fingerprint, Kind.HEADS_RENEWED, SELF, reason, {"places": len(self.places)})
            return self._add(draft, last, signer)

    def _locked(self) -> AbstractContextManager[None]:
        return files.exclusive(self.folder / segments.LOCK, self._patience)

    def _mend(self, actor: str) -> Event | None:
        """Bring second places up to date, set a torn tail aside, and tell it; give the last event."""
        tail = segments.read_tail(self.folder)
        last = tail.last
        for place in self.places:
            _catch_up(place, last)
        if tail.torn:
            segments.set_aside(self.folder, tail)
        for path in segments.untold(self.folder):
            details: dict[str, int | str] = {"bytes": path.stat().st_size, "tail": segments.torn_digest(path)}
            reason = "A crash had cut the last line, which was never acknowledged."
            last = self._add(Draft(actor, Kind.TAIL_SET_ASIDE, SELF, reason, details), last, None)
            with files.refusing("A torn tail could not be marked as told"):
                files.rename(path, path.with_suffix(".told"))
        return last

    def _add(self, draft: Draft, last: Event | None, signer: SigningKey | None) -> Event:
        event = next_event(draft, last, self._clock(), signer)
        paths = segments.segment_paths(self.folder)
        full = not paths or paths[-1].stat().st_size >= self._segment_bytes
        for place in self.places:
            write_head(place, Head.of(last, announced=event.hash))
        files.append(segments.segment_for(self.folder, event.number) if full else paths[-1], event.to_line())
        try:
            for place in self.places:
                write_head(place, Head.of(event))
        except StorageError as error:
            error.unchanged = f"The event was written as number {event.number}; only its copy is missing."
            raise
        return event


def _catch_up(place: Path, last: Event | None) -> None:
    """Make sure that the journal ends as a second place says, and settle what a crash had left announced."""
    head, end = read_head(place), Head.of(last)
    if head == end:
        return
    fresh = head is None and last is None
    if not fresh and not (head and head.fits(end)):
        known = "is missing" if head is None else f"names event {head.number}"
        raise IntegrityError(
            f"The journal ends with event {last.number if last else 0}, and its head in the second place {known}: "
            "events were cut off or written anew.",
            next_step="Verify the journal and find out who, before the second places are renewed.",
        )
    write_head(place, end)
