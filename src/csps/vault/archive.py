"""Deliveries kept as they came: compressed, sealed, a file for each run and feed; an index says where each lies."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pyarrow as pa

from csps.domain.errors import IntegrityError, StorageError
from csps.keys import KeyPurpose, files, open_stream, seal_stream

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.keys import DataKey

INDEX = pa.schema(
    [
        ("delivery", pa.string()),
        ("sha256", pa.string()),
        ("file", pa.string()),
        ("start", pa.int64()),
        ("stored_bytes", pa.int64()),
        ("bytes", pa.int64()),
    ]
)
ENDING = ".sealed"


class Archive:
    """Sealed deliveries in a folder.

    Args:
        folder: where they lie; made at the first write.
        key: the vault's data key.
    """

    def __init__(self, folder: Path, key: DataKey) -> None:
        self._folder = folder
        self._key = key

    def add(self, generation: int, name: str, deliveries: Mapping[str, bytes]) -> pa.Table:
        """Seal some deliveries into one new file and give its lines of the index.

        The file's name begins with the generation: nobody sees it before the index that names it is committed.

        Raises:
            StorageError: the disk refused; no file is left.
        """
        stored = [_compressed(content) for content in deliveries.values()]
        taken = len(list(self._folder.glob(f"{generation:08d}-{name}-*{ENDING}")))
        file = f"{generation:08d}-{name}-{taken:04d}{ENDING}"
        sealed = io.BytesIO()
        seal_stream(self._key, KeyPurpose.DELIVERY, file, io.BytesIO(b"".join(stored)), sealed)
        try:
            self._folder.mkdir(mode=0o750, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The archive could not be made: {error.strerror}.") from error
        files.replace(self._folder / file, sealed.getvalue(), "The sealed deliveries")
        sizes = [len(piece) for piece in stored]
        columns = {
            "delivery": list(deliveries),
            "sha256": [hashlib.sha256(content).hexdigest() for content in deliveries.values()],
            "file": [file] * len(stored),
            "start": [sum(sizes[:place]) for place in range(len(sizes))],
            "stored_bytes": sizes,
            "bytes": [len(content) for content in deliveries.values()],
        }
        return pa.table(columns, schema=INDEX)

    def read(self, line: Mapping[str, object]) -> bytes:
        """Give a delivery as it came.

        Args:
            line: its line of the index.

        Raises:
            AccessError: it was sealed with another key.
            IntegrityError: it is missing or damaged.
        """
        file, start, size = str(line["file"]), int(str(line["start"])), int(str(line["stored_bytes"]))
        try:
            with (self._folder / file).open("rb") as source:
                plain = b"".join(open_stream(self._key, KeyPurpose.DELIVERY, file, source))
        except FileNotFoundError:
            raise IntegrityError(
                f"The sealed deliveries {file} are missing.", next_step="Restore the vault from a backup."
            ) from None
        except OSError as error:
            raise StorageError(f"The sealed deliveries {file} cannot be read: {error.strerror}.") from error
        content = pa.decompress(plain[start : start + size], int(str(line["bytes"])), codec="zstd", asbytes=True)
        if hashlib.sha256(content).hexdigest() != line["sha256"]:
            raise IntegrityError("A sealed delivery is not the one that came.", next_step="Restore it from a backup.")
        return bytes(content)

    def forget_after(self, generation: int) -> None:
        """Remove the files of generations that were never committed, and what a crash left aside.

        Raises:
            StorageError: the disk refused.
        """
        try:
            for path in sorted(self._folder.glob(f"*{ENDING}")):
                if int(path.name.partition("-")[0]) > generation:
                    path.unlink()
            for path in self._folder.glob(".*.aside"):
                path.unlink()
        except OSError as error:
            raise StorageError(f"The archive could not be tidied: {error.strerror}.") from error


def _compressed(content: bytes) -> bytes:
    return bytes(pa.compress(content, codec="zstd", asbytes=True))
