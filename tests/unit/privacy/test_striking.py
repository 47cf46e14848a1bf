"""Lines struck out of deliveries: theirs and no others, in any way of writing."""

from datetime import date

import pytest

from csps.privacy.striking import Traces, struck

WHO = {
    "table_name": "feeds.ssd_person", "row_key": "17", "upn": "H801200001001", "nhs_number": None, "ni_number": "QQ 12 34 56 C", "forename": "Amina", "surname": "Adeyemi",
    "born_on": date(2015, 4, 9),
}  # fmt: skip
TRACES = Traces.of([WHO])
CSV = 'ref,name\r\n1,Amina\r\n2,"Ben\r\nBegum"\r\n3,Cem\r\n'


def strike(text, lines=(), *, encoding="utf-8", look_through=False):
    left = struck(
        text.encode(encoding), frozenset(lines), TRACES, encoding=encoding, delimiter=",", look_through=look_through
    )
    return left if left is None else left.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_lines_are_gone_and_the_others_are_as_they_were(encoding):
    assert strike(CSV, [3], encoding=encoding) == "ref,name\r\n1,Amina\r\n3,Cem\r\n"
    assert strike(CSV, [2, 3, 5], encoding=encoding) == "ref,name\r\n"


def test_a_mark_at_the_beginning_stays():
    assert strike("\ufeff" + CSV, [2]) == '\ufeffref,name\r\n2,"Ben\r\nBegum"\r\n3,Cem\r\n'


def test_nothing_to_strike_leaves_the_bytes():
    assert strike(CSV, [99]) == CSV
    assert strike("ref,name\n1,Amina", []) == "ref,name\n1,Amina"


@pytest.mark.parametrize(
    "row", ["9,H801200001001", "9,qq123456c", "9,ADEYEMI Amina 09/04/2015", "9,amina adeyemi 2015-04-09"]
)
def test_a_delivery_that_was_not_taken_in_is_looked_through(row):
    text = f"ref,name\n{row}\n3,Cem\n"
    assert strike(text, look_through=True) == "ref,name\n3,Cem\n"
    assert strike(text) == text


def test_a_name_without_the_day_of_birth_is_somebody_elses():
    assert strike("ref,name\n9,Amina Adeyemi\n", look_through=True) == "ref,name\n9,Amina Adeyemi\n"


def test_a_file_whose_rows_cannot_be_told_apart_goes_whole_if_it_is_about_them():
    assert strike('ref,name\n1,"Amina Adeyemi 2015-04-09\n', look_through=True) is None
    assert strike('ref,name\n1,"Cem\n', look_through=True) == 'ref,name\n1,"Cem\n'
    assert strike('ref,name\n1,"Cem\n', [2]) is None


def test_the_number_of_an_agency_tells_where_rows_cannot_be_told_apart():
    assert TRACES.anywhere(b'x;"17', ["feeds.ssd_person"])
    assert not TRACES.anywhere(b'x;"17', ["feeds.police_incident"])
    assert not TRACES.anywhere(b'x;"117', ["feeds.ssd_person"])
    assert TRACES.anywhere("Amina Adeyemi 2015-04-09".encode("utf-16"))


def test_short_numbers_tell_nothing():
    assert not Traces.of([WHO | {"upn": "12", "ni_number": None, "born_on": None}]).name("12")
