"""One feed taken in: its new files opened, sealed, checked, and divided between vault and lake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.feeds import drop_box
from csps.feeds.delivery_rows import DeliveryRows
from csps.feeds.filled import filled
from csps.feeds.ledger import State
from csps.feeds.opening import opened
from csps.feeds.rules.row import other_birth
from csps.feeds.splitting import Split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.ledger import Load
    from csps.feeds.opening import Opened
    from csps.feeds.workplace import Workplace
    from csps.store import Snapshot

BATCH_BYTES = 1 << 26
"""Bytes of files that are opened together: enough for the kernels, little enough for memory."""


def take_in_feed(
    places: Sequence[Workplace], arrivals: Sequence[Arrival], parts: Sequence[str]
) -> tuple[list[Load], list[Snapshot], int]:
    """Take in the new files of one feed.

    Args:
        places: the feed and what is at hand, once for each table that it fills.
        arrivals: its new files by extraction date and path.
        parts: the part of each table that is written, if anything of it is read.

    Returns:
        The lines of the ledger, one for each file and table of which rows were read; what was written; and how many files
        are left for later, because they changed while they were read.
    """
    rows = [DeliveryRows(place) for place in places]
    loads: list[Load] = []
    left = 0
    for batch in _batches(arrivals):
        taken = _Batch(places, rows)
        taken.take_in(batch)
        loads += taken.loads()
        left += taken.left
    written = [
        _divide(place, each, part) for place, each, part in zip(places, rows, parts, strict=True) if each.are_there
    ]
    return loads, written, left


class _Batch:
    """Some files, opened together.

    Attributes:
        left: how many of them are still being written.
    """

    def __init__(self, places: Sequence[Workplace], rows: Sequence[DeliveryRows]) -> None:
        self._places, self._rows = places, rows
        self._settled: list[Arrival] = []
        self.left = 0

    def take_in(self, batch: Sequence[Arrival]) -> None:
        """Open, seal and check files."""
        place, first = self._places[0], self._rows[0]
        sealed: dict[str, bytes] = {}
        readable: list[tuple[Arrival, Opened]] = []
        for arrival in batch:
            data = drop_box.read(arrival.file) if arrival.is_to_be_kept else b""
            if data is None:
                self.left += 1
                continue
            after, found = _opened(place, arrival, data)
            self._settled.append(after)
            if after.is_to_be_kept:
                sealed[after.delivery] = data
            if found is not None:
                readable.append((after, found))
        text = [(arrival, found.delivered) for arrival, found in readable if found.delivered is not None]
        if text:
            first.add(text)
        for arrival, found in readable:
            if found.delivered is None:
                for each, at in zip(self._rows, self._places, strict=True):
                    each.add_pieces(arrival, found.pieces.get(at.table.name, []))
        place.vault.archive(place.name, sealed)

    def loads(self) -> Iterator[Load]:
        """Give the lines of the ledger: every file has one, and one more for each further table it has rows for."""
        for arrival in self._settled:
            if arrival.is_no_news:
                continue
            for number, (place, rows) in enumerate(zip(self._places, self._rows, strict=True)):
                read, rejected = rows.read[arrival.delivery], rows.rejected[arrival.delivery]
                if number == 0 or read:
                    load = arrival.load(place.name, place.table.name, place.edition.week)
                    yield replace(load, rows_read=read, rows_accepted=read - rejected, rows_rejected=rejected)


def _opened(place: Workplace, arrival: Arrival, data: bytes) -> tuple[Arrival, Opened | None]:
    """Open one file and decide what becomes of it; note why."""
    note = place.ledger.note
    if arrival.rule is not None:
        if not arrival.is_no_news:
            note(arrival.delivery, place.table.name, arrival.rule)
        return arrival, None
    found = opened(data, place.feed, arrival.file.place)
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
    return after, found if after.state is State.TAKEN_IN else None


def _divide(place: Workplace, rows: DeliveryRows, part: str) -> Snapshot:
    """Put the accepted rows of a feed into the vault and the lake.

    Raises:
        IntegrityError: the lake got another number of rows than was accepted.
    """
    accepted = rows.accepted()
    place.ledger.count_filled(place.bench.arrow(filled(place.table, accepted)))
    split = Split(place.table, accepted, place.bench, place.vault, place.made_keys)
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
