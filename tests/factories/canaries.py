"""Values that are nobody's, planted in every feed, and looked for everywhere: in any writing, and inside packed files."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csps.settings import Programme

BORN = date(1931, 2, 27)
VALUES = {
    Identity.FORENAME: "Quillonia",
    Identity.SURNAME: "Zebrafinchley",
    Identity.FULL_NAME: "Quillonia Zebrafinchley",
    Identity.ADDRESS: "17 Featherstonehaugh Mews",
    Identity.POSTCODE: "ZZ97 9QX",
    Identity.UPRN: "973197319731",
    Identity.UPN: "Z973197319731",
    Identity.NHS_NUMBER: "9731973197",
    Identity.NI_NUMBER: "QZ973197C",
    Identity.OTHER_NUMBER: "Q-9731-9731-Z",
    Identity.CONTACT: "quillonia@zebrafinchley.example",
}
SENTENCE = "Met Quillonia Zebrafinchley of 17 Featherstonehaugh Mews."
WORDS = tuple(sorted({*VALUES.values(), "Featherstonehaugh", "1931-02-27", "27/02/1931", "19310227"}))


def plant(deliveries: Path, programme: Programme) -> dict[str, int]:
    """Write canaries into the newest file of every feed that holds rows: a row that may be taken in, and two that may not.

    Returns:
        how many values were planted, by feed.
    """
    planted = {}
    for name, feed in programme.feeds.items():
        path, header, rows = _newest_with_rows(deliveries, feed)
        if path is None:
            continue
        table = delivered_tables()[feed.table]
        row, count = list(rows[0]), 0
        for column in table.columns:
            if feed.heading(column.name) not in header:
                continue
            value = _canary(column, row[header.index(feed.heading(column.name))])
            if value is not None:
                row[header.index(feed.heading(column.name))] = value
                count += 1
        sink = io.StringIO()
        csv.writer(sink, delimiter=feed.delimiter).writerows(
            [header, *rows, row, [*row, SENTENCE], [*row[:-1], "\x00"]]
        )
        path.write_bytes(sink.getvalue().encode(feed.encoding.value))
        planted[name] = count
    return planted


def _newest_with_rows(deliveries: Path, feed):
    """Give the newest file of a feed that holds rows, its first line and its rows."""
    paths = sorted(deliveries.rglob(feed.pattern.rpartition("/")[2]), key=lambda path: path.stem[-10:])
    for path in reversed(paths):
        text = path.read_bytes().decode(feed.encoding.value)
        header, *rows = list(csv.reader(io.StringIO(text), delimiter=feed.delimiter))
        if rows:
            return path, header, rows
    return None, [], []


def _canary(column, present: str) -> str | None:
    """Give what is planted in a column; dates of birth keep the way in which the feed writes them."""
    if column.identity is Identity.BIRTH_DATE:
        return f"{BORN:%d/%m/%Y}" if "/" in present else BORN.isoformat()
    if column.identity in VALUES:
        return VALUES[column.identity]
    if column.identity is not None:
        return SENTENCE
    return None


def writings(word: str) -> Iterator[bytes]:
    """Yield a word as it may lie in a file."""
    for form in {
        word,
        word.upper(),
        word.lower(),
        word.replace(" ", ""),
        word.replace(" ", "+"),
        word.replace(" ", "%20"),
    }:
        plain = form.encode()
        yield plain
        yield form.encode("utf-16-le")
        yield form.encode("utf-16-be")
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for shift in range(3):  # base64 of anything that holds the word, wherever it begins
            padded = base64.b64encode(bytes(shift) + plain)
            yield padded[4 if shift else 0 : len(padded) - 4]


def found_in(folder: Path, leave_out: tuple[Path, ...]) -> list[str]:
    """Name the files below a folder that hold a canary, packed or not, and which."""
    wanted = {word: tuple(writings(word)) for word in WORDS}
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(path.is_relative_to(out) for out in leave_out):
            for content in _contents(path):
                hits += [f"{path}: {word}" for word, forms in wanted.items() if any(form in content for form in forms)]
    return hits


def _contents(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
    if path.suffix == ".parquet":
        yield _unpacked(pq.read_table(path))
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name)


def _unpacked(rows: pa.Table) -> bytes:
    """Give every text and date of a table as text."""
    parts = []
    for column in rows.columns:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type) or pa.types.is_date(column.type):
            parts += [value for value in pc.unique(column.cast(pa.string())).to_pylist() if value is not None]
        elif pa.types.is_dictionary(column.type):
            parts += [str(value) for value in pc.unique(column.dictionary_decode()).to_pylist() if value is not None]
    return "\n".join(parts).encode()
