"""The same rules as in the weekly run are asked, and rows add up."""

from datetime import date

import pytest
from tests.factories.real_formats import ssda903, written

from csps.feeds.bench import Bench
from csps.feeds.inspection.checking import tables_found
from csps.feeds.layouts.reading import reading_of

DAY = date(2026, 11, 16)


@pytest.fixture
def found():
    def tables(data):
        with Bench() as bench:
            return tables_found(reading_of(data), DAY, bench)

    return tables


def test_a_sound_file_has_nothing_rejected(found):
    table = found(ssda903("reviews", 9))["feeds.ssd_cla_reviews"]
    assert (table.rows, table.rejected, table.findings) == (9, 0, {})


def test_every_fault_is_counted_under_its_rule(found):
    data = written(
        ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
        [
            ("1", "", "01/02/2020", "PN1"),
            ("1", "", "2020-02-01", "PN2"),
            ("", "", "02/02/2020", "PN1"),
            ("2", "", "31/02/2020", "PN1"),
            ("3", "", "01/02/2020", "PN9"),
            ("4", "", "01/02/1820", "PN1"),
            ("5", "01/02/2020"),
        ],
    )
    table = found(data)["feeds.ssd_cla_reviews"]
    assert table.rows == 7
    assert table.rejected == 6
    assert table.findings == {
        "before 1900": 1,
        "key given twice": 1,
        "not a date": 1,
        "number of values": 1,
        "required": 1,
        "unknown code": 1,
    }


def test_what_no_table_keeps_is_counted(found):
    tables = found(ssda903("episodes", 3))
    assert tables["feeds.ssd_cla_episodes"].findings == {"column not kept": 2}
    adopters = found(written(["Individual adopter identifier"], [("1",), ("2",)]))["feeds.annex_a_adopters"]
    assert (adopters.rows, adopters.rejected, adopters.findings) == (2, 0, {"not kept": 2})
