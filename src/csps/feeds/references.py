"""Whether the rows that others refer to were ever delivered: asked of the lake, once everything is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_tables
from csps.feeds.ledger import finding_rows
from csps.feeds.rules.lake import not_delivered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import ibis

    from csps.contracts.model import Table
    from csps.feeds.ledger import Ledger
    from csps.store import Connection, Edition, Snapshot


def note_references(edition: Edition, written: Iterable[Snapshot], ledger: Ledger) -> None:
    """Note the new rows that refer to a row which was never delivered.

    Where nothing at all was ever delivered of the table that is referred to, the council does not have that feed, and
    nothing is noted.

    Args:
        edition: with everything that was taken in.
        written: what was taken in.
        ledger: where findings are noted.
    """
    with edition.connect() as lake:
        for snapshot in written:
            for found in _lost(lake_tables()[snapshot.table], snapshot.part, lake):
                ledger.note_rows(found.to_pyarrow())


def _lost(table: Table, part: str, lake: Connection) -> Iterator[ibis.Table]:
    """Yield the findings about each reference of a table."""
    new = lake.table(table.name, part=part)
    for column in table.columns:
        target, _, name = (column.references or "").rpartition(".")
        if target not in delivered_tables() or lake.manifest is None or not lake.manifest.rows(target):
            continue
        there = lake.table(target).select(**{column.name: name}).distinct()
        lost = new.filter(new[column.name].notnull()).anti_join(there, column.name)
        yield lost.select(**finding_rows((lost["delivery"], lost["line"]), table.name, column.name, not_delivered.RULE))
