"""A feed's declaration as a draft: what the file shows is filled in, what a person must say is left open and marked.

What is left open is left so that `programme.toml` refuses it, key by key, until somebody has filled it: a draft that
nobody read cannot take anything in.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Purpose, Type
from csps.domain.errors import UsageError
from csps.feeds.bench import Bench
from csps.feeds.inspection.meanings import said_in_words
from csps.feeds.inspection.openings import openings, quoted, without_a_place
from csps.feeds.inspection.proposals import SURE, Judge, proposed, ranked
from csps.feeds.inspection.result import Proposal
from csps.feeds.inspection.run import bytes_of, has_headings, refused, repeated_values, some_values
from csps.feeds.layouts.reading import reading_of
from csps.feeds.layouts.takes import DAY_FORMATS, ISO
from csps.feeds.splitting import CANONICAL
from csps.settings.feed import Feed
from csps.settings.feed_words import Decision, Encoding, Format
from csps.vault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from csps.contracts.model import Column, Table
    from csps.feeds.layouts.reading import Reading, Recognised

MARK = "# FILL IN:"
_DAYS_IN_NAMES = (
    (r"\d{4}-\d\d-\d\d", "%Y-%m-%d"),
    (r"\d\d-\d\d-\d{4}", "%d-%m-%Y"),
    (r"(?<!\d)\d{8}(?!\d)", "%Y%m%d"),
)
_OPEN = f"""\
rhythm = ""  {MARK} weekly, weekly in term, fortnightly, monthly, termly, quarterly, yearly or as it comes
late_after_days = 0  {MARK} days since the last delivery after which it is late
{{decisions}}
gateway = ""  {MARK} the law or agreement under which the agency may share it and the council may use it
regime = ""  {MARK} UK GDPR or law enforcement
"""
DECIDED = {
    "when_late": "more than late_after_days lie between it and the delivery before",
    "when_short": "it has fewer rows than expected_rows.least",
    "when_double": "it has more rows than expected_rows.most, as if it had come twice",
    "when_restated": "it has other bytes for a day that was taken in",
    "when_new_column": "it has a column that nothing is known about",
    "when_missing_column": "a column that rows can do without is not there",
    "when_new_codes": "a twentieth more of a column's values than usual are in no code list",
    "when_emptied": "a column that was always filled came almost empty",
    "when_odd": "values lie otherwise than in the deliveries before",
}
"""What a council decides beforehand about a delivery that is not as expected, and what each is about."""
_OWNED = f"""\
owner = ""  {MARK} the post that answers for it
review_on = ""  {MARK} a date without quotation marks
"""


def propose_feed(path: Path, feed: str, table: str | None = None) -> str:
    """Write the draft declaration of a feed from one of its files.

    Args:
        path: the file. It is read and left as it is.
        feed: what the feed is to be called.
        table: the table that its rows belong to; None for the one that they fit best.

    Raises:
        DeliveryError: it cannot be read whole, or no table of csps would take its rows.
        StorageError: it cannot be opened.
        UsageError: the name is not one that a feed may have, or no agency delivers such a table.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", feed):
        raise UsageError(
            f"{feed!r} cannot be a feed's name.", next_step="Use small letters, digits and underscores, a letter first."
        )
    return draft_of(bytes_of(path), path.name, feed, table)


