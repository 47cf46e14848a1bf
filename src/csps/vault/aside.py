"""Rows in the clear that do not fit into memory, put aside on the disk, sealed under a key that only this process has.

The file has no name and the key is kept nowhere: what is left of it when the process ends opens no more.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import StorageError
from csps.keys import DataKey, KeyPurpose, open_sealed, seal
from csps.vault.database import from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class SealedAside:
    """Rows put aside under labels. Close it.

    Args:
        folder: in whose file system they lie.

    Raises:
        StorageError: the disk refused.
    """

    def __init__(self, folder: Path) -> None:
        self._key = DataKey.new()
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        except OSError as error:
            raise _refusal(error) from error

    @property
    def labels(self) -> list[str]:
        """The labels under which anything lies, in order."""
        return sorted(self._places)

    def add(self, label: str, rows: pa.Table) -> None:
        """Put rows aside.

        Raises:
            StorageError: the disk refused.
        """
        sealed = seal(self._key, KeyPurpose.WORKING, f"{label} {self._end}", to_bytes(rows))
        try:
            self._file.seek(self._end)
            self._file.write(sealed)
        except OSError as error:
            raise _refusal(error) from error
        self._places[label].append((self._end, len(sealed)))
        self._end += len(sealed)

    def add_divided(self, label: str, rows: pa.Table, column: str, digits: int) -> None:
        """Put rows aside under as many labels as there are beginnings of a text, so that each comes back together.

        Args:
            label: the beginning of each label.
            rows: of any number.
            column: of text; equal values come under one label.
            digits: how many letters of it a label takes.
        """
        beginnings = pc.utf8_slice_codeunits(rows[column], 0, digits).combine_chunks().dictionary_encode()
        order = np.argsort(np.asarray(beginnings.indices), kind="stable")
        counts = np.bincount(np.asarray(beginnings.indices), minlength=len(beginnings.dictionary))
        rows, start = rows.take(pa.array(order)), 0
        for beginning, count in zip(beginnings.dictionary.to_pylist(), counts.tolist(), strict=True):
            self.add(f"{label} {beginning}", rows.slice(start, count))
            start += count

    def pieces(self, label: str) -> Iterator[pa.Table]:
        """Give the rows that lie under a label, in the pieces and the order in which they came.

        Raises:
            StorageError: the disk refused.
        """
        for start, size in self._places.get(label, ()):
            try:
                self._file.seek(start)
                sealed = self._file.read(size)
            except OSError as error:
                raise _refusal(error) from error
            yield from_bytes(open_sealed(self._key, KeyPurpose.WORKING, f"{label} {start}", sealed))

    def whole(self, label: str, change: Callable[[pa.Table], pa.Table]) -> pa.Table:
        """Give the rows that lie under a label as one table.

        Args:
            label: under which at least one piece lies.
            change: what becomes of each piece; all must come out with the same columns.
        """
        return pa.concat_tables([change(piece) for piece in self.pieces(label)])

    def stream(self, label: str, change: Callable[[pa.Table], pa.Table]) -> pa.RecordBatchReader:
        """Give the rows that lie under a label as a stream, of which each piece is opened when it is its turn.

        Args:
            label: under which at least one piece lies.
            change: what becomes of each piece; all must come out with the same columns.
        """
        first = change(next(self.pieces(label)).slice(0, 0))
        batches = (batch for piece in self.pieces(label) for batch in change(piece).to_batches())
        return pa.RecordBatchReader.from_batches(first.schema, batches)

    def close(self) -> None:
        """Let go of everything."""
        self._file.close()


def _refusal(error: OSError) -> StorageError:
    return StorageError(
        f"Rows could not be put aside while they were read: {error.strerror}.",
        next_step="Free some space, then run it again.",
    )
