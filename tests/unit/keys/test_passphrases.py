"""Passphrases: environment first, then a person; never shown; scrypt as RFC 7914 has it."""

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from csps.domain.errors import AccessError, UsageError
from csps.keys.passphrases import Cost, Passphrase, passphrase_from


def key(passphrase, kit):
    return passphrase.derive(b"salt", kit.QUICK)


def test_the_environment_comes_before_the_prompt(kit):
    asked = []
    found = passphrase_from({"CSPS_PASSPHRASE": kit.WORDS}, "CSPS_PASSPHRASE", asked.append, "the key")
    assert asked == []
    assert key(found, kit) == key(Passphrase(kit.WORDS), kit)


def test_a_person_is_asked_for_what_it_opens(kit):
    asked = []
    found = passphrase_from({}, "CSPS_PASSPHRASE", lambda text: asked.append(text) or kit.WORDS, "the key")
    assert asked == ["Passphrase for the key: "]
    assert key(found, kit) == key(Passphrase(kit.WORDS), kit)


def test_nobody_to_ask_is_a_refusal_that_names_the_variable():
    with pytest.raises(AccessError, match=r"No passphrase was given for the key. Nothing was changed. Set CSPS_PASS"):
        passphrase_from({}, "CSPS_PASSPHRASE", None, "the key")


def test_an_empty_one_is_refused():
    with pytest.raises(UsageError, match="empty"):
        passphrase_from({"X": ""}, "X", None, "the key")


def test_two_ways_to_type_the_same_letters_are_one(kit):
    assert key(Passphrase("caf\u00e9"), kit) == key(Passphrase("cafe\u0301"), kit)


def test_a_short_one_is_refused_for_a_new_key():
    Passphrase("x" * 12).check_long_enough()
    with pytest.raises(UsageError, match="fewer than 12 characters"):
        Passphrase("x" * 11).check_long_enough()


def test_it_is_scrypt():
    expected = Scrypt(salt=b"NaCl", length=32, n=1024, r=8, p=16).derive(b"password")
    assert Passphrase("password").derive(b"NaCl", Cost(n=1024, r=8, p=16)) == expected
    assert expected.hex().startswith("fdbabe1c9d3472007856e7190d01e9fe")  # RFC 7914, section 12, second vector


def test_the_default_is_owasps():
    assert Cost() == Cost(n=2**17, r=8, p=1)


@pytest.mark.parametrize(
    ("n", "r", "p"), [(1, 8, 1), (0, 8, 1), (24, 8, 1), (16, 0, 1), (16, 8, 0), (2**24, 8, 1), (16, 1, 17)]
)
def test_what_scrypt_cannot_or_should_not_do_is_refused(n, r, p):
    with pytest.raises(UsageError):
        Cost(n=n, r=r, p=p)
