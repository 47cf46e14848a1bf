"""Cut what agencies say into the files they send, and keep for the truth whom each line is about."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.catalogue import table as contract
from csps.store import Coded, CsvRows, write_parquet
from csps.synthetic.agencies.batch import Stream
from csps.synthetic.agencies.schedule import extraction_days, feed_style
from csps.synthetic.lives.population import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from csps.synthetic.agencies.batch import Batch, Values
    from csps.synthetic.agencies.schedule import FeedStyle
    from csps.synthetic.calendar import Calendar

HISTORY_DAYS = 365  # the first extract reaches a year back for events; what still lasts is sent whatever its age
FIRST_LINE = 2  # line 1 of a file is the header


@dataclass
class Counted:
    """What was delivered of one table."""

    files: int = 0
    lines: int = 0
    bytes: int = 0


@dataclass
class _Lines:
    """Whom the delivered lines of one table are about, by role."""

    files: list[str] = field(default_factory=list)
    file: dict[str, list[npt.NDArray]] = field(default_factory=dict)
    line: dict[str, list[npt.NDArray]] = field(default_factory=dict)
    person: dict[str, list[npt.NDArray]] = field(default_factory=dict)


class Deliveries:
    """Writes deliveries below a drop box.

    Args:
        folder: the drop box, which exists.
        calendar: the borough's weeks.
    """

    def __init__(self, folder: Path, calendar: Calendar) -> None:
        self.folder = folder
        self.calendar = calendar
        self.counted: dict[str, Counted] = {}
        self._lines: dict[str, _Lines] = {}

    def take(self, said: Batch | Stream) -> None:
        """Write what an agency says in one table, whole or a week at a time."""
        if isinstance(said, Stream):
            self.send_stream(said.weeks())
        else:
            self.send(said)

    def send(self, batch: Batch) -> None:
        """Cut one table into its extracts and write them; an extract with nothing to say has only a header."""
        style = feed_style(batch.table)
        days = extraction_days(self.calendar, style.rhythm)
        order, delivery = self._in_order(batch, days)
        edges = np.searchsorted(delivery, np.arange(len(days) + 1))
        rows = self._rows(batch, order, style)
        files = [style.file(str(day)) for day in days.astype("datetime64[D]")]
        for number, file in enumerate(files):
            self._write(style, file, rows, int(edges[number]), int(edges[number + 1]))
        line = np.arange(len(order)) - edges[delivery] + FIRST_LINE
        self._remember(batch, files, delivery, line, order)

    def send_stream(self, batches: Iterable[Batch]) -> None:
        """Write a table that comes a week at a time, each week as one file."""
        for batch in batches:
            style = feed_style(batch.table)
            days = extraction_days(self.calendar, "weekly")
            number = int(np.searchsorted(days, batch.known.max(initial=0)))
            if not len(batch) or batch.known.max() < self.calendar.start_day or number >= len(days):
                continue
            file = style.file(str(days[number].astype("datetime64[D]")))
            order = np.arange(len(batch))
            self._write(style, file, self._rows(batch, order, style), 0, len(batch))
            self._remember(batch, [file], np.zeros(len(batch), dtype=np.int64), order + FIRST_LINE, order)

    def write_truth(self, folder: Path) -> None:
        """Write the true person of every delivered line: a file per table, by delivery, line and role."""
        for table, lines in self._lines.items():
            roles = list(lines.person)
            if not roles:  # a table about places or accounts names nobody
                continue
            write_parquet(
                folder / f"{table.partition('.')[2]}.parquet",
                {
                    "delivery": Coded(
                        np.concatenate([part for role in roles for part in lines.file[role]]), lines.files
                    ),
                    "line": np.concatenate([part for role in roles for part in lines.line[role]]),
                    "role": Coded(
                        np.repeat(
                            np.arange(len(roles)), [sum(len(part) for part in lines.person[role]) for role in roles]
                        ).astype(np.int32),
                        roles,
                    ),
                    "person": np.concatenate([part for role in roles for part in lines.person[role]]),
                },
            )

    def _in_order(
        self, batch: Batch, days: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Give the rows in the order in which they are sent, and the extract of each.

        An extract holds what the agency's system says that day: of several versions of a row it has the last. Within
        an extract rows stand in no order that could tell who belongs to whom.
        """
        kept = self._kept(batch, days)
        delivery = np.searchsorted(days, batch.known[kept])
        groups = _same_key(batch, kept)
        order = np.lexsort((batch.known[kept], groups, delivery))
        last = np.ones(len(order), dtype=bool)
        same = (np.diff(groups[order]) == 0) & (np.diff(delivery[order]) == 0)
        last[:-1][same] = False
        order = order[last]
        shuffled = np.random.default_rng([len(batch), zlib.crc32(batch.table.encode())]).random(len(order))
        order = order[np.lexsort((shuffled, delivery[order]))]
        return kept[order], delivery[order]

    def _kept(self, batch: Batch, days: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Leave out what is known too late to be sent, and events too old for the first extract."""
        sent = batch.known <= days[-1]
        declared = contract(batch.table)
        if declared.happened_on is not None and declared.ended_on is None:
            happened = np.asarray(batch.columns[declared.happened_on]).astype(np.int64)
            sent &= happened >= self.calendar.start_day - HISTORY_DAYS
        return np.flatnonzero(sent)

    def _rows(self, batch: Batch, order: npt.NDArray[np.int64], style: FeedStyle) -> CsvRows:
        columns = {name: _taken(batch.columns[name], order) for name in contract(batch.table).column_names}
        return CsvRows(
            columns,
            delimiter=style.delimiter,
            date_format=style.date_format,
            encoding=style.encoding,
            newline=style.newline,
        )

    def _write(self, style: FeedStyle, file: str, rows: CsvRows, start: int, end: int) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        written = rows.write(path, start, end)
        counted = self.counted.setdefault(style.table, Counted())
        counted.files += 1
        counted.lines += written.rows
        counted.bytes += written.bytes

    def _remember(
        self, batch: Batch, files: list[str], delivery: npt.NDArray, line: npt.NDArray, order: npt.NDArray
    ) -> None:
        lines = self._lines.setdefault(batch.table, _Lines())
        first = len(lines.files)
        lines.files.extend(files)
        for role, persons in batch.persons.items():
            person = np.asarray(persons)[order]
            known = person != NOBODY
            lines.file.setdefault(role, []).append((delivery[known] + first).astype(np.int32))
            lines.line.setdefault(role, []).append(line[known].astype(np.int32))
            lines.person.setdefault(role, []).append(person[known].astype(np.int32))


def _same_key(batch: Batch, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number the distinct keys of a table's rows: rows with the same key have the same number."""
    groups = np.zeros(len(rows), dtype=np.int64)
    for name in contract(batch.table).key:
        column = batch.columns[name]
        values = column.indices[rows] if isinstance(column, Coded) else np.ma.getdata(column)[rows]
        _, place = np.unique(values, return_inverse=True)
        _, groups = np.unique(groups * (int(place.max(initial=0)) + 1) + place, return_inverse=True)
    return groups


def _taken(column: Values, order: npt.NDArray[np.int64]) -> Values:
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
