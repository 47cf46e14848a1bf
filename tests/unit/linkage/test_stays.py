"""Stays begin and end as the registers date them, and an end is not known before it was told."""

from __future__ import annotations

from datetime import date

from csps.linkage.places import find_places
from csps.linkage.stays import find_stays

OLD = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
NEW = {"address_line": "2 Oak Row", "postcode": "XH1 4CD", "uprn": "992"}


def stays(hamlet):
    found = hamlet.bench(find_places, find_stays).arrow("FROM stay").to_pylist()
    rows = [(row["place"], row["started_on"], row["ended_on"], row["known_on"]) for row in found]
    return sorted(rows, key=lambda row: (row[1], row[3]))


def test_a_register_without_dates_has_an_address_until_it_tells_another(hamlet):
    hamlet.said("debt_case", "1", known_on=date(2020, 1, 5), forename="Ann", **OLD)
    hamlet.said("debt_case", "1", known_on=date(2021, 1, 3), forename="Ann", **NEW)
    assert stays(hamlet) == [
        ("uprn 991", date(2020, 1, 5), None, date(2020, 1, 5)),
        ("uprn 991", date(2020, 1, 5), date(2021, 1, 2), date(2021, 1, 3)),
        ("uprn 992", date(2021, 1, 3), None, date(2021, 1, 3)),
    ]


def test_an_address_told_twice_is_one_stay(hamlet):
    hamlet.said("debt_case", "1", known_on=date(2020, 1, 5), forename="Ann", **OLD)
    hamlet.said("debt_case", "1", known_on=date(2021, 1, 3), forename="Anne", **OLD)
    assert stays(hamlet) == [("uprn 991", date(2020, 1, 5), None, date(2020, 1, 5))]


def test_council_tax_dates_the_stays_of_everybody_on_the_account(hamlet):
    home = hamlet.said("council_tax_property", "P1", line=2, **OLD)
    hamlet.row("council_tax_property", record_id=home, property_ref="P1")
    for table, reference in (("council_tax_account", "A"), ("council_tax_person", "B")):
        record = hamlet.said(table, reference, full_name="X Y")
        hamlet.row(table, record_id=record, account_ref="7")
    began = {"account_ref": "7", "property_ref": "P1", "occupation_date": date(2019, 12, 20)}
    hamlet.row("council_tax_occupation", record_id="o", **began)
    hamlet.row(
        "council_tax_occupation", known_on=date(2022, 1, 2), record_id="o", vacation_date=date(2021, 12, 1), **began
    )
    assert stays(hamlet) == [
        ("uprn 991", date(2019, 12, 20), None, date(2020, 1, 5)),
        ("uprn 991", date(2019, 12, 20), None, date(2020, 1, 5)),
        ("uprn 991", date(2019, 12, 20), date(2021, 12, 1), date(2022, 1, 2)),
        ("uprn 991", date(2019, 12, 20), date(2021, 12, 1), date(2022, 1, 2)),
    ]


def test_a_tenancy_dates_its_members(hamlet):
    record = hamlet.said("housing_tenancy_member", "1", line=2, forename="Ann", **OLD)
    dates = {"record_id": record, "tenancy_ref": "T", "start_date": date(2018, 5, 1)}
    hamlet.row("housing_tenancy_member", **dates)
    hamlet.row("housing_tenancy_member", known_on=date(2021, 1, 3), end_date=date(2020, 12, 1), **dates)
    assert stays(hamlet) == [
        ("uprn 991", date(2018, 5, 1), None, date(2020, 1, 5)),
        ("uprn 991", date(2018, 5, 1), date(2020, 12, 1), date(2021, 1, 3)),
    ]


def test_a_claim_gives_its_members_an_address(hamlet):
    claim = hamlet.said("housing_benefit_claim", "C1", **OLD)
    member = hamlet.said("housing_benefit_member", "1", full_name="ANN OAK")
    hamlet.row("housing_benefit_claim", record_id=claim, claim_id="C", house_id="1", from_date=date(2019, 1, 7))
    hamlet.row("housing_benefit_member", known_on=date(2020, 2, 2), record_id=member, claim_id="C", house_id="1")
    assert stays(hamlet) == [("uprn 991", date(2019, 1, 7), None, date(2020, 2, 2))]


def test_social_care_sends_addresses_in_a_table_of_their_own(hamlet):
    record = hamlet.said("ssd_address", "1", of="ssd_person", line=2, **OLD)
    hamlet.row("ssd_address", record_id=record, addr_table_id="a", addr_address_start_date=date(2017, 3, 1))
    assert stays(hamlet) == [("uprn 991", date(2017, 3, 1), None, date(2020, 1, 5))]
