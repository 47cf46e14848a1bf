"""Every spelling of an address means one dwelling, with or without a property number."""

from __future__ import annotations

from csps.linkage.places import find_places

HERON = {"postcode": "XH1 4AB", "uprn": "990000000001"}
NEXT_DOOR = {"postcode": "XH1 4AB", "uprn": "990000000002"}


def places(hamlet):
    asked = "FROM identity JOIN place ON address = address_of(address_line, postcode, uprn)"
    found = (
        hamlet.bench(find_places)
        .arrow(f"SELECT coalesce(address_line, '') AS address_line, coalesce(uprn, '') AS uprn, place {asked}")
        .to_pylist()
    )
    return {(row["address_line"], row["uprn"]): row["place"] for row in found}


def test_an_address_without_number_finds_the_property_that_others_name(hamlet):
    hamlet.said("debt_case", "1", address_line="Flat 14A, Heron House, 20 Larkmere Road", **HERON)
    hamlet.said("debt_case", "2", address_line="Flat 14C, Heron House, 20 Larkmere Road", **NEXT_DOOR)
    hamlet.said("health_flag", "3", address_line="20 Larkmere Rd, Flat 14A", postcode="xh14ab")
    hamlet.said("health_flag", "4", address_line="FLAT 14A, HERON HOUSE, LARKMERE ROAD", postcode="XH1 4AB")
    found = places(hamlet)
    assert found["20 Larkmere Rd, Flat 14A", ""] == "uprn 990000000001"
    assert found["FLAT 14A, HERON HOUSE, LARKMERE ROAD", ""] == "uprn 990000000001"
    assert found["Flat 14C, Heron House, 20 Larkmere Road", "990000000002"] == "uprn 990000000002"


def test_numbers_that_several_properties_have_are_no_proof(hamlet):
    hamlet.said("debt_case", "1", address_line="2 Heron House", **HERON)
    hamlet.said("debt_case", "2", address_line="2 Larkmere Road", **NEXT_DOOR)
    hamlet.said("health_flag", "3", address_line="2 Wren Court", postcode="XH1 4AB")
    assert places(hamlet)["2 Wren Court", ""] == "line XH14AB 2"


def test_leading_noughts_of_a_property_number_do_not_count(hamlet):
    hamlet.said("debt_case", "1", uprn="000990000000001")
    assert places(hamlet)["", "000990000000001"] == "uprn 990000000001"


def test_a_postcode_alone_is_no_place(hamlet):
    hamlet.said("debt_case", "1", postcode="XH1 4AB")
    assert places(hamlet)["", ""] is None
