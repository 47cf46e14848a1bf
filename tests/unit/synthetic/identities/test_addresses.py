"""Dwellings, looked up by number."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities.address_lines import STYLE_COUNT
from csps.synthetic.identities.addresses import NO_DWELLING, Dwellings, Kind


def four_dwellings():
    """A house, a flat in a block, a lettered flat in a divided house, and the house next door."""

    def numbers(*values):
        return np.array(values, dtype=np.int32)

    return Dwellings(
        uprn=np.array([11, 12, 13, 14]),
        kind=np.array([Kind.HOUSE, Kind.FLAT, Kind.CONVERTED, Kind.HOUSE], dtype=np.int8),
        tenure=np.zeros(4, dtype=np.int8),
        places=np.ones(4, dtype=np.int16),
        building=numbers(0, 1, 2, 3),
        number=numbers(7, 20, 9, 11),
        flat=numbers(0, 1, 2, 0),
        block=numbers(0, 1, 0, 0),
        street=numbers(0, 0, 1, 1),
        postcode=numbers(0, 0, 1, 1),
        area=numbers(0, 0, 0, 0),
        neighbour=numbers(3, 1, 2, 0),
        deprivation=np.full(4, 0.5),
        deprivation_quintile=np.full(4, 3, dtype=np.int8),
        flat_texts=np.array(["", "14A", "B"], dtype=object),
        block_texts=np.array(["", "Heron House"], dtype=object),
        street_texts=np.array(["Larkmere Road", "Amberley Close"], dtype=object),
        postcode_texts=np.array(["XH1 1AA", "XH1 1AB"], dtype=object),
        area_texts=np.array(["X01000000"], dtype=object),
    )


@pytest.fixture(scope="module")
def street():
    return four_dwellings()


def test_every_style_writes_every_address_and_none_is_nothing(town):
    some = np.arange(0, len(town), 7, dtype=np.int32)
    for style in range(STYLE_COUNT):
        lines = town.address_lines(town.line_ids(some, style))
        assert all(line == line.strip() and ",," not in line and "  " not in line for line in lines)
    missing = np.array([-1], np.int32)
    assert town.address_lines(town.line_ids(missing, 2)).tolist() == [""]
    assert town.postcodes(missing).tolist() == [""]


def test_there_are_as_many_dwellings_as_property_numbers(street):
    assert len(street) == 4


def test_a_dwellings_own_number_is_that_of_its_plain_address(street):
    assert street.line_ids(np.arange(4)).tolist() == [0, 1, 2, 3]
    assert street.address_lines(np.arange(4))[0] == "7 Larkmere Road"


def test_each_row_may_have_its_own_style_and_none_has_no_number(street):
    dwelling, style = np.array([0, 3, NO_DWELLING, NO_DWELLING]), np.array([3, 1, 0, 4])
    ids = street.line_ids(dwelling, style)
    assert ids.tolist() == [3 * 4, 4 + 3, -1, -1]
    assert street.address_lines(ids).tolist() == ["7 LARKMERE ROAD", "11 Amberley Cl", "", ""]


def test_numbers_of_addresses_are_distinct_over_all_styles_and_dwellings(street):
    dwelling, style = np.meshgrid(np.arange(4), np.arange(STYLE_COUNT))
    ids = street.line_ids(dwelling.ravel(), style.ravel())
    assert len(set(ids.tolist())) == 4 * STYLE_COUNT


def test_rows_of_one_style_are_written_where_they_stand(street):
    ids = np.array([2, -1, 0, 2])
    assert street.address_lines(ids).tolist() == [
        "Flat B, 9 Amberley Close", "", "7 Larkmere Road", "Flat B, 9 Amberley Close",
    ]  # fmt: skip
    assert street.address_lines(np.array([], dtype=np.int64)).tolist() == []


def test_postcodes_follow_the_dwelling(street):
    assert street.postcodes(np.array([3, NO_DWELLING, 0])).tolist() == ["XH1 1AB", "", "XH1 1AA"]
