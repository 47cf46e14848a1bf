"""Objects of the Standard Safeguarding Dataset, and every contract, are read under their own names."""

import pytest
from tests.factories.real_formats import written

from csps.contracts.catalogue import delivered_tables, table
from csps.feeds.layouts.reading import reading_of
from csps.feeds.layouts.ssd import MORE, UNKEPT, contract_layout, taken_as


@pytest.mark.parametrize("name", delivered_tables())
def test_a_contract_is_read_under_its_own_names(name):
    layout = contract_layout(table(name))
    assert layout.fits(table(name).column_names)
    assert layout.kept_not(table(name).column_names) == []


def test_json_columns_are_read_in_parts(made):
    data = written(
        ["addr_table_id", "addr_person_id", "addr_address_start_date", "addr_address_json"],
        [("1", "7", "2020-01-02", '{"HOUSE": "5", "STREET": "High Street", "UPRN": "100"}')],
    )
    (row,) = made(data, "feeds.ssd_address")
    assert (row["addr_address_house"], row["addr_address_uprn"]) == ("5", "100")
    data = written(
        ["cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_outcome_json"],
        [("1", "7", "2020-01-02", '{"SINGLE_ASSESSMENT_FLAG": "Y"}')],
    )
    assert made(data, "feeds.ssd_cin_episodes")[0]["cine_referral_outcome_single_assessment_flag"] == "true"


def test_objects_without_a_contract_are_counted_and_not_kept():
    data = written(["cinv_cin_visit_id", "cinv_person_id", "cinv_cin_visit_date"], [("1", "7", "2020-01-02")])
    reading = reading_of(data)
    assert reading.format == "ssd"
    assert dict(reading.not_kept) == {"feeds.ssd_cin_visits": 1}


def test_no_object_is_both_kept_and_not():
    assert not {f"feeds.{name}" for name in UNKEPT} & set(delivered_tables())
    assert set(MORE) <= set(delivered_tables())


def test_a_column_under_another_heading_is_spelled_as_its_type_asks():
    person = table("feeds.ssd_person")
    assert taken_as(person, person["pers_dob"], "Born").headings == ("Born",)
