"""Council tax and Housing Benefit as the office's system has them."""

import pytest
from tests.factories.real_formats import council_tax, housing_benefit, written

from csps.feeds.layouts.reading import reading_of

TABLES = {
    "account": "feeds.council_tax_account",
    "liability": "feeds.council_tax_person",
    "occupation": "feeds.council_tax_occupation",
    "property": "feeds.council_tax_property",
}


@pytest.mark.parametrize(("kind", "table"), TABLES.items())
def test_every_table_of_the_office_is_recognised(made, kind, table):
    assert reading_of(council_tax(kind, 4)).format == "council tax"
    assert len(made(council_tax(kind, 4), table)) == 4


def test_people_on_one_account_are_told_apart(made):
    data = written(
        ["account_ref", "liab_name", "liab_pos", "liab_pers_occ"], [("A1", "ONE", "1", "1"), ("A1", "TWO", "1", "2")]
    )
    assert len({row["person_ref"] for row in made(data, "feeds.council_tax_person")}) == 2


def test_all_in_one_file_gives_three_tables(made):
    headings = [
        "account_ref",
        "lead_liab_name",
        "lead_liab_pos",
        "property_ref",
        "occupation_date",
        "uprn",
        "addr1",
        "addr2",
        "addr3",
    ]
    data = written(headings, [("A1", "MR X", "4", "R1", "01/04/2020", "100.0", "1 High Street", "Town", "County")])
    assert made(data, "feeds.council_tax_account")[0]["party_ref"] == "A1"
    assert made(data, "feeds.council_tax_occupation")[0]["occupation_date"] == "2020-04-01"
    assert made(data, "feeds.council_tax_property")[0] == {
        "property_ref": "R1", "uprn": "100", "addr1": "1 High Street", "addr2": "Town, County",
    }  # fmt: skip


def test_members_and_households_of_claims(made):
    (member, *_), (claim, *_) = (
        made(housing_benefit("member", 2), "feeds.housing_benefit_member"),
        made(housing_benefit("household", 2), "feeds.housing_benefit_claim"),
    )
    assert member["member_ref"] == "C0|1|2"
    assert member["gender"] in {"M", "F"}
    assert claim["addr1"] == "0 High Street, Town"
    assert claim["from_date"] == "2021-04-01"


def test_rent_assessments_are_counted_and_not_kept():
    data = written(
        ["claim_id", "dhp_ind", "type_ind", "model_amt", "from_date"], [("C1", "N", "1", "90.5", "2021-04-01")]
    )
    assert dict(reading_of(data).not_kept) == {"feeds.housing_benefit_assessment": 1}
