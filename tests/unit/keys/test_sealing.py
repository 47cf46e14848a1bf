"""Sealed pieces open with their own key, purpose and name, and with nothing else."""

import pytest

from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.keys import sealing
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import OVERHEAD, DataKey, open_sealed, seal

KEY = DataKey(bytes(range(32)))
IDENTITY, BACKUP = KeyPurpose.IDENTITY, KeyPurpose.BACKUP


@pytest.mark.parametrize("plain", [b"", b"x", bytes(100_000)])
def test_what_is_sealed_is_opened(plain):
    sealed = seal(KEY, IDENTITY, "record 1", plain)
    assert len(sealed) == len(plain) + OVERHEAD
    assert open_sealed(KEY, IDENTITY, "record 1", sealed) == plain


def test_no_two_pieces_are_alike():
    assert seal(KEY, IDENTITY, "record 1", b"x") != seal(KEY, IDENTITY, "record 1", b"x")


@pytest.mark.parametrize(("purpose", "name"), [(BACKUP, "record 1"), (IDENTITY, "record 2"), (IDENTITY, "")])
def test_a_piece_moved_elsewhere_is_refused(purpose, name):
    with pytest.raises(IntegrityError, match=r"was sealed for something else. Nothing was changed. Restore it"):
        open_sealed(KEY, purpose, name, seal(KEY, IDENTITY, "record 1", b"x"))


def test_another_key_is_named():
    other = DataKey.new()
    with pytest.raises(AccessError, match=f"names key {KEY.key_id.hex()}; this is key {other.key_id.hex()}"):
        open_sealed(other, IDENTITY, "record 1", seal(KEY, IDENTITY, "record 1", b"x"))


def test_a_piece_cut_anywhere_is_refused():
    sealed = seal(KEY, IDENTITY, "record 1", b"some words")
    for length in range(len(sealed)):
        with pytest.raises(IntegrityError):
            open_sealed(KEY, IDENTITY, "record 1", sealed[:length])


def test_something_longer_is_refused():
    with pytest.raises(IntegrityError):
        open_sealed(KEY, IDENTITY, "record 1", seal(KEY, IDENTITY, "record 1", b"x") + b"\0")


def test_a_piece_too_large_for_one_call_is_refused(monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST", 10)
    with pytest.raises(UsageError, match="Seal it as a stream"):
        seal(KEY, IDENTITY, "record 1", bytes(11))
