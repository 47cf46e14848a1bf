"""The only place where the store touches the disk: write aside, sync, rename.

A file is first written under a temporary name in the same file system, synced, and then renamed to the name that readers
know. A reader therefore sees the whole old file or the whole new one, and a full disk leaves nothing half written.

Every call to the operating system that changes the disk goes through the name `os` of this module, so that a test can
replace it by one whose k-th write, sync or rename fails, or at whose k-th call the process is killed.
"""
# ruff: noqa: PTH102, PTH105, PTH106, PTH108
# The calls stay visible as calls to `os`: one name that a test can replace.

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from csps.domain.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUFFER_BYTES = 1 << 20  # Parquet and CSV writers hand over many small pieces; one system call per mebibyte is enough
WRITING = ".writing"  # the folder inside a lake for what is being written or spilled
ASIDE = ".aside"  # how every temporary name ends: what ends so was never published and may be removed
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Sink:
    """A new file that is being written: counts and hashes what goes through it.

    It has the methods that PyArrow asks of a Python file. Bytes reach the disk in pieces of `BUFFER_BYTES`.

    Args:
        path: the temporary name; it must not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()
        self._pending = bytearray()
        self._descriptor: int | None = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640)

    @property
    def sha256(self) -> str:
        """The hash of all bytes written so far, 64 hexadecimal digits."""
        return self._digest.hexdigest()

    @property
    def closed(self) -> bool:
        """Whether the file was finished or abandoned."""
        return self._descriptor is None

    def writable(self) -> bool:
        """Say yes: PyArrow asks."""
        return True

    def tell(self) -> int:
        """Give the position, which is the number of bytes written."""
        return self.size

    def write(self, data: bytes | memoryview) -> int:
        """Take some bytes and give their number.

        Raises:
            OSError: the disk refused.
        """
        piece = memoryview(data).cast("B")
        self._digest.update(piece)
        self.size += len(piece)
        self._pending += piece
        if len(self._pending) >= BUFFER_BYTES:
            self._drain()
        return len(piece)

    def flush(self) -> None:
        """Do nothing: `finish` decides when bytes reach the disk."""

    def close(self) -> None:
        """Do nothing: a writer that closes its file must not publish it; `finish` or `abandon` ends it."""

    def finish(self) -> None:
        """Write what is pending, sync and close.

        Raises:
            OSError: the disk refused.
        """
        assert self._descriptor is not None, "finished twice"
        self._drain()
        os.fsync(self._descriptor)
        self._release()

    def abandon(self) -> None:
        """Close and remove the file; what cannot be removed now is left to the next sweep."""
        with suppress(OSError):
            self._release()
        with suppress(OSError):
            os.unlink(self.path)

    def _drain(self) -> None:
        assert self._descriptor is not None, "written after its end"
        rest = memoryview(self._pending)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        self._pending = bytearray()

    def _release(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def aside_name(folder: Path) -> Path:
    """Give a temporary name in `folder` that nothing else uses; it begins with the process that made it.

    It never becomes part of what is published.
    """
    return folder / f"{os.getpid()}-{secrets.token_hex(8)}{ASIDE}"


def is_in_use(path: Path) -> bool:
    """Say whether the process that made a temporary name still lives."""
    maker = path.name.partition("-")[0]
    try:
        os.kill(int(maker), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def new_file(path: Path) -> Iterator[Sink]:
    """Yield a sink for `path`; sync it when the block ends well, remove it when it does not."""
    sink = Sink(path)
    try:
        yield sink
        sink.finish()
    except BaseException:  # an interrupt, too, must leave nothing half written behind
        sink.abandon()
        raise


@contextmanager
def replacement(target: Path, aside: Path | None = None) -> Iterator[Sink]:
    """Yield a sink that takes the place of `target` in one rename when the block ends well.

    Args:
        target: the file to make or replace.
        aside: a folder where it is written until then; the target's own unless told, and where `aside` is on another
            disk. A killed process leaves its file there: name one that is swept where people look at the target's folder.

    Raises:
        StorageError: the disk refused; `target` is as it was, nothing is left beside it.
    """
    with refusing(f"{target.name} could not be written"):
        with new_file(aside_name(_beside(target, aside))) as sink:
            yield sink
        place(sink.path, target)


def _beside(target: Path, aside: Path | None) -> Path:
    """Give the folder in which to write; the target's own where `aside` lies on another disk, from which no rename leads."""
    if aside is None:
        return target.parent
    make_folder(aside)
    return aside if device_of(aside) == device_of(target.parent) else target.parent


def device_of(folder: Path) -> int:
    """Give the number of the file system that a folder lies on."""
    return folder.stat().st_dev


def place(source: Path, target: Path) -> None:
    """Rename `source` to `target` and sync the folder; remove `source` if the rename fails.

    Raises:
        OSError: the rename or the sync failed. After a failed sync `target` is in place, but perhaps not for good.
    """
    try:
        os.replace(source, target)
    except BaseException:  # an interrupt, too, must leave nothing half written behind
        with suppress(OSError):
            os.unlink(source)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut.

    Raises:
        OSError: the disk refused.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it where they are missing, each synced into its parent.

    Raises:
        OSError: the disk refused.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o750)
    sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Remove a file or a whole folder; what is already gone is no error.

    Raises:
        OSError: the disk refused.
    """
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            remove(inner)
        os.rmdir(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, 64 hexadecimal digits.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def refusing(refused: str) -> Iterator[None]:
    """Turn an error of the operating system into a StorageError that begins with `refused`."""
    try:
        yield
    except OSError as error:
        raise storage_error(refused, error) from error


def storage_error(refused: str, error: OSError) -> StorageError:
    """Say what was refused, why, and what helps.

    >>> print(storage_error("The snapshot could not be written", OSError(errno.ENOSPC, "No space left on device")))
    The snapshot could not be written: No space left on device. Nothing was changed. Free some space, then run it again.
    """
    full = error.errno in NO_SPACE
    advice = "Free some space, then run it again." if full else ""
    return StorageError(f"{refused}: {error.strerror or type(error).__name__}.", next_step=advice)
