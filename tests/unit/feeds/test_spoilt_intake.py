"""Spoilt files in the weekly run: each is taken in whole, held or refused, and nobody has to look what became of it."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from tests.factories import real_formats as files
from tests.factories.corruption import corrupted

from csps.contracts.catalogue import delivered_tables
from csps.feeds.bench import Bench
from csps.feeds.inspection.checking import tables_found
from csps.feeds.inspection.run import inspect
from csps.feeds.layouts.reading import reading_of
from csps.settings.arrivals import ExpectedRows, KnownOn
from csps.settings.feed_words import Decision, Format, KnownOnSource
from csps.vault import Fault

WEEK = date(2026, 11, 9)
FAMILIES = {
    "text": (Format.SSDA903, lambda: files.ssda903("episodes", 12)),
    "cin census": (Format.CIN_CENSUS, lambda: files.cin_census(2024, 4)),
    "annex a": (Format.ANNEX_A, lambda: files.annex_a(3)),
    "excel": (Format.SSDA903, lambda: files.as_workbook(files.ssda903("header", 12))),
    "parquet": (Format.SSDA903, lambda: files.as_parquet(files.ssda903("header", 12))),
    "json lines": (Format.SSDA903, lambda: files.as_json_lines(files.ssda903("reviews", 12))),
    "archive": (
        Format.SSDA903,
        lambda: files.zipped(a__csv=files.ssda903("header", 6), b__csv=files.ssda903("reviews", 6)),
    ),
    "school census": (Format.SCHOOL_CENSUS, lambda: files.school_census(12)),
    "council tax": (Format.COUNCIL_TAX, lambda: files.council_tax("account", 12)),
    "housing benefit": (Format.HOUSING_BENEFIT, lambda: files.housing_benefit("member", 12)),
    "nccis": (Format.NCCIS, lambda: files.nccis(12)),
    "family context": (Format.FAMILY_CONTEXT, lambda: files.family_context("person", 12)),
}
PASSED = dict.fromkeys(
    ("when_short", "when_double", "when_new_column", "when_missing_column", "when_new_codes", "when_late"),
    Decision.PASS,
)


def rows_there(data, kind):
    """Count the rows that a file has for each table, read as inspection does; None where it cannot be read."""
    reading = reading_of(data, wanted=str(kind))
    if isinstance(reading, Fault) or any(each.twice for each in reading.sheets):
        return None
    with Bench() as bench:
        found = tables_found(reading, WEEK, bench)
    return {name: table.rows for name, table in found.items() if name in delivered_tables()}


def take_in(office, kind, tables, spoilt):
    office.change(
        "ssd_person", format=kind, tables=tables, table=None, pattern="own/*", columns={}, codes={}, delimiter=None,
        encoding=None, late_after_days=10_000, expected_rows=ExpectedRows(least=0, most=10**6),
        known_on=KnownOn(source=KnownOnSource.FILE_NAME, date_format="%Y-%m-%d"), **PASSED,
    )  # fmt: skip
    for number, data in enumerate(spoilt):
        target = office.deliveries / "own" / (date(2026, 1, 1) + timedelta(days=number)).isoformat()
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    return office.run(WEEK)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_spoilt_files_are_taken_in_whole_or_kept_out(office, family):
    kind, sound = FAMILIES[family]
    tables = tuple(sorted(name for name in inspect(sound(), "a file").tables if name in delivered_tables()))
    spoilt = [data for _, data in corrupted(sound(), 24, "intake")]
    take_in(office, kind, tables, spoilt)
    states, read, accepted = defaultdict(set), defaultdict(dict), Counter()
    for load in office.table("feeds.load"):
        assert load["rows_read"] == load["rows_accepted"] + load["rows_rejected"]
        states[load["delivery"]].add(load["state"])
        accepted[load["table_name"]] += load["rows_accepted"]
        if load["rows_read"]:
            read[load["delivery"]][load["table_name"]] = load["rows_read"]
    assert len(states) == len(spoilt), "every file has its line in the ledger"
    for name in tables:
        assert accepted[name] == (len(office.table(name)) if accepted[name] else 0)
    for number, data in enumerate(spoilt):
        delivery = f"own/{(date(2026, 1, 1) + timedelta(days=number)).isoformat()}"
        (state,) = states[delivery]
        there = rows_there(data, kind)
        if state == "taken in":
            assert there is not None
            assert read[delivery] == {name: rows for name, rows in there.items() if rows and name in tables}
        else:
            assert not read[delivery]
