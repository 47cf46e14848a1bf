"""What linkage read and counted last week, sealed for the next run and for no longer than the table of keys lasts.

Rows here are identities as much as those of the database are, and so they lie under the key of the table of keys: an erasure
destroys that key, and with it every copy of them, wherever it is. Nothing rests on them. A set that is missing, damaged or
sealed under a key that is gone is no set: whoever asked reads the identities themselves.

It is not what `workings` holds: that is named by the published week, lies under the store's key and must not be lost; this is
nobody's but the next run's, and ends with every erasure.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pyarrow as pa

from csps.domain.errors import AccessError, IntegrityError, StorageError
from csps.keys import KeyPurpose, files, open_stream, seal_stream
from csps.vault.database import from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.keys import DataKey

ENDING = ".sealed"
ROWS = 1 << 21  # of a file: what is sealed or opened lies in memory whole
CONTENTS = pa.schema([("table", pa.string()), ("files", pa.int64())])


READING = "reading"


class Passing:
    """Sets of tables in a folder, each of a kind, which is one word, and under a name.

    Args:
        folder: where they lie; made at the first write.
        key: of the table of keys.
    """

    def __init__(self, folder: Path, key: DataKey) -> None:
        self._folder, self._key = folder, key

    def keep(self, name: str, tables: Mapping[str, pa.Table], what: str = READING) -> None:
        """Seal a set under a name; every other set of its kind is removed.

        Raises:
            StorageError: the disk refused; there is no set of that name then.
        """
        self.forget(what)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The folder of readings could not be made: {error.strerror}.") from error
        counts = []
        for table, rows in tables.items():
            parts = range(0, max(rows.num_rows, 1), ROWS)
            for number, start in enumerate(parts):
                self._seal(self._path(what, name, f"{table} {number}"), rows.slice(start, ROWS))
            counts.append({"table": table, "files": len(parts)})
        contents = pa.Table.from_pylist(counts, CONTENTS)
        self._seal(self._path(what, name, ""), contents)  # written last: a set without it is none

    def get(self, name: str, what: str = READING) -> dict[str, pa.Table] | None:
        """Give a set; None where there is none, or none that opens."""
        try:
            return {
                row["table"]: pa.concat_tables(
                    [self._open(self._path(what, name, f"{row['table']} {number}")) for number in range(row["files"])]
                )
                for row in self._open(self._path(what, name, "")).to_pylist()
            }
        except (AccessError, IntegrityError, OSError):
            return None

    def forget(self, what: str = "") -> None:
        """Remove every set, or every set of a kind.

        Raises:
            StorageError: the disk refused.
        """
        try:
            for path in [*self._folder.glob(f"{what}*{ENDING}"), *self._folder.glob(f".{what}*.aside")]:
                path.unlink()
        except OSError as error:
            raise StorageError(f"A reading could not be removed: {error.strerror}.") from error

    def check(self) -> int:
        """Open every file; give their number.

        Raises:
            AccessError, IntegrityError: one is damaged.
            StorageError: one cannot be read.
        """
        paths = sorted(self._folder.glob(f"*{ENDING}"))
        for path in paths:
            try:
                self._read(path)
            except OSError as error:
                raise StorageError(f"A sealed reading cannot be read: {error.strerror}.") from error
        return len(paths)

    def _seal(self, path: Path, rows: pa.Table) -> None:
        sealed = io.BytesIO()
        seal_stream(self._key, KeyPurpose.WORKING, path.stem, io.BytesIO(to_bytes(rows)), sealed)
        files.replace(path, sealed.getvalue(), "A sealed reading", mode=0o600)

    def _open(self, path: Path) -> pa.Table:
        return from_bytes(self._read(path))

    def _read(self, path: Path) -> bytes:
        with path.open("rb") as source:
            return b"".join(open_stream(self._key, KeyPurpose.WORKING, path.stem, source))

    def _path(self, what: str, name: str, part: str) -> Path:
        """Give the file of a part; names are hashed, so that none leads elsewhere."""
        return self._folder / f"{what}-{hashlib.sha256(f'{name} / {part}'.encode()).hexdigest()}{ENDING}"