def draft_of(data: bytes, name: str, feed: str, table: str | None = None) -> str:
    """Write the draft declaration of a feed whose files are like one.

    Args:
        data: the file's bytes.
        name: its name.
        feed: what the feed is to be called.
        table: the table that its rows belong to; None for the one that they fit best.

    Raises:
        DeliveryError: it cannot be read whole, or no table of csps would take its rows.
        UsageError: no agency delivers such a table.
    """
    if table is not None and table not in delivered_tables():
        raise UsageError(f"No agency delivers a table {table!r}.", next_step="`csps tables` lists them.")
    reading = reading_of(data, name=name)
    if isinstance(reading, Fault):
        raise refused(name, reading)
    own = reading.format.removeprefix("zip of ")
    if table is None and own in list(Format) and Format(own).is_own and reading.tables:
        lines = _own_block(reading, Format(own))
        tables = [delivered_tables()[each] for each in reading.tables]
    else:
        contract, lines = _plain_block(reading, name, table)
        tables = [contract]
    agency = tables[0].agency
    rows = sum(each.sheet.delivered.rows for each in reading.sheets)
    pattern, known_on = _named(name, agency, reading)
    head = [f"[feeds.{feed}]", f'agency = "{agency}"', *lines, f"pattern = {quoted(pattern)}", f"known_on = {known_on}"]
    most = max(1000, 10 ** len(str(2 * rows)))
    usual = (
        f"expected_rows.least = -1  {MARK} fewer rows than this are too few; the file has {rows:,}\n"
        f"expected_rows.most = {most}  # more are too many, as if it had come twice"
    )
    kept = tables[0].retention
    return "\n".join(
        [
            *head,
            usual,
            _OPEN.rstrip().format(decisions="\n".join(_decisions())),
            f"purposes = []  {MARK} any of {', '.join(_allowed(tables))}",
            f"retention = {{ years = {kept.years}, after = {quoted(kept.after)} }}  # as the contract proposes",
            _OWNED,
        ]
    )


def _decisions() -> Iterator[str]:
    """Write what happens to a delivery that is not as expected, as it would be if nothing were said, with its meaning."""
    unsaid = {each.name: each.default for each in fields(Feed) if each.default is not MISSING}
    yield '# "hold": it waits, sealed, until somebody lets it in; "pass": it is taken in, and the run says so. When ...'
    for key, meaning in DECIDED.items():
        yield f"{key} = {quoted(str(unsaid.get(key, Decision.HOLD)))}  # {meaning}"


def _own_block(reading: Reading, kind: Format) -> list[str]:
    """Declare a format of the field: it knows its own headings, codes and days."""
    tables = ", ".join(quoted(table) for table in reading.tables)
    return [f"tables = [{tables}]", f"format = {quoted(kind.value)}"]


def _plain_block(reading: Reading, name: str, wanted: str | None) -> tuple[Table, list[str]]:
    """Declare files in the columns of one contract, under the agency's own headings."""
    sheet = max(reading.sheets, key=lambda each: each.sheet.delivered.rows)
    headings = sheet.sheet.delivered.headings
    if not has_headings(headings):
        raise refused(name, Fault("no headings", 1))
    with Bench() as bench:
        values, repeated = some_values(sheet, 0, bench, headings), repeated_values(sheet, 0, bench)
    fit = _fit(sheet, values, name, wanted)
    table, mapped = delivered_tables()[fit.table], fit.sure
    container = Format(_container(reading))
    lines = [f"table = {quoted(table.name)}{fit.beside}", f"format = {quoted(container.value)}"]
    if container is Format.CSV:
        lines += [f"delimiter = {quoted(sheet.sheet.delimiter)}", f"encoding = {quoted(_encoding(reading))}"]
    days = [
        text
        for heading, one in fit.mapping.items()
        if table[one.column].type is Type.DATE
        for text in values.get(heading, ())
    ]
    lines.append(f"date_format = {quoted(_written(days))}")
    asked = openings(table, fit.mapping, values, repeated)
    lines += [
        f"columns.{column} = {quoted(heading)}{_to_the_vault(table[column])}"
        for column, heading in mapped.items()
        if column != heading or table[column].identity in CANONICAL
    ]
    lines += [f'columns.{column} = ""  {MARK} {words}' for column, words in asked.items()]
    absent = [column.name for column in table.columns if column.name not in mapped and column.name not in asked]
    lines.append(f"absent = [{', '.join(map(quoted, absent))}]")
    codes = _codes(table, mapped, values)
    lines.append(f"codes = {{ {', '.join(f'{column} = {_inline(said)}' for column, said in codes.items())} }}")
    left = without_a_place(fit.mapping, values)
    if repeated:
        lines.append(f"# not kept, as more than one column is headed so: {', '.join(map(quoted, repeated))}")
    return table, [*lines, *([f"# not kept, unless columns names it: {', '.join(left)}"] if left else [])]


