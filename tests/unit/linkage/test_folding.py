"""Names, addresses and dates in every spelling come to one form."""

from __future__ import annotations

import pytest


def ask(bench, expression, *values):
    (value,) = bench.columns(f"SELECT {expression} AS answer", values)["answer"].tolist()
    return value


@pytest.mark.parametrize(
    ("written", "folded"),
    [("O'Brien-Śmith", "obrien smith"), ("o\u2019brien", "obrien"), ("  ANNE   Marie ", "anne marie"), ("123", None)],
)
def test_names_lose_case_accents_and_marks(bench, written, folded):
    assert ask(bench, "folded(?)", written) == folded


@pytest.mark.parametrize(
    ("written", "turned"), [("SMITH, Jo Ann", "Jo Ann SMITH"), ("Jo Smith", "Jo Smith"), ("Smith,Jo", "Jo Smith")]
)
def test_a_surname_before_a_comma_goes_last(bench, written, turned):
    assert ask(bench, "forename_first(?)", written) == turned


def test_a_title_is_left_out_but_not_a_name_that_begins_like_one(bench):
    assert ask(bench, "untitled(?)", "mr john smith") == "john smith"
    assert ask(bench, "untitled(?)", "mrsic ana") == "mrsic ana"


@pytest.mark.parametrize(
    ("words", "called"),
    [("mohammed kamal", "kamal"), ("mohammed", "mohammed"), ("j robert", "robert"), ("jane mary", "jane")],
)
def test_people_are_called_by_the_name_after_a_leading_one(bench, words, called):
    assert ask(bench, "called(words_of(?))", words) == called


@pytest.mark.parametrize(
    "line",
    [
        "Flat 14A, Heron House, 20 Larkmere Road",
        "Flat 14A Heron Hse 20 Larkmere Rd",
        "14A Heron House, 20 Larkmere Road",
        "20 Larkmere Road, Flat 14A",
    ],
)
def test_one_dwelling_has_one_set_of_numbers(bench, line):
    assert ask(bench, "numbers_of(?)", line) == "14a 20"


def test_the_flat_next_door_has_other_numbers(bench):
    assert ask(bench, "numbers_of(?)", "Flat 14C, 20 Larkmere Road") == "14c 20"


@pytest.mark.parametrize("line", ["FLAT 14A, HERON HOUSE", "20 Larkmere Road, Flat 14A", "14A Heron House, 20 Road"])
def test_the_flat_is_found_wherever_it_stands(bench, line):
    assert ask(bench, "flat_of(?)", line) == "14a"


def test_a_postcode_sector_leaves_out_the_last_two_letters(bench):
    assert ask(bench, "sector(compact(?))", "xh1 2ab") == "XH12"
    assert ask(bench, "sector(?)", "XH1") is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1990-02-03", "1990-02-03", True),
        ("1990-02-03", "1990-03-02", True),  # day and month swapped
        ("1990-02-13", "1990-02-18", True),  # one digit
        ("1990-01-01", "1990-07-22", True),  # only the year was known
        ("1990-02-03", "1990-07-22", False),
        ("1990-01-01", "1992-07-22", False),
    ],
)
def test_births_agree_but_for_one_slip(bench, one, other, agree):
    assert ask(bench, "births_agree(?::DATE, ?::DATE)", one, other) is agree


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("1989-04-29", "1990-04-29", True),  # the year
        ("1983-09-19", "1983-11-19", True),  # the month
        ("1985-05-31", "1985-05-08", True),  # the day
        ("1978-08-11", "1988-11-08", True),  # day and month turned round, and a decade
        ("1980-04-29", "1990-04-29", True),  # ten years
        ("1979-04-29", "1990-04-29", False),  # eleven
        ("1989-04-29", "1989-05-28", False),  # only the year
        ("1989-04-29", "1988-04-30", False),  # only the month
        ("1970-04-17", "2001-04-17", False),  # a generation
    ],
)
def test_births_are_near_where_two_parts_are_the_same(bench, one, other, near):
    assert ask(bench, "births_near(?::DATE, ?::DATE)", one, other) is near
    assert ask(bench, "births_near(?::DATE, ?::DATE)", other, one) is near


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [("kunle", "adekunle", True), ("abdi", "abdirahman", True), ("jo", "joanna", False), ("anna", "hannah", False)],
)
def test_a_name_is_short_for_one_that_begins_or_ends_with_it(bench, one, other, short):
    assert ask(bench, "is_short_for(?, ?)", one, other) is short
    assert ask(bench, "is_short_for(?, ?)", other, one) is short
