"""Files of a feed that are no plain text in the contract's columns: read, recognised, and cut to what the feed declares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Type
from csps.feeds.layouts.catalogue import known
from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.reading import Recognised, reading_of
from csps.feeds.layouts.ssd import taken_as
from csps.feeds.layouts.takes import DAY_FORMATS, Take, as_it_is, day_of
from csps.feeds.noticed import Noticed, decided, noticed_of
from csps.feeds.readers.recognition import following, read
from csps.feeds.rules.delivery import (
    column_not_kept,
    column_twice,
    missing_column,
    not_kept,
    sheet_left_out,
    unknown_column,
    unknown_format,
)
from csps.settings.feed_words import Format
from csps.vault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.contracts.model import Column, Table
    from csps.settings import Feed

Piece = tuple[Recognised, Made]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a file holds for the tables of its feed.

    Args:
        pieces: table -> the sheets and what is made of their rows.
        noticed: what is broken or odd.
        rows: rows of all sheets that something is made of.
    """

    pieces: dict[str, list[Piece]]
    noticed: tuple[Noticed, ...]
    rows: int = 0


def sheets_of(data: bytes, feed: Feed, name: str, *, released: bool = False) -> Sheets:
    """Read a file of a feed.

    Args:
        data: its bytes.
        feed: its declaration.
        name: of the file.
        released: whether somebody has let in what the feed's rules would hold.
    """
    return _own(data, feed, name, released=released) if feed.format.is_own else _plain(data, feed, released=released)


# --- The field's own formats ---------------------------------------------------------------------------------------


def _own(data: bytes, feed: Feed, name: str, *, released: bool) -> Sheets:
    reading = reading_of(data, name=name, wanted=feed.format.value)
    if isinstance(reading, Fault):
        return Sheets({}, (noticed_of(reading),))
    there = [each for each in reading.sheets if each.layout is not None]
    if not there:
        return Sheets({}, (Noticed(unknown_format.RULE),))
    noticed = [
        *(Noticed(column_twice.RULE, heading, 1) for each in there for heading in each.twice),
        *(Noticed(sheet_left_out.RULE, keeps_out=False) for each in reading.sheets if each.layout is None),
        *(one for each in there for one in _left_out(each, feed, released=released)),
    ]
    if reading.strange:
        noticed.append(decided(unknown_column.RULE, feed.when_new_column, released=released))
    gone = {table for table in reading.tables if table not in feed.delivers} | set(reading.not_kept)
    if gone:
        noticed.append(Noticed(not_kept.RULE, keeps_out=False))
    pieces = {
        table: [_with_columns(piece, table, feed) for piece in reading.tables.get(table, [])] for table in feed.delivers
    }
    return Sheets(pieces, tuple(noticed), sum(each.sheet.delivered.rows for each in there))


def _left_out(each: Recognised, feed: Feed, *, released: bool) -> Iterator[Noticed]:
    """Name the columns of a sheet that no table keeps, and say whether there are unknown ones."""
    assert each.layout is not None
    for heading in each.layout.kept_not(each.sheet.delivered.headings):
        yield Noticed(column_not_kept.RULE, heading, 1, keeps_out=False)
    if set(each.unknown) - set(feed.columns.values()):
        yield decided(unknown_column.RULE, feed.when_new_column, line=1, released=released)


def _with_columns(piece: Piece, table: str, feed: Feed) -> Piece:
    """Take columns from other headings where the feed says so."""
    each, made = piece
    contract, there = delivered_tables()[table], set(each.sheet.delivered.headings)
    more = {column: heading for column, heading in feed.columns.items() if column in contract and heading in there}
    if not more:
        return piece
    taken = {column: taken_as(contract, contract[column], heading) for column, heading in more.items()}
    resolved = {**each.resolved, **{heading: heading for heading in more.values()}}
    return Recognised(each.sheet, each.layout, resolved), replace(made, columns={**made.columns, **taken})


# --- Files in the columns of a contract ----------------------------------------------------------------------------