def _to_the_vault(column: Column) -> str:
    return "  # goes to the vault" if column.identity in CANONICAL else ""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The table of a draft: its name, where each heading would go, and what is said beside it."""

    table: str
    mapping: Mapping[str, Proposal]
    beside: str = ""

    @property
    def sure(self) -> dict[str, str]:
        """The columns whose headings are sure."""
        return {one.column: heading for heading, one in self.mapping.items() if one.confidence >= SURE}


def _fit(sheet: Recognised, values: Mapping[str, Sequence[str]], name: str, wanted: str | None) -> _Chosen:
    """Choose the table, or take the one that is wanted."""
    known = sheet.layout.makes[0].table if sheet.layout is not None else None
    if known is not None and known in delivered_tables() and wanted in (None, known):
        return _Chosen(known, _as_known(known, sheet.resolved))
    judge = Judge(values)
    fits = ranked(judge, name)
    if wanted is not None:
        return _Chosen(wanted, proposed(judge, [wanted]))
    if not fits or all(one.confidence < SURE for one in fits[0].mapping.values()):
        raise refused(name, Fault("unknown format"))
    beside = f"  # fits {fits[0].score:.2f} of 1"
    if len(fits) > 1:
        beside += f"; next {fits[1].table} {fits[1].score:.2f}: csps feeds propose --table says which"
    return _Chosen(fits[0].table, fits[0].mapping, beside)


def _as_known(table: str, resolved: Mapping[str, str]) -> dict[str, Proposal]:
    return {
        heading: Proposal(table=table, column=column, confidence=1.0, by="names")
        for heading, column in resolved.items()
        if column in delivered_tables()[table]
    }


def _codes(
    table: Table, mapped: Mapping[str, str], values: Mapping[str, Sequence[str]]
) -> dict[str, Mapping[str, str]]:
    """Translate what a file says in words; codes of an agency's own are for a person to say."""
    found = {column: said_in_words(values.get(heading, ()), table[column]) for column, heading in mapped.items()}
    return {column: said for column, said in found.items() if said}


def _container(reading: Reading) -> str:
    kinds = [kind for kind in Format if kind.value == reading.container.removeprefix("zip of ")]
    return kinds[0].value if kinds else Format.CSV.value


def _encoding(reading: Reading) -> str:
    known = [one.value for one in Encoding]
    return reading.encoding if reading.encoding in known else Encoding.UTF_8.value


def _written(days: Sequence[str]) -> str:
    """Give the first way to write days that all of them have."""
    return next((written for written in DAY_FORMATS if all(_fits(day, written) for day in days)), ISO)


def _fits(day: str, written: str) -> bool:
    try:
        return datetime.strptime(day, written).year >= 1900  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return False


def _named(name: str, agency: str, reading: Reading) -> tuple[str, str]:
    """Give the pattern of the files, and where the day comes from since when they were known."""
    clean = re.sub(r"[^\w .,&()'+=@~#!-]", "_", name)
    if reading.extracted_on is not None:
        return f"{agency}/*.{clean.rpartition('.')[2]}", '{ source = "file header" }'
    for form, written in _DAYS_IN_NAMES:
        if re.search(form, clean):
            pattern = re.sub(form, "*", clean, count=1)
            return f"{agency}/{pattern}", f'{{ source = "file name", date_format = "{written}" }}'
    stem, _, ending = clean.rpartition(".")
    said = '{ source = "file name", date_format = "%Y-%m-%d" }  # the day of extraction must be put into the name'
    return f"{agency}/{stem}_*.{ending}", said


def _allowed(tables: Sequence[Table]) -> list[str]:
    uses = {str(purpose) for table in tables for name in table.column_names for purpose in table.purposes_of(name)}
    return sorted(uses - {Purpose.OPERATIONS.value})


def _inline(pairs: Mapping[str, str]) -> str:
    return f"{{ {', '.join(_pairs(pairs))} }}" if pairs else "{}"


def _pairs(pairs: Mapping[str, str]) -> Iterator[str]:
    for key, value in pairs.items():
        yield f"{key if re.fullmatch(r'[A-Za-z0-9_-]+', key) else quoted(key)} = {quoted(value)}"
