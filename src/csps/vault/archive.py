"""Deliveries kept as they came: compressed, each sealed under a key of its own, in a file for each run and feed.

An index in the database says where each lies and which key opens it. A delivery that somebody was taken out of is sealed
anew under another key; what lies in the old place stays there and opens no more.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import IntegrityError, StorageError
from csps.keys import DataKey, KeyPurpose, files, open_sealed, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Content = bytes | Iterable[bytes]

    from csps.vault.key_table import KeyTable

INDEX = pa.schema(
    [
        ("delivery", pa.string()),
        ("sha256", pa.string()),
        ("file", pa.string()),
        ("start", pa.int64()),
        ("stored_bytes", pa.int64()),
        ("bytes", pa.int64()),
        ("key", pa.string()),
        ("kept_sha256", pa.string()),
    ]
)
"""`sha256` is of the delivery as it came; `kept_sha256` of what is kept of it, another once somebody was taken out."""
ENDING = ".sealed"


class Archive:
    """Sealed deliveries in a folder.

    Args:
        folder: where they lie; made at the first write.
        keys: the vault's table of keys.
    """

    def __init__(self, folder: Path, keys: KeyTable) -> None:
        self._folder = folder
        self._keys = keys

    def add(self, generation: int, name: str, deliveries: Mapping[str, bytes]) -> pa.Table:
        """Seal some deliveries as they came; see `put`."""
        came = {delivery: hashlib.sha256(content).hexdigest() for delivery, content in deliveries.items()}
        return self.put(generation, name, [(one, came[one], content) for one, content in deliveries.items()])

    def put(self, generation: int, name: str, deliveries: Sequence[tuple[str, str, Content]]) -> pa.Table:
        """Seal what is kept of some deliveries into one new file and give its lines of the index.

        The file's name begins with the generation: nobody sees it before the index that names it is committed.

        Args:
            generation: which sees them.
            name: of the feed.
            deliveries: name, SHA-256 as it came, and what is kept: bytes, or pieces of them where they are many.

        Raises:
            StorageError: the disk refused; no file is left.
        """
        taken = len(list(self._folder.glob(f"{generation:08d}-{name}-*{ENDING}")))
        file = f"{generation:08d}-{name}-{taken:04d}{ENDING}"
        keys = [f"delivery {file} {place}" for place in range(len(deliveries))]
        self._keys.make(pa.array(keys))
        packed = [_packed(content) for _, _, content in deliveries]
        sealed = [
            seal(_key(secret), KeyPurpose.DELIVERY, key, each.compressed)
            for secret, key, each in zip(self._keys.secrets(pa.array(keys)), keys, packed, strict=True)
        ]
        try:
            self._folder.mkdir(mode=0o750, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The archive could not be made: {error.strerror}.") from error
        files.replace(self._folder / file, b"".join(sealed), "The sealed deliveries")
        sizes = [len(piece) for piece in sealed]
        columns = {
            "delivery": [delivery for delivery, _, _ in deliveries],
            "sha256": [came for _, came, _ in deliveries],
            "file": [file] * len(sealed),
            "start": [sum(sizes[:place]) for place in range(len(sizes))],
            "stored_bytes": sizes,
            "bytes": [each.size for each in packed],
            "key": keys,
            "kept_sha256": [each.sha256 for each in packed],
        }
        return pa.table(columns, schema=INDEX)

    def read(self, line: Mapping[str, object]) -> bytes | None:
        """Give a delivery as it is kept; None where its key was destroyed.

        Args:
            line: its line of the index.

        Raises:
            IntegrityError: it is missing or damaged.
        """
        key, start, size = str(line["key"]), int(str(line["start"])), int(str(line["stored_bytes"]))
        (secret,) = self._keys.secrets(pa.array([key]))
        if secret is None:
            return None
        compressed = open_sealed(_key(secret), KeyPurpose.DELIVERY, key, self._stored(str(line["file"]), start, size))
        content = pa.decompress(compressed, int(str(line["bytes"])), codec="zstd", asbytes=True)
        if hashlib.sha256(content).hexdigest() != line["kept_sha256"]:
            raise IntegrityError("A sealed delivery is not the one that came.", next_step="Restore it from a backup.")
        return bytes(content)

    def check(self, index: pa.Table) -> int:
        """Open every delivery of an index; give the number of those whose key was not destroyed.

        Raises:
            IntegrityError: a file or a delivery is missing or damaged.
        """
        opened = 0
        for name in pc.unique(index["file"]).to_pylist():
            lines = index.filter(pc.equal(index["file"], name)).to_pylist()
            covered = sum(line["stored_bytes"] for line in lines)
            if self._size(name) < covered:
                raise _missing(name)
            opened += sum(self.read(line) is not None for line in lines)
        return opened

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

    def _stored(self, file: str, start: int, size: int) -> bytes:
        try:
            with (self._folder / file).open("rb") as source:
                source.seek(start)
                return source.read(size)
        except FileNotFoundError:
            raise _missing(file) from None
        except OSError as error:
            raise StorageError(f"The sealed deliveries {file} cannot be read: {error.strerror}.") from error

    def _size(self, file: str) -> int:
        try:
            return (self._folder / file).stat().st_size
        except FileNotFoundError:
            raise _missing(file) from None


def _missing(file: str) -> IntegrityError:
    return IntegrityError(
        f"The sealed deliveries {file} are missing or cut short.", next_step="Restore the vault from a backup."
    )


def _key(secret: bytes | None) -> DataKey:
    assert secret is not None, "a key that was just made was destroyed"
    return DataKey(secret)


@dataclass(frozen=True, slots=True)
class _Packed:
    """What is kept of a delivery, compressed; its size and hash are of what was compressed."""

    compressed: bytes
    size: int
    sha256: str


def _packed(content: Content) -> _Packed:
    sink, digest, size = pa.BufferOutputStream(), hashlib.sha256(), 0
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        for piece in (content,) if isinstance(content, bytes) else content:
            stream.write(piece)
            digest.update(piece)
            size += len(piece)
    return _Packed(bytes(memoryview(sink.getvalue())), size, digest.hexdigest())
