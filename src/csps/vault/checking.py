"""A look at everything a vault holds, page by page and seal by seal: a database verifies a page only when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from csps.vault.archive import INDEX
from csps.vault.database import joined
from csps.vault.rejects import open_rejects
from csps.vault.sealed_rows import gone, open_rows
from csps.vault.vault import ARCHIVED, IDENTITY, REJECTED

if TYPE_CHECKING:
    from csps.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole vault holds.

    Args:
        generation: the last one.
        identities: rows that open.
        rejected: rejected rows that open.
        deliveries: deliveries that open.
        statements: of people.
        keys: names in the table of keys.
        gone_rows: identities whose key was destroyed.
        gone_records: how many records they are of.
        gone_rejected: rejected rows whose key was destroyed.
        gone_deliveries: deliveries whose key was destroyed, here or in the vault this is a copy of.
    """

    generation: int
    identities: int
    rejected: int
    deliveries: int
    statements: int
    keys: int
    gone_rows: int
    gone_records: int
    gone_rejected: int
    gone_deliveries: int

    def __str__(self) -> str:
        """Say it in a sentence or two."""
        open_now = (
            f"{self.identities:,} identities, {self.deliveries:,} deliveries, {self.rejected:,} rejected rows and "
            f"{self.statements:,} statements open; {self.keys:,} keys."
        )
        if not (self.gone_rows or self.gone_deliveries or self.gone_rejected):
            return open_now
        return (
            f"{open_now}\nGone since, because somebody was erased: {self.gone_rows:,} rows of {self.gone_records:,} "
            f"records, {self.gone_rejected:,} rejected rows, {self.gone_deliveries:,} deliveries."
        )


def check_vault(vault: Vault) -> Checked:
    """Verify every page and open every seal.

    Args:
        vault: opened at generation None, so that all of it is seen.

    Raises:
        IntegrityError: something is damaged, missing, or was put in the place of something else.
    """
    database, table = vault.database, vault.table
    database.check()
    vault.workings.check()
    vault.passing.check()
    identities, gone_rows, gone_records = 0, 0, 0
    for place in database.places(IDENTITY):
        piece = database.read(place)
        identities += open_rows(piece, place.name, table).num_rows
        rows, records = gone(piece, table)
        gone_rows, gone_records = gone_rows + rows, gone_records + records
    rejects = [database.read(place) for place in database.places(REJECTED)]
    opened = [open_rejects(piece, table).num_rows for piece in rejects]
    index = joined([database.read(place) for place in database.places(ARCHIVED)], INDEX)
    deliveries = vault.archive_of_deliveries.check(index)
    return Checked(
        generation=vault.newest,
        identities=identities,
        rejected=sum(opened),
        deliveries=deliveries,
        statements=len(vault.said()),
        keys=len(table.names),
        gone_rows=gone_rows,
        gone_records=gone_records,
        gone_rejected=sum(piece.num_rows for piece in rejects) - sum(opened),
        gone_deliveries=_destroyed(index, table.destroyed),
    )


def _destroyed(index: pa.Table, destroyed: pa.Array) -> int:
    return int(pc.sum(pc.is_in(index["key"], value_set=destroyed)).as_py() or 0)
