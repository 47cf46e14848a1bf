"""One feed taken in: its new files opened, sealed, checked, and divided between vault and lake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.feeds import drop_box
from csps.feeds.delivery_rows import DeliveryRows
from csps.feeds.ledger import State
from csps.feeds.opening import opened
from csps.feeds.rules.row import other_birth
from csps.feeds.splitting import Split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.ledger import Load
    from csps.feeds.workplace import Workplace
    from csps.store import Snapshot
    from csps.vault import Delivered

BATCH_BYTES = 1 << 26
"""Bytes of files that are opened together: enough for the kernels, little enough for memory."""


def take_in_feed(place: Workplace, arrivals: Sequence[Arrival], part: str) -> tuple[list[Load], Snapshot | None]:
    """Take in the new files of one feed; give their lines of the ledger, and what was written if any file was read.

    Args:
        place: the feed and what is at hand.
        arrivals: its new files by extraction date and path.
        part: the part of its table that is written, if anything of it is read.
    """
    rows = DeliveryRows(place)
    loads = [load for batch in _batches(arrivals) for load in _take_in_batch(place, batch, rows)]
    return loads, _divide(place, rows, part) if rows.are_there else None


def _take_in_batch(place: Workplace, batch: Sequence[Arrival], rows: DeliveryRows) -> Iterator[Load]:
    """Open, seal and check some files."""
    settled: list[Arrival] = []
    readable: list[tuple[Arrival, Delivered]] = []
    sealed: dict[str, bytes] = {}
    for arrival in batch:
        data = drop_box.read(arrival.file) if arrival.is_to_be_kept else b""
        after, delivered = _opened(place, arrival, data)
        settled.append(after)
        if after.is_to_be_kept:
            sealed[after.delivery] = data
        if delivered is not None:
            readable.append((after, delivered))
    if readable:
        rows.add(readable)
    place.vault.archive(place.name, sealed)
    for arrival in settled:
        if not arrival.is_no_news:
            load = arrival.load(place.name, place.table.name, place.edition.week)
            read, rejected = rows.read[arrival.delivery], rows.rejected[arrival.delivery]
            yield replace(load, rows_read=read, rows_accepted=read - rejected, rows_rejected=rejected)


def _opened(place: Workplace, arrival: Arrival, data: bytes) -> tuple[Arrival, Delivered | None]:
    """Open one file and decide what becomes of it; note why."""
    note = place.ledger.note
    if arrival.rule is not None:
        if not arrival.is_no_news:
            note(arrival.delivery, place.table.name, arrival.rule)
        return arrival, None
    found = opened(data, place.table, place.feed)
    after = arrival
    if found.kept_out_by is not None:
        after = replace(arrival, state=State.REFUSED if found.is_refused else State.HELD, rule=found.kept_out_by)
    if not after.is_no_news:
        for rule in arrival.notes:
            note(arrival.delivery, place.table.name, rule, passes=True)
        for one in found.noticed:
            note(
                arrival.delivery, place.table.name, one.rule, column=one.column, line=one.line, passes=not one.keeps_out
            )
    return after, found.delivered if after.state is State.TAKEN_IN else None


def _divide(place: Workplace, rows: DeliveryRows, part: str) -> Snapshot:
    """Put the accepted rows of a feed into the vault and the lake.

    Raises:
        IntegrityError: the lake got another number of rows than was accepted.
    """
    accepted = rows.accepted()
    split = Split(place.table, accepted, place.bench, place.vault)
    if split.has_identities:
        added = place.vault.add_identities(split.identities())
        if added.other_birth.num_rows:
            marks = place.bench.lay("other_birth", added.other_birth)
            rows.note(marks.rename(_delivery="delivery", _line="line"), split.birth_column, other_birth.RULE)
    snapshot = place.edition.write(place.table.name, split.lake_rows(), part=part)
    expected = rows.read.total() - rows.rejected.total()
    if snapshot.rows != expected:
        raise IntegrityError(
            f"The totals of {place.name} do not reconcile: {expected:,} rows accepted, {snapshot.rows:,} in the lake.",
            next_step="Keep the drop box as it is and report this: it is a fault of csps.",
        )
    return snapshot


def _batches(arrivals: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    """Cut the files of a feed into stretches of bearable size."""
    batch: list[Arrival] = []
    size = 0
    for arrival in arrivals:
        if batch and size + arrival.file.size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(arrival)
        size += arrival.file.size
    if batch:
        yield batch
