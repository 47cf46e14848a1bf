"""Identities as the vault keeps them: one shape for every feed, one version for every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

ORIGIN = pa.schema([("delivery", pa.string()), ("line", pa.int64())])
IDENTITIES = pa.schema(
    [
        ("table_name", pa.string()),
        ("record_id", pa.string()),
        ("row_key", pa.string()),
        ("delivery", pa.string()),
        ("line", pa.int64()),
        ("known_on", pa.date32()),
        ("forename", pa.string()),
        ("surname", pa.string()),
        ("full_name", pa.string()),
        ("born_on", pa.date32()),
        ("address_line", pa.string()),
        ("postcode", pa.string()),
        ("uprn", pa.string()),
        ("upn", pa.string()),
        ("nhs_number", pa.string()),
        ("ni_number", pa.string()),
        ("other_number", pa.string()),
        ("further_number", pa.string()),
        ("contact", pa.string()),
        ("sex", pa.string()),
    ]
)
"""A row of a delivery that names or finds somebody. `record_id` is the lake's; `row_key` the agency's key of the row."""

IDENTITY_COLUMNS = tuple(IDENTITIES.names)
_CONTENT = IDENTITY_COLUMNS[6:]
_ORDER = ("record_id", "known_on", "delivery", "line")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of identities that were handed in.

    Args:
        stored: how many rows said something new.
        other_birth: delivery and line of the rows whose date of birth differs from what the record's last row said.
    """

    stored: int
    other_birth: pa.Table


def check_identities(rows: pa.Table) -> pa.Table:
    """Give rows in the declared columns and types.

    Raises:
        UsageError: a column is missing or of another type, or rows of several tables come together.
    """
    try:
        checked = rows.select(IDENTITY_COLUMNS).cast(IDENTITIES)
    except (KeyError, pa.ArrowException):
        raise UsageError("Identities are handed in in the columns of csps.vault.IDENTITY_COLUMNS.") from None
    if pc.count_distinct(checked["table_name"]).as_py() > 1:
        raise UsageError("Identities are handed in one table at a time.")
    return checked


def what_is_new(incoming: pa.Table, kept: Sequence[pa.Table]) -> tuple[pa.Table, pa.Table]:
    """Leave out rows that only repeat what was known, in the vault's order; and name those with another date of birth.

    A row is compared with the last one before it that has its record and key, whether that one was kept before or comes
    with it. Extracts repeat most rows every month: those are left out, while a value that changes and changes back is
    kept each time.

    Args:
        incoming: rows of one table.
        kept: pieces of the same table that the vault has.

    Returns:
        The rows to keep, and `delivery` and `line` of those that contradict the record's last date of birth.
    """
    before = _latest(kept, incoming)
    rows = pa.concat_tables([before, incoming]).combine_chunks()
    is_old = np.arange(rows.num_rows) < before.num_rows
    time = [_rank(rows["line"]), _rank(rows["delivery"]), _rank(rows["known_on"]), ~is_old]
    by_record = np.lexsort([*time, _codes(rows["record_id"])])
    other_birth = by_record[1:][_other_birth(rows, by_record) & ~is_old[by_record[1:]]]
    by_row = np.lexsort([*time, _codes(rows["row_key"]), _codes(rows["record_id"])])
    new = by_row[_changed(rows, by_row) & ~is_old[by_row]]
    told = rows.select(ORIGIN.names).take(pa.array(np.sort(other_birth)))
    return in_order(rows.take(pa.array(new))), told


def in_order(rows: pa.Table) -> pa.Table:
    """Give the rows of one table by record, day known, delivery and line."""
    order = np.lexsort([_rank(rows[name]) for name in reversed(_ORDER)])
    return rows.take(pa.array(order))


def _latest(kept: Sequence[pa.Table], incoming: pa.Table) -> pa.Table:
    """Give the last kept row of every record and key that is among the incoming ones."""
    records = pc.unique(incoming["record_id"])
    known = [piece.filter(pc.is_in(piece["record_id"], value_set=records)) for piece in kept]
    rows = pa.concat_tables([IDENTITIES.empty_table(), *known]).combine_chunks()
    keys = [_codes(rows["row_key"]), _codes(rows["record_id"])]
    order = np.lexsort([_rank(rows["line"]), _rank(rows["delivery"]), _rank(rows["known_on"]), *keys])
    last = np.ones(len(order), np.bool_)
    last[:-1] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    return rows.take(pa.array(order[last]))


def _changed(rows: pa.Table, order: np.ndarray) -> np.ndarray:
    """Say of each row, in an order, whether it is the first of its record and key or differs from the row before."""
    changed = np.ones(len(order), np.bool_)
    changed[1:] = False
    for name in ("record_id", "row_key", *_CONTENT):
        codes = _codes(rows[name])[order]
        changed[1:] |= codes[1:] != codes[:-1]
    return changed


def _other_birth(rows: pa.Table, order: np.ndarray) -> np.ndarray:
    """Say of each row but the first, in an order, whether it gives its record another date of birth than the row before."""
    record, born = _codes(rows["record_id"])[order], _codes(rows["born_on"])[order]
    missing = np.asarray(rows["born_on"].is_null())[order]
    differs: np.ndarray = (record[1:] == record[:-1]) & (born[1:] != born[:-1]) & ~missing[1:] & ~missing[:-1]
    return differs


def _codes(values: pa.ChunkedArray) -> np.ndarray:
    """Number the distinct values in any order; a missing value has a number of its own."""
    coded = values.combine_chunks().dictionary_encode(null_encoding="encode")
    codes: np.ndarray = np.asarray(coded.indices)
    return codes


def _rank(values: pa.ChunkedArray) -> np.ndarray:
    """Number the distinct values in their order; texts by their bytes, missing ones last."""
    coded = values.combine_chunks().dictionary_encode(null_encoding="encode")
    ranks = np.empty(len(coded.dictionary), np.int64)
    ranks[np.asarray(pc.sort_indices(coded.dictionary))] = np.arange(len(coded.dictionary))
    return ranks[np.asarray(coded.indices)] if len(ranks) else np.zeros(0, np.int64)
