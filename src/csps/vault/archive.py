"""Deliveries kept as they came: compressed, each sealed under a key of its own, in a file for each run and feed.

An index in the database says where each lies and which key opens it. A delivery that somebody was taken out of is sealed
anew under another key; what lies in the old place stays there and opens no more.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, BinaryIO, cast

import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import IntegrityError, StorageError
from csps.keys import DataKey, KeyPurpose, files, is_stream, open_sealed, open_stream, seal, sealed_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        secrets = self._keys.secrets(pa.array(keys))
        packed = [_Packing(content) for _, _, content in deliveries]
        try:
            self._folder.mkdir(mode=0o750, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The archive could not be made: {error.strerror}.") from error
        sealed = (
            piece
            for secret, key, each in zip(secrets, keys, packed, strict=True)
            for piece in each.sealed(_key(secret), key)
        )
        files.replace(self._folder / file, sealed, "The sealed deliveries")
        sizes = [each.sealed_size for each in packed]
        columns = {
            "delivery": [delivery for delivery, _, _ in deliveries],
            "sha256": [came for _, came, _ in deliveries],
            "file": [file] * len(sizes),
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
        stored = self._stored(str(line["file"]), start, size)
        if is_stream(stored):
            compressed = b"".join(open_stream(_key(secret), KeyPurpose.DELIVERY, key, io.BytesIO(stored)))
        else:
            compressed = open_sealed(_key(secret), KeyPurpose.DELIVERY, key, stored)
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


class _Packing:
    """A delivery compressed and sealed: in one piece, or piece by piece where that is how it is given.

    Attributes:
        size: how many bytes were compressed.
        sealed_size: how many came of them.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        self._digest = hashlib.sha256()
        self.size = self.sealed_size = 0

    @property
    def sha256(self) -> str:
        """The hash of what was compressed."""
        return self._digest.hexdigest()

    def sealed(self, key: DataKey, name: str) -> Iterator[bytes]:
        """Yield what is sealed."""
        pieces = (self._content,) if isinstance(self._content, bytes) else self._content
        source = _Compressed(self._counted(pieces))
        if isinstance(self._content, bytes):
            sealed = iter([seal(key, KeyPurpose.DELIVERY, name, source.read())])
        else:
            sealed = sealed_pieces(key, KeyPurpose.DELIVERY, name, cast("BinaryIO", source))
        for piece in sealed:
            self.sealed_size += len(piece)
            yield piece

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._digest.update(piece)
            self.size += len(piece)
            yield piece


class _Kept(io.BytesIO):
    """Bytes that can still be read once the stream that wrote them is closed."""

    def close(self) -> None:
        """Stay open."""


class _Compressed(io.RawIOBase):
    """What comes of pieces when they are compressed, to be read as a file; it holds little more than it is asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._ready = _Kept()
        self._stream: pa.CompressedOutputStream | None = pa.CompressedOutputStream(
            pa.PythonFile(self._ready, mode="w"), "zstd"
        )

    def read(self, size: int = -1) -> bytes:
        """Give so many bytes, or what is left."""
        while self._stream is not None and (size < 0 or self._ready.tell() < size):
            piece = next(self._pieces, None)
            if piece is None:
                self._stream.close()
                self._stream = None
            else:
                self._stream.write(piece)
        ready = self._ready.getvalue()
        given = ready if size < 0 else ready[:size]
        self._ready.seek(0)
        self._ready.truncate()
        self._ready.write(ready[len(given) :])
        return given
