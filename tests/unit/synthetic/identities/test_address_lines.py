"""One address, five ways to write it."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities.address_lines import STYLES, AddressParts, AddressWords, lines_of_style, street_words

WORDS = AddressWords(
    flats=np.array(["", "14A", "B"], dtype=object),
    blocks=np.array(["", "Heron House"], dtype=object),
    streets=np.array(["Larkmere Road", "Amberley Close"], dtype=object),
)
FLAT_IN_BLOCK, HOUSE, DIVIDED_HOUSE = (1, 1, 20, 0), (0, 0, 7, 0), (2, 0, 9, 1)


def written(style, *dwellings):
    parts = AddressParts(*(np.array(column, dtype=np.int32) for column in zip(*dwellings, strict=True)))
    return lines_of_style(STYLES.index(style), WORDS, parts).tolist()


@pytest.mark.parametrize(
    ("style", "block", "house", "divided"),
    [
        ("plain", "Flat 14A, Heron House, 20 Larkmere Road", "7 Larkmere Road", "Flat B, 9 Amberley Close"),
        ("short", "Flat 14A Heron Hse 20 Larkmere Rd", "7 Larkmere Rd", "Flat B 9 Amberley Cl"),
        ("no word flat", "14A Heron House, 20 Larkmere Road", "7 Larkmere Road", "B 9 Amberley Close"),
        ("capitals", "FLAT 14A, HERON HOUSE, LARKMERE ROAD", "7 LARKMERE ROAD", "FLAT B, 9 AMBERLEY CLOSE"),
        ("flat last", "20 Larkmere Road, Flat 14A", "7 Larkmere Road", "9 Amberley Close, Flat B"),
    ],
)
def test_each_style_has_its_form(style, block, house, divided):
    assert written(style, FLAT_IN_BLOCK, HOUSE, DIVIDED_HOUSE) == [block, house, divided]


def test_every_style_is_described_and_written():
    assert len(set(STYLES)) == len(STYLES)
    forms = {style: written(style, FLAT_IN_BLOCK)[0] for style in STYLES}
    assert len(set(forms.values())) == len(STYLES)


def test_no_dwellings_are_no_lines():
    empty = AddressParts(*[np.array([], dtype=np.int32)] * 4)
    for style in range(len(STYLES)):
        assert lines_of_style(style, WORDS, empty).tolist() == []


def test_words_of_the_file_come_with_their_figure_or_short_form():
    shares = [float(share) for share in street_words("type").values()]
    assert min(shares) > 0
    assert shares == sorted(shares, reverse=True)
    assert street_words("abbreviation")["Road"] == "Rd"
    stems = street_words("stem")
    assert set(stems.values()) == {""}
    assert len(stems) > 100


def test_every_kind_of_street_has_a_short_form_or_is_short():
    short = street_words("abbreviation")
    assert all(len(word) <= 6 or word in short for word in street_words("type"))


def test_a_kind_of_word_that_is_not_in_the_file_is_an_error():
    with pytest.raises(StopIteration):
        street_words("river")
