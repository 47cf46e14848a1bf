"""Data keys under a key-encrypting key: each under its own name, moved when the outer key turns over."""

import pytest

from csps.domain.errors import AccessError, IntegrityError
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import DataKey, open_sealed, seal
from csps.keys.wrapping import LocalKeyWrapper, rewrap

OUTER = LocalKeyWrapper(DataKey(bytes(range(32))))


def test_a_wrapped_key_opens_what_it_sealed():
    key = DataKey.new()
    wrapped = OUTER.wrap("record 1", key)
    assert len(wrapped) == 76
    sealed = seal(key, KeyPurpose.IDENTITY, "record 1", b"words")
    assert open_sealed(OUTER.unwrap("record 1", wrapped), KeyPurpose.IDENTITY, "record 1", sealed) == b"words"


def test_a_wrapped_key_is_bound_to_its_name():
    with pytest.raises(IntegrityError):
        OUTER.unwrap("record 2", OUTER.wrap("record 1", DataKey.new()))


def test_rotation_moves_the_key_and_shuts_the_old_one_out():
    key, new = DataKey.new(), LocalKeyWrapper(DataKey.new())
    moved = rewrap(OUTER, new, "record 1", OUTER.wrap("record 1", key))
    assert new.unwrap("record 1", moved).key_id == key.key_id
    with pytest.raises(AccessError, match="names key"):
        OUTER.unwrap("record 1", moved)


def test_a_sealed_piece_is_no_wrapped_key():
    outer = DataKey(bytes(range(32)))
    with pytest.raises(IntegrityError):
        OUTER.unwrap("record 1", seal(outer, KeyPurpose.IDENTITY, "record 1", bytes(32)))
