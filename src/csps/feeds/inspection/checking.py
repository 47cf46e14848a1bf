"""The rules asked of a file that is only looked at: how many rows each table would get, and why others would not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import ibis

from csps.contracts.catalogue import delivered_tables
from csps.feeds.inspection.result import TableFound
from csps.feeds.layouts.translation import MARK, Spelling, named, together
from csps.feeds.repeated_keys import repeated_in_a_file
from csps.feeds.rules.delivery import column_not_kept, not_kept
from csps.feeds.rules.questions import answers, questions, rejects
from csps.feeds.rules.row import key_twice, ragged
from csps.feeds.rules.values import typed
from csps.vault import parse

if TYPE_CHECKING:
    from datetime import date

    from csps.feeds.bench import Bench
    from csps.feeds.layouts.layout import Made
    from csps.feeds.layouts.reading import Reading, Recognised

ROWS = "looked_at"


def tables_found(reading: Reading, day: date, bench: Bench) -> dict[str, TableFound]:
    """Ask the rules of every table that a file has rows for.

    Args:
        reading: the file.
        day: as of which a date lies in the future.
        bench: where the rows are looked at.
    """
    laid = {id(each): _laid(each, place, bench) for place, each in enumerate(reading.sheets) if each.layout is not None}
    found: dict[str, TableFound] = {}
    for name, pieces in reading.tables.items():
        first = [each for each, made in pieces if each.layout is not None and each.layout.makes[0] is made]
        uneven = sum(laid[id(each)][1] for each in first)
        columns = sum(len(each.layout.kept_not(each.sheet.delivered.headings)) for each in first if each.layout)
        texts = [(laid[id(each)][0], made) for each, made in pieces]
        table = _checked(name, texts, day, bench, uneven=uneven, columns=columns)
        if table.rows or first:  # a table that only some rows would go to is not mentioned where none does
            found[name] = table
    for name, rows in reading.not_kept.items():
        found[name] = TableFound(rows=rows, rejected=0, findings={not_kept.RULE.name: rows} if rows else {})
    return found


def _laid(each: Recognised, place: int, bench: Bench) -> tuple[ibis.Table, int]:
    """Lay a sheet on the bench; give it and how many of its rows have too many or too few values."""
    names, headings = named(each.resolved)
    parsed = parse([each.sheet.delivered], each.sheet.delimiter, names, headings)
    text = bench.lay(f"sheet_{place}", parsed.rows)
    return text.mutate(_file=text["_file"].cast("int64")), parsed.ragged.num_rows


def _checked(
    name: str, texts: list[tuple[ibis.Table, Made]], day: date, bench: Bench, *, uneven: int, columns: int
) -> TableFound:
    table = delivered_tables()[name]
    rows = together(texts, table)
    read = rows.mutate(_known_on=ibis.literal(day))
    values = typed(table, Spelling(), read)
    asked = questions(table, read, values)
    key = f"{ROWS}_{name.partition('.')[2]}"
    kept = bench.add(key, read.select(*MARK, **answers(asked), **values))
    counts = {
        f"c{place}": ibis.ifelse(question.is_broken(kept), 1, 0).sum().fill_null(0)
        for place, question in enumerate(asked)
    }
    broken = ibis.ifelse(rejects(asked, kept), 1, 0).sum().fill_null(0)
    ((rows_there, rejected, *each),) = bench.rows(kept.aggregate(rows=kept.count(), rejected=broken, **counts))
    findings: Counter[str] = Counter()
    for question, count in zip(asked, each, strict=True):
        findings[question.rule.name] += int(count)
    repeated = repeated_in_a_file(table, kept.filter(~rejects(asked, kept)), bench)
    if repeated is not None:
        ((times,),) = bench.rows(repeated.aggregate(times=repeated.count()))
        findings[key_twice.RULE.name] += int(times)
        rejected += int(times)
    findings[ragged.RULE.name] += uneven
    findings[column_not_kept.RULE.name] += columns
    return TableFound(
        rows=int(rows_there) + uneven,
        rejected=int(rejected) + uneven,
        findings={rule: count for rule, count in sorted(findings.items()) if count},
    )
