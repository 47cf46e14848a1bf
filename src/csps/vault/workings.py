"""What linkage learnt from identities and worked out about them, sealed: its model, and the pairs it weighed last week.

Each piece is a file named by what it is and by the SHA-256 of what it holds, so that a week's manifest can name it. A week
rests on them. They hold weights and shares, and no record's identity; what does is kept in `passing`, and goes with the keys.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, StorageError
from csps.keys import KeyPurpose, files, open_sealed, seal
from csps.vault.database import from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import pyarrow as pa

    from csps.keys import DataKey

ENDING = ".sealed"
ID = slice(8, 16)  # where a sealed piece names its key
_NAME = re.compile(r"[0-9a-f]{64}")


class Workings:
    """Sealed pieces in a folder.

    Args:
        folder: where they lie; made at the first write.
        key: of the vault's store; it seals.
        former: keys of the stores before it, for what was sealed then.
    """

    def __init__(self, folder: Path, key: DataKey, former: Collection[DataKey] = ()) -> None:
        self._folder = folder
        self._key = key
        self._former = former

    def keep(self, what: str, content: bytes) -> str:
        """Seal a piece and give its name. The same content has the same name, and takes the place of what bore it.

        Args:
            what: one word, for example "model".
            content: below a gibibyte.

        Raises:
            StorageError: the disk refused; no file is left.
        """
        name = hashlib.sha256(content).hexdigest()
        try:
            self._folder.mkdir(mode=0o750, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The folder of workings could not be made: {error.strerror}.") from error
        path = self._path(what, name)
        files.replace(path, seal(self._key, KeyPurpose.WORKING, path.stem, content), f"The sealed {what}")
        return name

    def get(self, what: str, name: str) -> bytes:
        """Give a piece back.

        Raises:
            AccessError: it was sealed with another key.
            IntegrityError: it is missing or damaged.
            StorageError: the disk refused.
        """
        path = self._path(what, name)
        try:
            sealed = path.read_bytes()
        except FileNotFoundError:
            raise IntegrityError(
                f"The sealed {what} {name[:16]} is missing.", next_step="Restore the vault from a backup."
            ) from None
        except OSError as error:
            raise StorageError(f"The sealed {what} cannot be read: {error.strerror}.") from error
        own = next((key for key in self._former if key.key_id == sealed[ID]), self._key)
        return open_sealed(own, KeyPurpose.WORKING, path.stem, sealed)

    def keep_table(self, what: str, rows: pa.Table) -> str:
        """Seal rows and give their name. See `keep`."""
        return self.keep(what, to_bytes(rows))

    def get_table(self, what: str, name: str) -> pa.Table:
        """Give rows back. See `get`."""
        return from_bytes(self.get(what, name))

    def keep_only(self, what: str, names: Collection[str]) -> None:
        """Remove every piece of a kind but some, and what a crash left aside.

        Raises:
            StorageError: the disk refused.
        """
        wanted = {self._path(what, name) for name in names}
        try:
            for path in sorted(self._folder.glob(f"{what}-*{ENDING}")):
                if path not in wanted:
                    path.unlink()
            for path in self._folder.glob(f".{what}-*.aside"):
                path.unlink()
        except OSError as error:
            raise StorageError(f"The workings could not be tidied: {error.strerror}.") from error

    def check(self) -> int:
        """Open every piece; give their number.

        Raises:
            AccessError, IntegrityError: one is damaged.
            StorageError: one cannot be read.
        """
        pieces = [path.stem.partition("-") for path in sorted(self._folder.glob(f"*{ENDING}"))]
        for what, _, name in pieces:
            if hashlib.sha256(self.get(what, name)).hexdigest() != name:
                raise IntegrityError(f"The sealed {what} is not what its name says.")
        return len(pieces)

    def _path(self, what: str, name: str) -> Path:
        """Give the file of a piece; a name that is no hash leads nowhere."""
        if not what.isidentifier() or not _NAME.fullmatch(name):
            raise IntegrityError(f"There cannot be a sealed {what} of that name.")
        return self._folder / f"{what}-{name}{ENDING}"
