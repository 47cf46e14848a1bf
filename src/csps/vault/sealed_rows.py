"""Identities as they lie in a piece: what names somebody sealed under the key of their record, the rest beside it.

The rows of one record in one piece are sealed together, because a record's rows come and go together. Inside, a row is its
values one after another with a separator between them, so that a million rows are put together and taken apart in a few
calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import IntegrityError
from csps.keys import KeyPurpose, open_each, seal_each
from csps.vault.identities import IDENTITIES

if TYPE_CHECKING:
    from csps.vault.key_table import KeyTable

BARE = ("record_id", "delivery", "line", "known_on")
"""What lies beside the seals, inside the encrypted database."""
HIDDEN = tuple(name for name in IDENTITIES.names if name not in (*BARE, "table_name"))
SEALED = pa.schema([*(IDENTITIES.field(name) for name in BARE), ("sealed", pa.binary())])
"""A record's first row in the piece bears the seal of all its rows there; the rows after it bear none."""

ROW_END, VALUE_END, ESCAPE = "\x1e", "\x1f", "\x1b"
MISSING = ESCAPE + "-"
_WRITTEN = ((ESCAPE, ESCAPE + "0"), (VALUE_END, ESCAPE + "1"), (ROW_END, ESCAPE + "2"))


def seal_rows(rows: pa.Table, keys: KeyTable) -> pa.Table:
    """Seal identities.

    Args:
        rows: of one table, those of each record together.
        keys: give each record a key if it has none; rows of records whose key was destroyed are left out.
    """
    keys.make(_whole(rows["record_id"]))
    alive = pc.invert(pc.is_in(rows["record_id"], value_set=keys.destroyed))
    rows = rows.filter(alive).combine_chunks()
    starts = _starts(rows["record_id"])
    bare = rows.select(BARE)
    if not rows.num_rows:
        return bare.append_column(SEALED.field("sealed"), pa.array([], pa.binary()))
    texts = pc.binary_join_element_wise(*(_written(rows[name]) for name in HIDDEN), VALUE_END)
    ends = np.append(starts, rows.num_rows).astype(np.int32)
    whole = pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), _whole(texts)), ROW_END)
    records = rows["record_id"].take(pa.array(starts))
    sealed = seal_each(
        _present(keys.secrets(_whole(records))), KeyPurpose.IDENTITY, whole.cast(pa.binary()).to_pylist()
    )
    column = np.full(rows.num_rows, None, dtype=object)
    column[starts] = sealed
    return bare.append_column(SEALED.field("sealed"), pa.array(column, pa.binary()))


def open_rows(piece: pa.Table, table_name: str, keys: KeyTable, records: pa.Array | None = None) -> pa.Table:
    """Open identities; those whose key was destroyed are not there.

    Args:
        piece: what `seal_rows` gave.
        table_name: the table they are of.
        keys: the table of keys.
        records: open only these; None for all.

    Raises:
        IntegrityError: a seal is damaged, or a key is missing that was never destroyed.
    """
    if records is not None:
        piece = piece.filter(pc.is_in(piece["record_id"], value_set=records))
    piece = piece.combine_chunks()
    starts = np.flatnonzero(np.asarray(piece["sealed"].is_valid()))
    secrets = keys.secrets(_whole(piece["record_id"].take(pa.array(starts))))
    alive = np.array([secret is not None for secret in secrets], bool)
    sealed = piece["sealed"].take(pa.array(starts[alive])).to_pylist()
    opened = open_each(_present(secrets), KeyPurpose.IDENTITY, sealed)
    kept = piece.filter(pa.array(np.repeat(alive, np.diff(np.append(starts, piece.num_rows)))))
    texts = pc.split_pattern(pa.array(opened, pa.binary()).cast(pa.string()), ROW_END).flatten()
    if len(texts) != kept.num_rows:
        raise IntegrityError("A sealed identity holds another number of rows.", next_step="Restore the vault.")
    values = pc.split_pattern(texts, VALUE_END)
    columns = {name: kept[name] for name in BARE} | {
        name: _read(pc.list_element(values, place), IDENTITIES.field(name).type) for place, name in enumerate(HIDDEN)
    }
    columns["table_name"] = pa.repeat(pa.scalar(table_name), kept.num_rows)
    return pa.table({name: columns[name] for name in IDENTITIES.names}, schema=IDENTITIES)


def gone(piece: pa.Table, keys: KeyTable) -> tuple[int, int]:
    """Count the rows and the records of a piece whose key was destroyed."""
    lost = piece.filter(pc.is_in(piece["record_id"], value_set=keys.destroyed))
    return lost.num_rows, len(pc.unique(lost["record_id"]))


def _starts(records: pa.ChunkedArray) -> np.ndarray:
    """Say at which rows another record begins."""
    codes = np.asarray(_whole(records).dictionary_encode().indices)
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.zeros(0, np.int64)


def _written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Give values as texts that hold no separator, and a mark where there is none."""
    texts = column.cast(pa.string())
    for mark, instead in _WRITTEN:
        if pc.any(pc.match_substring(texts, mark)).as_py():
            texts = pc.replace_substring(texts, mark, instead)
    return texts.fill_null(MISSING)


def _read(texts: pa.Array, kind: pa.DataType) -> pa.Array:
    """Give values back as they were."""
    missing = pc.equal(texts, MISSING)
    texts = pc.if_else(missing, pa.scalar(None, pa.string()), texts)
    if pc.any(pc.match_substring(texts, ESCAPE)).as_py():
        for mark, instead in reversed(_WRITTEN):
            texts = pc.replace_substring(texts, instead, mark)
    return texts.cast(kind)


def _present(secrets: list[bytes | None]) -> list[bytes]:
    return [secret for secret in secrets if secret is not None]


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Give a column as one array."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
