"""One writer at a time: the loser is told at once."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from csps.domain.errors import BusyError
from csps.store import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock on the file `path` (made if it is missing) until the block ends or the process dies.

    Raises:
        BusyError: somebody else holds it; nothing was waited for.
        StorageError: the file cannot be made.
    """
    with files.refusing(f"{path.name} could not be opened"):
        files.make_folder(path.parent)
        file = path.open("ab")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"Another run holds {path.parent}.", next_step="Wait until it has ended, then run it again."
            ) from None
        yield
