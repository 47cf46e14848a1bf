"""A file inspected: read, recognised, and asked every rule, with nothing kept of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.domain.errors import DeliveryError, StorageError
from csps.feeds.bench import Bench
from csps.feeds.inspection.checking import tables_found
from csps.feeds.inspection.names import SYNONYM, vocabulary
from csps.feeds.inspection.proposals import Judge, is_sure, proposed, ranked
from csps.feeds.inspection.result import Inspection, Proposal
from csps.feeds.inspection.values import as_day
from csps.feeds.layouts.layout import Layout, Made, compact, normal
from csps.feeds.layouts.reading import Reading, Recognised, reading_of
from csps.feeds.layouts.ssd import taken_as
from csps.feeds.readers.contents import MOST_BYTES
from csps.vault import Fault, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

VALUES_LOOKED_AT = 300
MOST_LIKELY = 3
"""Tables that are named for a file in no format of the field."""
WORDS = {
    "empty file": "holds no rows and no first line",
    "encoding": "holds bytes that are no text in any encoding that csps reads",
    "quotes": "has a quotation mark inside a value that is not doubled, or one that is never closed",
    "line ends": "ends some lines with a carriage return alone",
    "damaged": "is damaged or breaks off",
    "too large": "is larger, unpacked, than the 256 MB that csps reads in one piece, or packed more tightly than data ever is",
    "entities": "declares entities or a document type, which csps never expands or fetches",
    "unknown format": "has a format that csps does not know",
    "column given twice": "has two columns of the same name",
    "no headings": "has no first line with the names of its columns",
}

NEXT = {
    "too large": (
        "Ask for it in parts, or as plain text: the weekly run reads that however long it is. Of a long text, inspect the "
        "first lines: `head -n 100000 FILE > part.csv`."
    ),
}


def inspect_file(path: Path) -> Inspection:
    """Say what a file is, what would become of its rows, and where unknown columns might belong.

    Args:
        path: the file. It is read and left as it is.

    Raises:
        DeliveryError: it cannot be read whole; the words say why and where.
        StorageError: it cannot be opened.
    """
    return inspect(bytes_of(path), path.name)


def bytes_of(path: Path) -> bytes:
    """Read a file that is not larger than csps reads in one piece.

    Raises:
        DeliveryError: it is larger.
        StorageError: it cannot be opened.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refused(path.name, Fault("too large"))
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read: {error.strerror}.", next_step="Look at its path.") from error


def inspect(data: bytes, name: str, day: date | None = None) -> Inspection:
    """Say what a file is from its bytes.

    Args:
        data: the bytes.
        name: of the file, for words and for the year that it may hold.
        day: as of which a date lies in the future; None takes today.
    """
    reading = reading_of(data, name=name)
    if isinstance(reading, Fault):
        raise refused(name, reading)
    doubled = [heading for each in reading.sheets for heading in each.twice]
    if doubled:
        raise refused(name, Fault("column given twice", 1))
    with Bench() as bench:
        reading, beside = _without_notes(reading)
        values = {id(each): some_values(each, place, bench, each.unknown) for place, each in enumerate(reading.sheets)}
        unknown = [*(label for each in reading.sheets for label in _labels(each).values()), *beside]
        reading, proposals, likely = _with_proposals(reading, values, name)
        tables = tables_found(reading, day or datetime.now(UTC).date(), bench)
    return Inspection(
        format=reading.format,
        encoding=reading.encoding,
        schema_year=reading.schema_year,
        tables=tables,
        unknown_columns=tuple(dict.fromkeys([*unknown, *reading.strange])),
        proposed_mapping=proposals,
        likely_tables=likely,
    )


def refused(name: str, fault: Fault) -> DeliveryError:
    """Give the refusal of a file that cannot be read."""
    where = f", line {fault.line:,}" if fault.line else ""
    return DeliveryError(
        f"{name} {WORDS.get(fault.rule, fault.rule)}{where}.",
        unchanged="Nothing was taken in, and nothing of it was kept.",
        next_step=NEXT.get(
            fault.rule, "Ask the agency to send it again, or open it in the program that wrote it and save it anew."
        ),
    )


def _with_proposals(
    reading: Reading, values: Mapping[int, Mapping[str, list[str]]], name: str
) -> tuple[Reading, dict[str, Proposal], dict[str, float]]:
    """Propose places for unknown columns; a sheet whose every needed column finds one is read as that table."""
    sheets, proposals = list(reading.sheets), {}
    likely: dict[str, float] = {}
    tables = {table: list(pieces) for table, pieces in reading.tables.items()}
    for place, each in enumerate(reading.sheets):
        judge = Judge(values[id(each)])
        if each.layout is None:
            if not has_headings(each.sheet.delivered.headings):
                raise refused(name, Fault("no headings", 1))
            fits = ranked(judge, name)
            if not fits:
                continue
            table, mapping = fits[0].table, fits[0].mapping
            likely = likely or {fit.table: fit.score for fit in fits[:MOST_LIKELY]}
            if is_sure(judge, table, mapping):
                sheets[place] = _mapped(each, table, mapping)
                made = sheets[place].layout.makes[0]  # type: ignore[union-attr]  # _mapped gave it one
                tables.setdefault(table, []).append((sheets[place], made))
        else:
            mine = [made for made in each.layout.makes if made.table in delivered_tables()]
            taken = [
                (made.table, column)
                for made in mine
                for column, take in made.columns.items()
                if set(take.headings) & set(each.resolved.values())
            ]
            mapping = proposed(judge, dict.fromkeys(made.table for made in mine), taken)
            proposals.update(_read_otherwise(each, mine))
        proposals.update({label: mapping[heading] for heading, label in _labels(each).items() if heading in mapping})
    return replace(reading, sheets=tuple(sheets), tables=tables), proposals, likely


