"""Names and their keys in memory, found by name without looking through the others.

There are millions, and a week asks for a few thousand of them a hundred times. So the many are numbered by a hash of their
names, put in order once; the few that came since lie beside them until they are no longer few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import numpy.typing as npt

    Places = npt.NDArray[np.int64]
    Hashes = npt.NDArray[np.uint64]

KEY_BYTES = 32
ENTRIES = pa.schema([("name", pa.string()), ("key", pa.binary(KEY_BYTES))])
"""A name and its key; no key where it was destroyed."""
NOWHERE = -1
WORD = 8  # bytes that are hashed at a time
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
FEW, SHARE = 1 << 16, 4  # late entries that lie beside the others: so many, or this part of them


class KeyEntries:
    """Names and keys in the order in which they came. No name is there twice.

    Args:
        entries: in the columns of `ENTRIES`.
    """

    def __init__(self, entries: pa.Table | None = None) -> None:
        self._many = _whole(entries or ENTRIES.empty_table())
        self._late = ENTRIES.empty_table()
        self._hashes: tuple[Hashes, Places] | None = None  # of the many, ascending, and whose they are

    def __len__(self) -> int:
        return int(self._many.num_rows + self._late.num_rows)

    def table(self) -> pa.Table:
        """Give all of them."""
        return _whole(pa.concat_tables([self._many, self._late]))

    def add(self, entries: pa.Table) -> None:
        """Take further ones; none of their names is there yet."""
        self._late = _whole(pa.concat_tables([self._late, entries]))
        if self._late.num_rows > max(FEW, self._many.num_rows // SHARE):
            self._many, self._late, self._hashes = self.table(), ENTRIES.empty_table(), None

    def places(self, names: pa.Array) -> Places:
        """Say where each name stands; `NOWHERE` where it does not."""
        found = self._among_the_many(names)
        if self._late.num_rows:
            late = pc.index_in(names, value_set=_column(self._late, "name")).fill_null(NOWHERE).to_numpy()
            found = np.where((found != NOWHERE) | (late == NOWHERE), found, late + self._many.num_rows)
        return found.astype(np.int64)

    def keys(self, places: Places) -> pa.Array:
        """Give the keys that stand at some places; missing where they were destroyed."""
        is_late = places >= self._many.num_rows
        parts = [
            _column(table, "key").take(pa.array(places[chosen] - first))
            for table, chosen, first in ((self._many, ~is_late, 0), (self._late, is_late, self._many.num_rows))
        ]
        back = np.empty(len(places), np.int64)
        back[np.argsort(is_late, kind="stable")] = np.arange(len(places))
        return pa.concat_arrays(parts).take(pa.array(back))

    def destroyed(self) -> pa.Array:
        """Give the names whose keys were destroyed."""
        parts = [_column(table, "name").filter(_column(table, "key").is_null()) for table in (self._many, self._late)]
        return pa.concat_arrays(parts)

    def _among_the_many(self, names: pa.Array) -> Places:
        if not self._many.num_rows or not len(names):
            return np.full(len(names), NOWHERE, np.int64)
        known = _column(self._many, "name")
        if self._hashes is None:
            hashes = _hashed(known)
            order = np.argsort(hashes, kind="stable")
            self._hashes = hashes[order], order
        ascending, whose = self._hashes
        asked = _hashed(names)
        near = np.minimum(np.searchsorted(ascending, asked), len(ascending) - 1)
        is_near = ascending[near] == asked
        found = np.where(is_near, whose[near], NOWHERE)
        other = is_near & ~_same(known.take(pa.array(whose[near])), names)
        if other.any():  # two names with one hash: which it is, is looked up the slow way
            asked_again = pc.index_in(names.filter(pa.array(other)), value_set=known)
            found[other] = asked_again.fill_null(NOWHERE).to_numpy()
        return found


def _hashed(names: pa.Array) -> Hashes:
    """Give a number for each name, made of its length and of all its bytes, a word at a time."""
    texts = _whole_texts(names)
    _, ends, content = texts.buffers()
    bounds = np.frombuffer(ends, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    padded = np.concatenate([np.frombuffer(content or b"", np.uint8)[: bounds[-1]], np.zeros(WORD, np.uint8)])
    words = np.ndarray((len(padded) - WORD + 1,), "<u8", padded, strides=(1,))  # the word that begins at each byte
    starts, lengths = bounds[:-1], np.diff(bounds)
    hashes = lengths.astype(np.uint64)
    for first in range(0, int(lengths.max(initial=0)), WORD):
        longer = slice(None) if int(lengths.min()) >= first + WORD else np.flatnonzero(lengths > first)
        left = np.minimum(lengths[longer] - first, WORD)
        word = words[starts[longer] + first] & _MASKS[left]
        mixed = (hashes[longer] ^ word) * MULTIPLIER
        hashes[longer] = mixed ^ (mixed >> np.uint64(29))
    return hashes


_MASKS = np.array([(1 << (8 * count)) - 1 for count in range(WORD + 1)], np.uint64)
"""By the number of bytes of a word that belong to a name."""


def _same(one: pa.Array, other: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(pc.equal(one, other).to_numpy(zero_copy_only=False), bool)


def _whole_texts(names: pa.Array) -> pa.Array:
    return names if names.type == pa.string() else names.cast(pa.string())


def _whole(entries: pa.Table) -> pa.Table:
    """Give entries in one chunk, so that a few can be taken without copying all."""
    return entries.combine_chunks()


def _column(entries: pa.Table, name: str) -> pa.Array:
    """Give a column of entries in one chunk as one array, without a copy."""
    column = entries[name]
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
