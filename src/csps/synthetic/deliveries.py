"""Cut what agencies say into the files they send, and keep for the truth whom each line is about."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.contracts.catalogue import table as contract
from csps.store import Coded, CsvRows
from csps.synthetic.agencies.batch import Stream
from csps.synthetic.agencies.schedule import HISTORY_DAYS, extraction_days, feed_style
from csps.synthetic.truth.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from csps.store import Written
    from csps.synthetic.agencies.batch import Batch, Values
    from csps.synthetic.agencies.schedule import FeedStyle
    from csps.synthetic.calendar import Calendar
    from csps.synthetic.lives.registers import Column, Ids

FIRST_LINE = 2  # line 1 of a file is the header


@dataclass
class Counted:
    """What was delivered of one table."""

    files: int = 0
    lines: int = 0
    bytes: int = 0


class Deliveries:
    """Writes deliveries below a drop box.

    Args:
        folder: the drop box, which exists.
        calendar: the borough's weeks.

    Attributes:
        counted: what was delivered, by table.
        lines: whom each delivered line is about.
    """

    def __init__(self, folder: Path, calendar: Calendar) -> None:
        self._folder = folder
        self._calendar = calendar
        self.counted: dict[str, Counted] = {}
        self.lines = Lines()

    def take(self, said: Batch | Stream) -> None:
        """Write what an agency says in one table, whole or a week at a time."""
        if isinstance(said, Stream):
            self.send_stream(said.weeks())
        else:
            self.send(said)

    def send(self, batch: Batch) -> None:
        """Cut one table into its extracts and write them; an extract with nothing to say has only a header.

        An extract holds what the agency's system says that day: of several versions of a row it has the last.
        """
        days = extraction_days(self._calendar, feed_style(batch.table).rhythm)
        kept = self._kept(batch, days)
        extract = np.searchsorted(days, batch.known[kept])
        last = _last_of_each(_same_key(batch, kept), extract, batch.known[kept])
        self._write(batch, kept[last], extract[last], days)

    def send_stream(self, batches: Iterable[Batch]) -> None:
        """Write a table that comes a week at a time, each week as one file; a week with nothing to say has no file.

        Raises:
            ValueError: the rows of one week belong into different extracts, or those of two weeks into one.
        """
        before = -1
        for batch in batches:
            days = extraction_days(self._calendar, "weekly")
            kept = np.flatnonzero((batch.known >= self._calendar.start_day) & (batch.known <= days[-1]))
            if not len(kept):
                continue
            extract = np.searchsorted(days, batch.known[kept])
            if extract[0] <= before or (extract != extract[0]).any():
                raise ValueError(f"{batch.table} does not come a week at a time")
            before = int(extract[0])
            self._write(batch, kept, np.zeros(len(kept), dtype=np.int64), days[before : before + 1])

    def _write(self, batch: Batch, rows: Ids, extract: Ids, days: Ids) -> None:
        """Write rows into the extracts of their days, in no order that could tell who belongs to whom."""
        style = feed_style(batch.table)
        stirred = np.random.default_rng([len(batch), int(days[0]) % 2**31, zlib.crc32(batch.table.encode())])
        order = np.lexsort((stirred.random(len(rows)), extract))
        rows, extract = rows[order], extract[order]
        edges = np.searchsorted(extract, np.arange(len(days) + 1))
        text = _text(batch, rows, style)
        files = [style.file(str(day)) for day in days.astype("datetime64[D]")]
        for file, start, end in zip(files, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            path = self._folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            self._count(batch.table, text.write(path, start, end))
        line = np.arange(len(rows)) - edges[extract] + FIRST_LINE
        persons = {role: np.asarray(persons)[rows] for role, persons in batch.persons.items()}
        self.lines.remember(batch.table, files, extract, line, persons)

    def _count(self, table: str, written: Written) -> None:
        counted = self.counted.setdefault(table, Counted())
        counted.files += 1
        counted.lines += written.rows
        counted.bytes += written.bytes

    def _kept(self, batch: Batch, days: Ids) -> Ids:
        """Leave out what is known too late to be sent, and events too old for the first extract."""
        sent = batch.known <= days[-1]
        declared = contract(batch.table)
        if declared.happened_on is not None and declared.ended_on is None:
            happened = np.asarray(batch.columns[declared.happened_on]).astype(np.int64)
            sent &= happened >= self._calendar.start_day - HISTORY_DAYS
        return np.flatnonzero(sent)


def _text(batch: Batch, rows: Ids, style: FeedStyle) -> CsvRows:
    """Prepare rows as the agency writes them."""
    return CsvRows(
        {name: _taken(batch.columns[name], rows) for name in contract(batch.table).column_names},
        delimiter=style.delimiter,
        date_format=style.date_format,
        encoding=style.encoding,
        newline=style.newline,
    )


def _last_of_each(key: Ids, extract: Ids, known: Column) -> Ids:
    """Give the rows that are the last version of their key in their extract.

    >>> _last_of_each(np.array([7, 7, 7, 8]), np.array([0, 0, 1, 1]), np.array([3, 5, 9, 9])).tolist()
    [1, 2, 3]
    """
    order = np.lexsort((known, key, extract))
    last = np.ones(len(order), dtype=bool)
    last[:-1] = (np.diff(key[order]) != 0) | (np.diff(extract[order]) != 0)
    return order[last]


def _same_key(batch: Batch, rows: Ids) -> Ids:
    """Number the distinct keys of a table's rows: rows with the same key have the same number."""
    groups = np.zeros(len(rows), dtype=np.int64)
    for name in contract(batch.table).key:
        column = batch.columns[name]
        values = column.indices[rows] if isinstance(column, Coded) else np.ma.getdata(column)[rows]
        _, place = np.unique(values, return_inverse=True)
        _, groups = np.unique(groups * (int(place.max(initial=0)) + 1) + place, return_inverse=True)
    return groups


def _taken(column: Values, order: Ids) -> Values:
    if isinstance(column, Coded):
        return Coded(np.asarray(column.indices)[order], column.vocabulary)
    return column[order]


def totals(counted: Mapping[str, Counted]) -> Counted:
    """Add up what was delivered."""
    return Counted(
        sum(one.files for one in counted.values()),
        sum(one.lines for one in counted.values()),
        sum(one.bytes for one in counted.values()),
    )
