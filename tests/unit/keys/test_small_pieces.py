"""Many small pieces, each under a key of its own."""

import pytest

from csps.domain.errors import IntegrityError
from csps.keys import KeyPurpose, fresh_secrets, open_each, seal_each

PIECES = [b"Amina", b"", b"x" * 1000]


def keys():
    chance = fresh_secrets(3)
    return [chance[:32], chance[32:64], chance[64:]]


def test_each_comes_back():
    own = keys()
    sealed = seal_each(own, KeyPurpose.IDENTITY, PIECES)
    assert [len(piece) for piece in sealed] == [len(piece) + 28 for piece in PIECES]
    assert open_each(own, KeyPurpose.IDENTITY, sealed) == PIECES


def test_the_same_piece_is_never_sealed_alike():
    own = keys()
    assert seal_each(own, KeyPurpose.IDENTITY, PIECES) != seal_each(own, KeyPurpose.IDENTITY, PIECES)


def test_another_key_or_purpose_opens_nothing():
    own = keys()
    sealed = seal_each(own, KeyPurpose.IDENTITY, PIECES)
    for others, purpose in ((own[::-1], KeyPurpose.IDENTITY), (own, KeyPurpose.REJECTED_ROW)):
        with pytest.raises(IntegrityError, match="another key"):
            open_each(others, purpose, sealed)


def test_every_changed_bit_is_found():
    own = keys()[:1]
    (sealed,) = seal_each(own, KeyPurpose.IDENTITY, PIECES[:1])
    for bit in range(len(sealed) * 8):
        damaged = bytearray(sealed)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(IntegrityError):
            open_each(own, KeyPurpose.IDENTITY, [bytes(damaged)])


def test_a_piece_cut_short_is_found():
    own = keys()[:1]
    with pytest.raises(IntegrityError):
        open_each(own, KeyPurpose.IDENTITY, [b"short"])