def _read_otherwise(each: Recognised, makes: Sequence[Made]) -> dict[str, Proposal]:
    """Say where headings went that the layout knows under another name: they are read, and a person should see how."""
    found: dict[str, Proposal] = {}
    for name, heading in each.resolved.items():
        if compact(name) == compact(heading):
            continue
        for made in makes:
            columns = [column for column, take in made.columns.items() if heading in take.headings and not take.is_key]
            if columns and name not in found:
                found[name] = Proposal(table=made.table, column=columns[0], confidence=SYNONYM, by="names")
    return found


def _without_notes(reading: Reading) -> tuple[Reading, list[str]]:
    """Leave out sheets beside known ones whose first line is not one of names of columns: covers, notes, lists of codes.

    They are named by their place, because whatever stands in them may be somebody's data. One word that no heading has is
    enough: "Made by" is followed by a name.
    """
    is_note = [each.layout is None and not _all_tell(each.sheet.delivered.headings) for each in reading.sheets]
    if all(each.layout is None for each in reading.sheets) or not any(is_note):
        return reading, []
    kept = tuple(each for each, out in zip(reading.sheets, is_note, strict=True) if not out)
    return replace(reading, sheets=kept), [f"sheet {place}" for place, out in enumerate(is_note, start=1) if out]


def _mapped(each: Recognised, table: str, mapping: Mapping[str, Proposal]) -> Recognised:
    """Give a sheet a layout of its own, made of what is proposed."""
    sure = {heading: found.column for heading, found in mapping.items() if found.confidence >= 0.5}
    contract = delivered_tables()[table]
    columns = {column: taken_as(contract, contract[column], heading) for heading, column in sure.items()}
    headings = tuple(sure)
    layout = Layout(
        format="csv", name=table, headings=headings, marks=headings, makes=(Made(table=table, columns=columns),)
    )
    return Recognised(each.sheet, layout, {heading: heading for heading in headings})


def some_values(each: Recognised, place: int, bench: Bench, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Give some different values of the columns that are wanted, for judging them; they are shown to nobody.

    Args:
        each: the sheet.
        place: its number, by which it lies on the bench.
        bench: where it is looked at.
        wanted: headings; those that stand there more than once are left out.
    """
    headings = each.sheet.delivered.headings
    once = {name: [headings.index(name)] for name in wanted if name.strip() and headings.count(name) == 1}
    return _values_in(each, f"unknown_{place}", bench, once)


def repeated_values(each: Recognised, place: int, bench: Bench) -> dict[str, list[str]]:
    """Give some different values of all columns under each heading that stands there more than once.

    Args:
        each: the sheet.
        place: its number, by which it lies on the bench.
        bench: where it is looked at.
    """
    headings = each.sheet.delivered.headings
    twice = [name for name in dict.fromkeys(headings) if name.strip() and headings.count(name) > 1]
    places = {name: [at for at, other in enumerate(headings) if other == name] for name in twice}
    return _values_in(each, f"repeated_{place}", bench, places)


def _values_in(
    each: Recognised, called: str, bench: Bench, wanted: Mapping[str, Sequence[int]]
) -> dict[str, list[str]]:
    """Give some different values of the columns in some places, together for each heading."""
    if not wanted:
        return {}
    delivered = each.sheet.delivered
    numbered = replace(delivered, headings=tuple(f"c{at}" for at in range(len(delivered.headings))))
    names = [f"c{at}" for places in wanted.values() for at in places]
    text = bench.lay(called, parse([numbered], each.sheet.delimiter, names, names).rows)
    found = {}
    for heading, places in wanted.items():
        first, *more = (text.select(value=text[f"c{at}"].strip()) for at in places)
        together = first.union(*more) if more else first
        distinct = together.filter(lambda row: row.value.nullif("").notnull()).distinct()
        found[heading] = bench.texts(distinct.order_by("value").limit(VALUES_LOOKED_AT))
    return found


# --- Headings that may be shown ------------------------------------------------------------------------------------


def _all_tell(headings: tuple[str, ...]) -> bool:
    named = [name for name in headings if name.strip()]
    return has_headings(headings) and all(set(normal(name).split()) & vocabulary() for name in named)


def has_headings(headings: tuple[str, ...]) -> bool:
    """Say whether a first line is one of names: some of their words are known, and none is a value."""
    names = [name for name in headings if name.strip()]
    telling = sum(bool(set(normal(name).split()) & vocabulary()) for name in names)
    return bool(names) and telling * 4 >= len(names) and not any(_is_value(name) for name in names)


def _is_value(name: str) -> bool:
    """Say whether a heading looks like somebody's value: a day, a number, an address."""
    text = name.strip()
    return as_day(text) is not None or "@" in text or len(re.sub(r"\D", "", text)) > 4


def _labels(each: Recognised) -> dict[str, str]:
    """Give each unknown heading the words under which it may be shown: itself, or its place where it could be a value."""
    places = {name: place for place, name in enumerate(each.sheet.delivered.headings, start=1)}
    return {name: f"column {places[name]}" if _is_value(name) else name.strip() for name in each.unknown}
