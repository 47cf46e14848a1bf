"""One feed taken in: its new files opened, checked, held or sealed, and divided between vault and lake."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.feeds.coded_rows import CodedRows, TooManyValues, may_be_coded
from csps.feeds.delivery_rows import DeliveryRows
from csps.feeds.ledger import State
from csps.feeds.long_files import STRETCH, is_long
from csps.feeds.oddity import DELIVERIES_BEFORE, SEASON, YEAR
from csps.feeds.patterns import pattern_rows
from csps.feeds.rows_aside import AsideRows
from csps.feeds.several_files import SeveralFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.feeds.arrival import Arrival
    from csps.feeds.ledger import Load
    from csps.feeds.oddity import Before
    from csps.feeds.workplace import Workplace
    from csps.store import Snapshot

BATCH_BYTES = 1 << 26
"""Bytes of files that are opened together: enough for the kernels, little enough for memory."""


def take_in_feed(
    places: Sequence[Workplace], arrivals: Sequence[Arrival], parts: Sequence[str], before: Before | None = None
) -> tuple[list[Load], list[Snapshot], int]:
    """Take in the new files of one feed.

    Args:
        places: the feed and what is at hand, once for each table that it fills.
        arrivals: its new files by extraction date and path.
        parts: the part of each table that is written, if anything of it is read.
        before: table -> how the values of the last published deliveries lie.

    Returns:
        The lines of the ledger, one for each file and table of which rows were read; what was written; and how many files
        are left for later, because they changed while they were read.
    """
    if len(places) == 1 and may_be_coded(places[0], arrivals):
        try:
            with closing(CodedRows(places[0])) as rows:
                return _take_in(places, [rows], arrivals, parts, before or {})
        except TooManyValues:
            pass  # nothing was noted yet
    size = sum(arrival.file.size for arrival in arrivals)
    if size <= STRETCH:
        return _take_in(places, [DeliveryRows(place) for place in places], arrivals, parts, before or {})
    with ExitStack() as aside:
        put_aside = [aside.enter_context(closing(AsideRows(place, size))) for place in places]
        return _take_in(places, put_aside, arrivals, parts, before or {})


def _take_in(
    places: Sequence[Workplace],
    rows: Sequence[DeliveryRows | CodedRows],
    arrivals: Sequence[Arrival],
    parts: Sequence[str],
    before: Before,
) -> tuple[list[Load], list[Snapshot], int]:
    settled: list[Arrival] = []
    left = 0
    for batch in _batches(arrivals):
        several = SeveralFiles(places, rows, before)
        several.take_in(batch)
        settled += several.settled
        left += several.left
    loads = list(_loads(places, rows, settled))
    _note_patterns(places, rows, settled)
    written = [
        _written(place, each, part) for place, each, part in zip(places, rows, parts, strict=True) if each.are_there
    ]
    return loads, written, left


def _loads(
    places: Sequence[Workplace], rows: Sequence[DeliveryRows | CodedRows], settled: Sequence[Arrival]
) -> Iterator[Load]:
    """Give the lines of the ledger: every file has one, and one more for each further table it has rows for."""
    for arrival in settled:
        if arrival.is_no_news:
            continue
        for number, (place, each) in enumerate(zip(places, rows, strict=True)):
            read, rejected = each.read[arrival.delivery], each.rejected[arrival.delivery]
            if number == 0 or read:
                load = arrival.load(place.name, place.table.name, place.edition.week)
                yield replace(load, rows_read=read, rows_accepted=read - rejected, rows_rejected=rejected)


def _note_patterns(
    places: Sequence[Workplace], rows: Sequence[DeliveryRows | CodedRows], settled: Sequence[Arrival]
) -> None:
    """Keep how the values of the last deliveries lie, and of those of a year, for what comes next to be held against."""
    taken = [arrival for arrival in settled if arrival.state is State.TAKEN_IN]
    oldest = max(arrival.known_on for arrival in taken) - YEAR - SEASON if taken else date.max
    kept = [
        arrival.delivery
        for place, arrival in enumerate(taken)
        if len(taken) - place <= DELIVERIES_BEFORE or arrival.known_on >= oldest
    ]
    for place, each in zip(places, rows, strict=True):
        table = place.table.name
        place.ledger.note_pattern([row for name in kept for row in pattern_rows(name, table, each.pattern(name))])


def _written(place: Workplace, rows: DeliveryRows | CodedRows, part: str) -> Snapshot:
    """Put the accepted rows of a feed into the vault and the lake.

    Raises:
        IntegrityError: the lake got another number of rows than was accepted.
    """
    snapshot = rows.write(part)
    expected = rows.read.total() - rows.rejected.total()
    if snapshot.rows != expected:
        raise IntegrityError(
            f"The totals of {place.name} do not reconcile: {expected:,} rows accepted, {snapshot.rows:,} in the lake.",
            next_step="Keep the drop box as it is and report this: it is a fault of csps.",
        )
    return snapshot


def _batches(arrivals: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    """Cut the files of a feed into stretches of bearable size; those of one day stay together, a long file by itself."""
    batch: list[Arrival] = []
    size = 0
    for _, day in groupby(arrivals, key=lambda arrival: arrival.known_on):
        files = list(day)
        theirs = sum(arrival.file.size for arrival in files if not is_long(arrival.file))
        if batch and size + theirs > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch += files
        size += theirs
    if batch:
        yield batch
