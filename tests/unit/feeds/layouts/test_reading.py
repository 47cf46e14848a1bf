"""A file is read, recognised, and its rows know their tables."""

import pytest
from tests.factories.real_formats import annex_a, cin_census, ssda903, termly_attendance, written, zipped

from csps.feeds.layouts.reading import reading_of


@pytest.mark.parametrize(
    ("data", "name", "found", "year"),
    [
        (ssda903("header", 1), "2019-header.csv", "ssda903", 2019),
        (ssda903("header", 1), "header.csv", "ssda903", None),
        (ssda903("social_worker", 1), "x.csv", "ssda903", 2024),
        (zipped(a__csv=ssda903("header", 1)), "SSDA903_2021.zip", "zip of ssda903", 2021),
        (cin_census(2022, 1), "x.xml", "cin census", 2022),
        (annex_a(1), "x.xlsx", "annex a", None),
        (termly_attendance(1), "x.csv", "termly attendance", 2024),
        (written(["colour", "weight"], [("red", "1")]), "x.csv", "csv", None),
        (written(["la_person_id", "forename"], [("1", "x")]), "x.csv", "csv", None),
    ],
)
def test_format_and_year(data, name, found, year):
    reading = reading_of(data, name=name)
    assert (reading.format, reading.schema_year) == (found, year)


def test_a_wanted_format_is_kept_to():
    assert reading_of(ssda903("header", 1), wanted="ssda903").tables
    assert not reading_of(ssda903("header", 1), wanted="annex a").tables


def test_unknown_and_doubled_headings_are_named():
    (each,) = reading_of(b"CHILD,ETHNIC,UPN,Shoe,upn\n1,2,3,4,5\n").sheets
    assert each.unknown == ["Shoe"]
    assert each.twice == ["UPN"]
