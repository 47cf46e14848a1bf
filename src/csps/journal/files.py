"""The only place where the journal touches the disk: lock, append, cut, and read line by line.

Every call that changes the disk goes through the name `os` of this module (whole small files through `csps.keys.files`),
so that a test can replace it by one whose k-th call fails, or at whose k-th call the process is killed.
"""
# ruff: noqa: PTH102, PTH105
# The calls stay visible as calls to `os`: one name that a test can replace.

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from csps.domain.errors import BusyError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL_SECONDS = 0.005
LONGEST_LINE = 1 << 20  # a damaged file may hold no end of line for gigabytes
UNSURE = "It is not known whether the event was written: the next one looks."


@contextmanager
def exclusive(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock on a file until the block ends or the process dies.

    Args:
        path: the lock's file, made if it is missing.
        patience: seconds to wait for whoever holds it.

    Raises:
        BusyError: somebody else held it all the time.
        StorageError: the file cannot be made.
    """
    with refusing("The journal could not be locked"):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        until = time.monotonic() + patience
        while not _locked(descriptor):
            if time.monotonic() >= until:
                raise BusyError("Somebody else is writing the journal.", next_step="Wait a little, then run it again.")
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make_folder(folder: Path) -> None:
    """Make the journal's folder, synced into its parent, which must exist.

    Raises:
        StorageError: the disk refused.
    """
    if not folder.is_dir():
        with refusing("The journal's folder could not be made"):
            with suppress(FileExistsError):
                os.mkdir(folder, 0o750)
            _sync_folder(folder.parent)


def append(path: Path, line: bytes) -> None:
    """Add a line to a file, made if it is missing, and sync it. What the disk took of a refused line is cut off again.

    Raises:
        StorageError: the disk refused. The file is as it was, or the refusal says that this is not known.
    """
    before = path.stat().st_size if path.exists() else None
    try:
        _write_at_end(path, line)
        if before is None:
            _sync_folder(path.parent)
    except OSError as error:
        try:
            cut(path, before or 0)
        except OSError:
            raise _refusal("An event could not be written", error, unchanged=UNSURE) from error
        raise _refusal("An event could not be written", error) from error


def cut(path: Path, size: int) -> None:
    """Cut a file back to `size` bytes and sync it; a file that is not there is no error.

    Raises:
        OSError: the disk refused.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Give a file another name in the same folder, and sync the folder.

    Raises:
        OSError: the disk refused.
    """
    os.replace(source, target)
    _sync_folder(target.parent)


def lines(path: Path, size: int) -> Iterator[bytes]:
    """Yield the lines in the first `size` bytes of a file, with their ends; the last may have none. Nothing is read whole.

    Raises:
        StorageError: the disk refused.
    """
    with refusing("The journal could not be read"), path.open("rb") as file:
        while size and (line := file.readline(min(size, LONGEST_LINE))):
            size -= len(line)
            yield line


def last_bytes(path: Path, most: int) -> bytes:
    """Read the end of a file, at most so many bytes.

    Raises:
        StorageError: the disk refused.
    """
    with refusing("The journal could not be read"), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - most))
        return file.read(most)


def _write_at_end(path: Path, line: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o640)
    try:
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def refusing(refused: str) -> Iterator[None]:
    """Turn an error of the operating system into a StorageError that begins with `refused`."""
    try:
        yield
    except OSError as error:
        raise _refusal(refused, error) from error


def _refusal(refused: str, error: OSError, *, unchanged: str = "Nothing was changed.") -> StorageError:
    return StorageError(f"{refused}: {error.strerror or type(error).__name__}.", unchanged=unchanged)
