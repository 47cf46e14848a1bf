"""The drop box: which files lie in it, whose they are, and when their rows could have been known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from csps.domain.errors import DeliveryError, StorageError
from csps.feeds.told_days import told_day
from csps.settings.feed_words import KnownOnSource
from csps.settings.patterns import at_stars, fits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from csps.settings import Feed


UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", "~")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the drop box, or one that the archive holds back.

    Args:
        path: where it lies; None for one in the archive.
        place: its path below the drop box, with slashes.
        sha256: the hash of its bytes.
        size: bytes.
        known_on: its extraction date; None where neither its name nor itself says it.
        archived_as: the name of its delivery in the archive, for one that was held.
    """

    path: Path | None
    place: str
    sha256: str
    size: int
    known_on: date | None
    archived_as: str | None = None


def places_in(deliveries: Path) -> list[str]:
    """List the files of a drop box by their paths below it, in order.

    Hidden ones, and those whose name says so, are on their way and left alone.

    Raises:
        DeliveryError: there is no such folder.
    """
    if not deliveries.is_dir():
        raise DeliveryError(
            f"There is no drop box {deliveries.name}.", next_step="Make the folder, or give the right workspace."
        )
    files = (path.relative_to(deliveries) for path in deliveries.rglob("*") if _is_plain_file(path))
    return sorted(file.as_posix() for file in files if not any(map(_is_on_its_way, file.parts)))


def _is_plain_file(path: Path) -> bool:
    """Say whether something is a file of the drop box itself: what a link leads to is nobody's delivery."""
    return path.is_file() and not path.is_symlink()


def no_files(feeds: Mapping[str, Feed], deliveries: Path) -> list[str]:
    """Give what is named like a delivery and is no file, by path: a folder, a link, a pipe."""
    others = (path.relative_to(deliveries).as_posix() for path in deliveries.rglob("*") if not _is_plain_file(path))
    return sorted(place for place in others if any(fits(feed.pattern, place) for feed in feeds.values()))


def found_for(feed: Feed, deliveries: Path, places: Sequence[str]) -> list[Found]:
    """Give the files of one feed by extraction date and path. One that is still being written is left for later.

    Raises:
        StorageError: one cannot be read.
    """
    looked_at = (_found(deliveries / place, place, feed) for place in places if fits(feed.pattern, place))
    return sorted(
        (one for one in looked_at if one is not None), key=lambda file: (file.known_on or date.min, file.place)
    )


def unclaimed(feeds: Mapping[str, Feed], places: Sequence[str]) -> list[str]:
    """Give the files that belong to no feed."""
    patterns = [feed.pattern for feed in feeds.values()]
    return [place for place in places if not any(fits(pattern, place) for pattern in patterns)]


def clear_drop_box(deliveries: Path, kept: Collection[tuple[str, str]]) -> int:
    """Remove the files that a published week took in and the archive holds; give their number.

    A file is meant by its path and its bytes together: two quiet weeks are the same bytes under two dates.

    Args:
        deliveries: the drop box.
        kept: path and SHA-256 of files that may go, as `settled_files` gives them.

    Raises:
        DeliveryError: there is no drop box.
        StorageError: the disk refused; what was not removed is removed next time.
    """
    removed = 0
    places = {place for place, _ in kept}
    for place in places & set(places_in(deliveries)):
        path = deliveries / place
        try:
            with path.open("rb") as source:
                digest = hashlib.file_digest(source, "sha256").hexdigest()
            if (place, digest) in kept:
                path.unlink()
                removed += 1
        except OSError as error:
            raise StorageError(
                f"The drop box could not be cleared: {error.strerror}.",
                unchanged="Everything in it that was taken in is sealed in the vault.",
                next_step="Look at its permissions; the next run clears it.",
            ) from error
    return removed


def read(file: Found) -> bytes | None:
    """Read a file that was found in the drop box; None where it has changed since, because somebody is still writing it.

    Raises:
        StorageError: it cannot be read.
    """
    assert file.path is not None, "what the archive holds is read from there"
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise _unreadable(file.place, error) from error
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def _found(path: Path, place: str, feed: Feed) -> Found | None:
    """Look at a file; None where it grew meanwhile."""
    try:
        before = path.stat()
        with path.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
        day = _date_in(place, feed) if feed.known_on.source is KnownOnSource.FILE_NAME else told_day(path, feed)
        after = path.stat()
    except OSError as error:
        raise _unreadable(place, error) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None
    return Found(path, place, digest, after.st_size, day)


def _is_on_its_way(name: str) -> bool:
    """Say whether a name is one that programs give to what they have not finished writing."""
    return name.startswith((".", "~$")) or name.endswith(UNFINISHED)


def _date_in(place: str, feed: Feed) -> date | None:
    """Read the extraction date where a star of the pattern stands."""
    for text in at_stars(feed.pattern, place) or ():
        try:
            return datetime.strptime(text, str(feed.known_on.date_format)).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _unreadable(place: str, error: OSError) -> StorageError:
    return StorageError(
        f"{place} cannot be read: {error.strerror}.", next_step="Look at its permissions, then run it again."
    )
