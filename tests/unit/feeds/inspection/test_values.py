"""Values suit a column by what they are, and are not believed by what they might be."""

from datetime import date

import pytest

from csps.contracts.catalogue import table
from csps.feeds.inspection.values import as_day, suitability

PERSON = table("feeds.ssd_person")
MEMBER = table("feeds.housing_tenancy_member")


@pytest.mark.parametrize(
    ("text", "day"), [("2024-01-06T10:00", date(2024, 1, 6)), ("06/01/2024", date(2024, 1, 6)), ("x", None)]
)
def test_days_are_read_as_layouts_read_them(text, day):
    assert as_day(text) == day


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        (PERSON["pers_dob"], ["2010-01-02", "03/04/2011"], ["red", "blue"]),
        (PERSON["pers_ethnicity"], ["WBRI", "AIND", "a) MWBC"], ["red", "blue"]),
        (PERSON["pers_sex"], ["M", "female"], ["7", "8"]),
        (PERSON["pers_is_mother"], ["Y", "N"], ["red", "blue"]),
        (PERSON["pers_common_child_id"], ["4505577104"], ["1234567890"]),
        (MEMBER["postcode"], ["E8 1EA", "N1 7AA"], ["red", "blue"]),
        (MEMBER["ni_number"], ["AA123456A"], ["12345"]),
        (MEMBER["bedrooms"], ["2", "3"], ["red", "blue"]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_good_values_suit_and_bad_ones_do_not(column, good, bad):
    assert suitability(good, column) > 0 == suitability(bad, column)


def test_nothing_is_said_without_values():
    assert suitability([], PERSON["pers_dob"]) is None
    assert suitability(["x"], PERSON["pers_person_id"]) is None


def test_a_long_list_of_codes_tells_more_than_a_short_one():
    many = suitability(["WBRI", "AIND", "MWBC"], PERSON["pers_ethnicity"])
    assert many > suitability(["M", "F", "U"], PERSON["pers_sex"])


def test_check_letters_are_seen():
    assert suitability(["B801200005001"], PERSON["pers_upn"]) == 0.9
