"""The census streams by: a sheet for each kind of element, and nothing is expanded or fetched."""

from datetime import date

import pytest
from tests.factories.real_formats import cin_census

from csps.feeds.readers.census import read_census
from csps.vault import Fault, parse

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Message><Children><Child><ChildIdentifiers><LAchildID>&b;</LAchildID></ChildIdentifiers></Child></Children></Message>"""
OUTSIDE = b"""<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><Message/>"""


def sheets(contents):
    found = {}
    for sheet in contents.sheets:
        names = list(sheet.delivered.headings)
        found[sheet.name] = parse([sheet.delivered], ",", names, names).rows.to_pylist()
    return found


@pytest.mark.parametrize("year", range(2017, 2027))
@pytest.mark.parametrize(
    "how", [{}, {"namespace": "http://example.org/cin"}, {"pretty": False}, {"encoding": "utf-16"}]
)
def test_every_year_gives_the_same_sheets(year, how):
    contents = read_census(cin_census(year, 4, **how))
    found = sheets(contents)
    assert contents.year == year
    assert contents.extracted_on == date(year, 5, 23)
    assert len(found["child"]) == len(found["CINdetails"]) == 4
    assert len(found["Disability"]) == len(found["Reviews"]) == 8
    assert ("PreProceedingsandFGDM" in found) == (year >= 2026)
    assert {row["AssessmentFactors"] for row in found["Assessments"]} == {'["2B", "3B"]'}
    assert all(row["CINreferralDate"] and row["CPPstartDate"] for row in found["Reviews"])


def test_lines_are_those_of_the_file_and_tell_rows_apart():
    text = cin_census(2024, 3)
    lines = [row["_line"] for row in sheets(read_census(text))["child"]]
    assert [text.splitlines()[line - 1] for line in lines] == [b"<Child>"] * 3
    flat = [row["_line"] for row in sheets(read_census(cin_census(2024, 3, pretty=False)))["child"]]
    assert len(set(flat)) == 3


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_declarations_are_refused_where_they_stand(data):
    assert read_census(data).rule == "entities"


def test_the_year_is_the_one_that_suits_its_elements():
    data = cin_census(2024, 1).replace(b"<Year>2024", b"<Year>2023")
    assert read_census(data).year == 2024


def test_an_element_nobody_knows_is_named():
    data = cin_census(2024, 1).replace(b"<Ethnicity>", b"<Shoe>7</Shoe><Ethnicity>")
    assert read_census(data).strange == ("Shoe",)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (cin_census(2024, 2)[:-200], "damaged"),
        (b"<Census></Census>", "unknown format"),
        (cin_census(2024, 1).replace(b"<Collection>CIN", b"<Collection>SEN2"), "unknown format"),
        (cin_census(2024, 0), "empty file"),
        (cin_census(2024, 1).replace(b"<Ethnicity>", b"<Ethnicity>WBRI</Ethnicity><Ethnicity>"), "damaged"),
        (b"<Message>" + b"<a>" * 100, "too large"),
        (b'<?xml version="1.0" encoding="klingon"?><Message/>', "encoding"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data, rule):
    assert read_census(data).rule == rule


def test_a_message_of_nothing_is_a_fault():
    assert isinstance(read_census(b"<Message/>"), Fault)
