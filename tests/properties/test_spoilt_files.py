"""Files that something happened to: each is read whole, or refused in words. Never a traceback, never half of it in silence.

A slice is run every time; all of it, two hundred and more for each family of formats, is marked slow.
"""

from __future__ import annotations

import pytest
from tests.factories import real_formats as files
from tests.factories.corruption import corrupted

from csps.domain.errors import DeliveryError
from csps.feeds.inspection.run import inspect
from csps.feeds.layouts.reading import reading_of
from csps.vault import Fault

FAMILIES = {
    "text": lambda: files.ssda903("reviews", 12),
    "ssda903": lambda: files.ssda903("header", 12),
    "cin census": lambda: files.cin_census(2024, 4),
    "annex a": lambda: files.annex_a(3),
    "excel": lambda: files.as_workbook(files.ssda903("header", 12)),
    "parquet": lambda: files.as_parquet(files.ssda903("header", 12)),
    "json lines": lambda: files.as_json_lines(files.ssda903("reviews", 12)),
    "archive": lambda: files.zipped(a__csv=files.ssda903("header", 6), b__csv=files.ssda903("reviews", 6)),
    "school census": lambda: files.school_census(12),
    "council tax": lambda: files.council_tax("account", 12),
    "housing benefit": lambda: files.housing_benefit("member", 12),
    "nccis": lambda: files.nccis(12),
    "family context": lambda: files.family_context("person", 12),
}
every_family = pytest.mark.parametrize("family", FAMILIES)


def judged(data):
    """Read a file; give "refused", or hold every row of its sheets against the rows of its tables."""
    reading = reading_of(data, name="a file")
    if isinstance(reading, Fault):
        return "refused"
    try:
        found = inspect(data, "a file")
    except DeliveryError:
        return "refused"
    for each in reading.sheets:
        if each.layout is not None:
            first = each.layout.makes[0]
            assert first.needs or found.tables[first.table].rows >= each.sheet.delivered.rows
    for table in found.tables.values():
        assert 0 <= table.rejected <= table.rows
    return "read"


def hold(family, count, seed):
    ends = {"read": 0, "refused": 0}
    for name, data in corrupted(FAMILIES[family](), count, seed):
        try:
            ends[judged(data)] += 1
        except Exception as error:
            error.add_note(f"{family}: {name}")
            raise
    return ends


@every_family
def test_a_slice_of_spoilt_files(family):
    ends = hold(family, 5, "slice")
    assert ends["refused"] + ends["read"] == 5


@pytest.mark.slow
@every_family
def test_two_hundred_spoilt_files(family):
    ends = hold(family, 220, "all")
    assert ends["refused"] >= 20
    assert ends["refused"] + ends["read"] == 220
