"""Headings are compared by their letters."""

from csps.feeds.layouts.layout import Layout, Made, compact
from csps.feeds.layouts.takes import as_it_is

SOME = Layout(
    format="some",
    name="thing",
    headings=("Child ID", "DateOfBirth", "/", "Note", "Age"),
    marks=("Child ID", "DateOfBirth"),
    aliases={"DOB": "DateOfBirth"},
    unread=frozenset({"Age"}),
    makes=(Made(table="feeds.x", columns={"a": as_it_is("Child ID"), "b": as_it_is("DateOfBirth")}),),
)


def test_spellings_of_one_heading_are_one():
    assert SOME.resolved([" child_id", "dob", "Shoe"]) == {" child_id": "Child ID", "dob": "DateOfBirth"}
    assert compact("/") != compact("\\") != compact("#")


def test_it_fits_where_its_marks_are():
    assert SOME.fits(["CHILDID", "Date of birth"])
    assert not SOME.fits(["CHILDID"])


def test_a_heading_in_two_spellings_is_there_twice():
    assert SOME.twice(["date of birth", "DateOfBirth", "Child ID"]) == ["DateOfBirth"]


def test_beside_a_headings_own_name_another_spelling_is_nothing_known():
    assert SOME.twice(["DOB", "date of birth", "Child ID"]) == []
    assert SOME.resolved(["DOB", "date of birth"]) == {"date of birth": "DateOfBirth"}


def test_by_other_spellings_it_fits_only_where_half_of_the_headings_are_known():
    assert SOME.fits(["CHILDID", "DOB", "Shoe", "Hat"])
    assert not SOME.fits(["CHILDID", "DOB", "Shoe", "Hat", "Coat"])
    assert SOME.fits(["CHILDID", "Date of birth", "Shoe", "Hat", "Coat"])


def test_what_no_table_keeps_is_named():
    assert SOME.kept_not(["Child ID", "DOB", "Note", "Age"]) == ["Note"]