def _plain(data: bytes, feed: Feed, *, released: bool) -> Sheets:
    (name,) = feed.delivers
    table = delivered_tables()[name]
    contents = read(data, known, encoding=feed.encoding, delimiter=feed.delimiter)
    if isinstance(contents, Fault):
        return Sheets({}, (noticed_of(contents),))
    if contents.container.removeprefix("zip of ") != feed.format.value:
        return Sheets({}, (Noticed(unknown_format.RULE),))
    layout = layout_for(table, feed)
    wanted = _wanted(table, feed)
    pieces, noticed = [], []
    sheets = following(contents.sheets)
    for sheet in sheets:
        headings = sheet.delivered.headings
        if len(sheets) > 1 and not set(wanted) & set(headings):
            noticed.append(Noticed(sheet_left_out.RULE, keeps_out=False))
            continue
        noticed += headings_noticed(headings, table, feed, released=released)
        each = Recognised(sheet, layout, {heading: heading for heading in wanted if heading in headings})
        pieces.append((each, layout.makes[0]))
    if not pieces:
        noticed.append(Noticed(unknown_format.RULE))
    return Sheets({name: pieces}, tuple(noticed), sum(each.sheet.delivered.rows for each, _ in pieces))


def headings_noticed(headings: Sequence[str], table: Table, feed: Feed, *, released: bool = False) -> Iterator[Noticed]:
    """Hold the first line of a file against the contract.

    A name that the contract does not have is never repeated: in a file without a first line it is somebody's value. What
    is missing of columns that a row can do without is the council's to decide, as long as any column is there.
    """
    counted = {name: headings.count(name) for name in headings}
    wanted = {feed.heading(name): name for name in sent(table, feed)}
    for heading, name in wanted.items():
        if not counted.get(heading) and (table[name].required or not wanted.keys() & counted.keys()):
            yield Noticed(missing_column.RULE, name, 1)
        elif not counted.get(heading):
            yield decided(missing_column.RULE, feed.when_missing_column, column=name, line=1, released=released)
        elif counted[heading] > 1:
            yield Noticed(column_twice.RULE, name, 1)
    day = feed.known_on.column
    if day is not None and not counted.get(day):
        yield Noticed(missing_column.RULE, line=1)
    beyond = counted.keys() - wanted.keys() - {day}
    if beyond:
        yield decided(unknown_column.RULE, feed.when_new_column, line=1, released=released)


def is_first(each: Recognised, made: Made, feed: Feed) -> bool:
    """Say whether a table is the first that a feed has made of a sheet: what cannot be cut is counted there, and once."""
    assert each.layout is not None
    return made.table == next(one.table for one in each.layout.makes if one.table in feed.delivers)


def sent(table: Table, feed: Feed) -> list[str]:
    """Name the columns of a contract that the agency sends."""
    return [name for name in table.column_names if name not in feed.absent]


def layout_for(table: Table, feed: Feed) -> Layout:
    """Give the layout that a feed declares over the columns of one contract."""
    wanted = _wanted(table, feed)
    columns = {name: _taken(table[name], feed) for name in sent(table, feed)}
    return Layout(
        format=feed.format.value,
        name=table.name,
        headings=tuple(wanted),
        marks=tuple(wanted),
        makes=(Made(table=table.name, columns=columns),),
    )


def _wanted(table: Table, feed: Feed) -> list[str]:
    names = [feed.heading(name) for name in sent(table, feed)]
    return names if feed.known_on.column in (None, *names) else [*names, str(feed.known_on.column)]


def _taken(column: Column, feed: Feed) -> Take:
    heading = feed.heading(column.name)
    if column.type is not Type.DATE:
        return as_it_is(heading)
    # A cell of Excel or Parquet that is a day comes as ISO text, whatever the feed says of text.
    written = (feed.date_format, "%Y-%m-%d") if feed.date_format else DAY_FORMATS
    declared = (str(feed.date_format),) if feed.format in (Format.CSV, Format.JSON_LINES) else written
    return Take((heading,), lambda text: day_of(text, declared))
