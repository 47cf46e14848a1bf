"""Small files that must be whole and guarded: the only place where keys touch the disk.

Every call to the operating system goes through the name `os` of this module, so that a test can replace it by one whose
k-th call fails. A file is written under a temporary name, synced, and then takes its name in one step.
"""
# ruff: noqa: PTH105, PTH108, PTH116
# The calls stay visible as calls to `os`: one name that a test can replace.

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LARGEST = 1 << 22  # bytes: a register of ten thousand keys fits
NOT_OURS = frozenset({errno.ENOENT, errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENXIO, errno.ENOTDIR, errno.EISDIR})
OTHERS_READ_OR_WRITE, OTHERS_WRITE = 0o077, 0o022


def read_guarded(path: Path, what: str, *, private: bool) -> bytes:
    """Read a small file whose owner and permissions are as they must be, looked at on the open file itself.

    Args:
        path: a plain file, no link.
        what: what it is, for refusals: "the signing key".
        private: whether others may not even read it (mode 0600); otherwise they may only not write (0644).

    Raises:
        AccessError: the file is missing, not ours, or open to others.
        StorageError: the disk refused, or the file is far too large.
    """
    _check_folder(path.parent, what)
    with _refusing(f"{what} could not be read"):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno not in NOT_OURS:
                raise
            raise AccessError(
                f"{what} cannot be opened at {path.name}: {error.strerror}.",
                next_step="Look whether it is there, is a plain file and is yours.",
            ) from error
        try:
            _check_owner_and_mode(os.fstat(descriptor), path.name, what, private=private)
            return _read_all(descriptor, what)
        finally:
            os.close(descriptor)


def write_new(path: Path, data: bytes, what: str) -> None:
    """Write a file that must not exist yet, readable by its owner only.

    Raises:
        AccessError: others could change the folder.
        UsageError: the file exists.
        StorageError: the disk refused; nothing is left behind.
    """
    _check_folder(path.parent, what)
    with _aside(path, data, what, mode=0o600) as aside:
        try:
            os.link(aside, path)  # unlike a rename it never takes the place of something
        except FileExistsError:
            raise UsageError(f"{path.name} exists and is not overwritten.", next_step="Choose another name.") from None
        _sync_folder(path.parent)


def replace(path: Path, data: bytes | Iterable[bytes], what: str, *, mode: int = 0o640) -> None:
    """Write a file and let it take the place of what bore its name, in one step.

    Args:
        path: its name.
        data: what it holds, or pieces of that where it is much.
        what: it is, for refusals.
        mode: who may read it.

    Raises:
        StorageError: the disk refused; the old file is still there, or the new one perhaps not for good.
    """
    with _aside(path, data, what, mode=mode) as aside:
        os.replace(aside, path)
        _sync_folder(path.parent)


def move(source: Path, target: Path, what: str) -> None:
    """Let a file that lies beside another take its place, in one step.

    Raises:
        StorageError: the disk refused; both are where they were, or the move perhaps not for good.
    """
    with _refusing(f"{what} could not be put in place"):
        os.replace(source, target)
        _sync_folder(target.parent)


@contextmanager
def _aside(path: Path, data: bytes | Iterable[bytes], what: str, *, mode: int) -> Iterator[Path]:
    """Yield a synced temporary file with `data`; it is gone when the block ends, renamed or not."""
    aside = path.parent / f".{path.name}.{secrets.token_hex(8)}.aside"
    with _refusing(f"{what} could not be written"):
        try:
            _write(aside, data, mode)
            yield aside
        finally:
            with suppress(OSError):
                os.unlink(aside)


def _write(path: Path, data: bytes | Iterable[bytes], mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        for piece in (data,) if isinstance(data, bytes) else data:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, what: str) -> bytes:
    parts = bytearray()
    while part := os.read(descriptor, 1 << 16):
        parts += part
        if len(parts) > LARGEST:
            raise StorageError(f"{what} is far larger than csps writes it.", next_step="Restore it from a backup.")
    return bytes(parts)


def _check_owner_and_mode(found: os.stat_result, name: str, what: str, *, private: bool) -> None:
    too_open = stat.S_IMODE(found.st_mode) & (OTHERS_READ_OR_WRITE if private else OTHERS_WRITE)
    if not stat.S_ISREG(found.st_mode) or found.st_uid not in (os.geteuid(), 0) or too_open:
        raise AccessError(
            f"{what} at {name} has mode {stat.S_IMODE(found.st_mode):04o}, or is not a plain file of yours.",
            next_step=f"Make it yours with mode {'0600' if private else '0644'}. If others could read a key, revoke it.",
        )


def _check_folder(folder: Path, what: str) -> None:
    """Refuse a folder in which others could swap the file: writable by them, and not sticky."""
    try:
        mode = os.stat(folder).st_mode
    except OSError as error:
        raise AccessError(
            f"The folder of {_inside(what)}, {folder}, cannot be opened: {error.strerror}.",
            next_step="Say where it lies, or restore it from a backup.",
        ) from error
    if mode & OTHERS_WRITE and not mode & stat.S_ISVTX:
        raise AccessError(
            f"The folder of {_inside(what)}, {folder}, has mode {stat.S_IMODE(mode):04o}: others could put another file in its place.",
            next_step="Give it mode 0700.",
        )


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _refusing(refused: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{refused}: {error.strerror or type(error).__name__}.") from error


def _inside(what: str) -> str:
    """Put what something is, which begins a refusal elsewhere, inside a sentence."""
    return what[:1].lower() + what[1:]
