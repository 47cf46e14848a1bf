"""Rows that were not taken in, as they came: those of each delivery sealed under a key of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from csps.keys import KeyPurpose, open_each, seal_each

if TYPE_CHECKING:
    from csps.vault.key_table import KeyTable

REJECTED_ROWS = pa.schema(
    [("delivery", pa.string()), ("line", pa.int64()), ("rule", pa.string()), ("content", pa.string())]
)
"""A row that was not taken in: where it stood, the first rule it broke, and its text as it came."""
BESIDE = tuple(REJECTED_ROWS.names[:3])
SEALED_ROWS = pa.schema(
    [*(REJECTED_ROWS.field(name) for name in BESIDE), ("key", pa.string()), ("sealed", pa.binary())]
)


def seal_rejects(rows: pa.Table, keys: KeyTable, scope: str) -> pa.Table:
    """Seal rejected rows.

    Args:
        rows: in the columns of `REJECTED_ROWS`.
        keys: the table of keys.
        scope: goes into the names of the keys, so that rows sealed anew have another.
    """
    rows = rows.select(REJECTED_ROWS.names).cast(REJECTED_ROWS)
    names = pc.binary_join_element_wise(f"rejected {scope}", rows["delivery"], " ").combine_chunks()
    keys.make(names)
    content = rows["content"].fill_null("").cast(pa.binary()).to_pylist()
    secrets = [secret for secret in keys.secrets(names) if secret is not None]
    sealed = pa.array(seal_each(secrets, KeyPurpose.REJECTED_ROW, content), pa.binary())
    return pa.table([*(rows[name] for name in BESIDE), names, sealed], schema=SEALED_ROWS)


def open_rejects(sealed: pa.Table, keys: KeyTable) -> pa.Table:
    """Open rejected rows; those whose key was destroyed are not there.

    Raises:
        IntegrityError: one is damaged, or a key is missing that was never destroyed.
    """
    sealed = sealed.filter(pc.invert(pc.is_in(sealed["key"], value_set=keys.destroyed)))
    secrets = [secret for secret in keys.secrets(sealed["key"].combine_chunks()) if secret is not None]
    opened = open_each(secrets, KeyPurpose.REJECTED_ROW, sealed["sealed"].to_pylist())
    content = pa.array(opened, pa.binary()).cast(pa.string())
    return pa.table([*(sealed[name] for name in BESIDE), content], schema=REJECTED_ROWS)
