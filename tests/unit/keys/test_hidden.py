"""What is hidden stays hidden, however one looks."""

import copy
import pickle

import pytest

from csps.domain.errors import UsageError
from csps.keys.hidden import Hidden, HiddenKey
from csps.keys.passphrases import Passphrase
from csps.keys.pseudonyms import PseudonymKey
from csps.keys.sealing import DataKey
from csps.keys.signing import SigningKey
from csps.keys.wrapping import LocalKeyWrapper

SECRET = b"0123456789abcdef0123456789ABCDEF"
VALUES = [
    Hidden(SECRET),
    HiddenKey(SECRET),
    DataKey(SECRET),
    PseudonymKey(SECRET),
    SigningKey(SECRET),
    Passphrase(SECRET.decode()),
    LocalKeyWrapper(DataKey(SECRET)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_no_form_of_it_shows_the_secret(value):
    shown = "".join((repr(value), str(value), f"{value}", f"{value!r:>80}", repr([value]), repr({"key": value})))
    for secret in (SECRET.decode(), SECRET.hex(), SECRET[:8].decode(), SECRET[:8].hex()):
        assert secret not in shown
    assert "hidden" in shown


@pytest.mark.parametrize("value", VALUES[:-1], ids=lambda value: type(value).__name__)
def test_it_is_neither_pickled_nor_copied(value):
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="is not written anywhere"):
            attempt(value)


@pytest.mark.parametrize("kind", [HiddenKey, DataKey, PseudonymKey])
def test_a_key_has_32_bytes_and_an_id_of_its_kind(kind):
    with pytest.raises(UsageError, match="32 bytes, not 31"):
        kind(SECRET[:31])
    assert kind(SECRET).key_id == kind(SECRET).key_id != kind(SECRET[::-1]).key_id
    assert kind.new().key_id != kind.new().key_id


def test_the_same_bytes_as_another_kind_of_key_have_another_id():
    assert DataKey(SECRET).key_id != PseudonymKey(SECRET).key_id
