"""How the address of one dwelling is written down.

0 plain         Flat 14A, Heron House, 20 Larkmere Road
1 short         Flat 14A Heron Hse 20 Larkmere Rd
2 no word flat  14A Heron House, 20 Larkmere Road
3 capitals      FLAT 14A, HERON HOUSE, LARKMERE ROAD
4 flat last     20 Larkmere Road, Flat 14A
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from csps.synthetic.identities.word_files import rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int32 = NDArray[np.int32]
    Texts = NDArray[np.object_]

STYLES = ("plain", "short", "no word flat", "capitals", "flat last")
STYLE_COUNT = len(STYLES)


class AddressWords(NamedTuple):
    """The distinct parts of addresses; text 0 of flats and blocks is empty."""

    flats: Texts
    blocks: Texts
    streets: Texts


def street_words(kind: str) -> dict[str, str]:
    """Read one line of `words/streets.tsv`: word -> figure or short form, "" for none."""
    line = next(row["words"] for row in rows("streets.tsv") if row["kind"] == kind)
    return {word.partition(":")[0]: word.partition(":")[2] for word in line.split(" ")}


class AddressParts(NamedTuple):
    """The parts of every dwelling's address: numbers in `AddressWords`, and the house number."""

    flat: Int32
    block: Int32
    number: Int32
    street: Int32


def lines_of_style(style: int, words: AddressWords, parts: AddressParts) -> Texts:
    """Write every dwelling's address in one style. Parts are object arrays, so `+` joins texts element by element."""
    flat, block, number, street = parts
    separator = " " if STYLES[style] == "short" else ", "
    flat_word = "" if STYLES[style] == "no word flat" else "Flat "
    flats = np.array([flat_word + text if text else "" for text in words.flats], dtype=object)
    blocks, streets = words.blocks, words.streets
    if STYLES[style] == "short":
        blocks, streets = _shortened(blocks), _shortened(streets)
    numbers = np.array([f"{value} " for value in range(int(number.max(initial=0)) + 1)], dtype=object)
    house = numbers[number]
    joint: Texts = np.where(flat > 0, separator, "").astype(object)
    after_block: Texts = np.where(block > 0, separator, "").astype(object)
    parts_in_order: tuple[Texts, ...]
    if STYLES[style] == "flat last":
        parts_in_order = (house, streets[street], joint, flats[flat])
    else:
        if STYLES[style] == "capitals":
            house = np.where(block > 0, "", house)
            flats, blocks, streets = (_capitals(texts) for texts in (flats, blocks, streets))
        if STYLES[style] == "no word flat":
            joint = np.where(flat > 0, " ", "").astype(object)
        parts_in_order = (flats[flat], joint, blocks[block], after_block, house, streets[street])
    lines: Texts = sum(parts_in_order[1:], start=parts_in_order[0])
    return lines


def _capitals(texts: Texts) -> Texts:
    return np.array([text.upper() for text in texts], dtype=object)


def _shortened(texts: Texts) -> Texts:
    short = street_words("abbreviation")
    return np.array([" ".join(short.get(word, word) for word in text.split(" ")) for text in texts], dtype=object)
