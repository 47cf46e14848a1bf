"""A file is read by the reader that its bytes ask for."""

import gzip

import pytest
from tests.factories.real_formats import (
    annex_a,
    as_json_lines,
    as_parquet,
    as_workbook,
    cin_census,
    ssda903,
    zipped,
)

from csps.feeds.layouts.catalogue import known
from csps.feeds.readers.recognition import following, read
from csps.vault import Fault

TEXT = ssda903("header", 3)


@pytest.mark.parametrize(
    ("data", "container"),
    [
        (TEXT, "csv"),
        (as_parquet(TEXT), "parquet"),
        (as_json_lines(TEXT), "json lines"),
        (as_workbook(TEXT), "excel"),
        (annex_a(1), "excel"),
        (cin_census(2020, 1), "cin census"),
        (zipped(a__csv=TEXT, b__csv=TEXT), "zip of csv"),
        (zipped(a__csv=TEXT, b__xml=cin_census(2020, 1)), "zip"),
        (zipped(a__zip=zipped(a__csv=TEXT)), "zip of csv"),
        (gzip.compress(TEXT), "csv"),
        (gzip.compress(zipped(a__csv=TEXT)), "zip of csv"),
    ],
)
def test_bytes_say_what_a_file_is(data, container):
    assert read(data, known).container == container


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty file"),
        (b" \n\n", "empty file"),
        (b"%PDF-1.7", "unknown format"),
        (zipped(a__zip=zipped(b__zip=zipped(c__csv=TEXT))), "too large"),
        (zipped(a__csv=TEXT, b__csv=b'x,"y\n'), "quotes"),
        (gzip.compress(gzip.compress(gzip.compress(TEXT))), "too large"),
    ],
)
def test_what_cannot_be_read_whole_is_a_fault(data, rule):
    assert read(data, known) == Fault(rule)


def test_sheets_are_numbered_one_below_the_other():
    contents = read(zipped(a__csv=TEXT, b__csv=TEXT), known)
    lines = [line for sheet in following(contents.sheets) for line in sheet.delivered.lines.tolist()]
    assert lines == [2, 3, 4, 6, 7, 8]
