"""For any bytes: what is sealed or signed comes back, and any single flipped bit is found."""

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.domain.errors import AccessError, IntegrityError
from csps.keys import files, streams
from csps.keys.canonical import canonical_json, parse_canonical
from csps.keys.key_files import read_data_key, read_signing_key, write_key
from csps.keys.passphrases import Cost, Passphrase
from csps.keys.pseudonyms import PseudonymKey, PseudonymKind, compound, pseudonyms_of
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import DataKey, open_sealed, seal
from csps.keys.signing import PublicKey, SigningKey, sign, verify
from csps.keys.wrapping import LocalKeyWrapper

QUICK = Cost(n=16, r=1, p=1)
KEY, SIGNER, WORDS = DataKey(bytes(range(32))), SigningKey(bytes(range(32))), Passphrase("three random words")
PURPOSES, NAMES = st.sampled_from(list(KeyPurpose)), st.text(max_size=20)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=10)
ASCII = st.text(st.characters(max_codepoint=127), max_size=5)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ASCII, inner, max_size=4),
    max_leaves=12,
)


def flips(data):
    """Every copy of some bytes in which one bit is another."""
    for position in range(len(data) * 8):
        changed = bytearray(data)
        changed[position // 8] ^= 1 << position % 8
        yield bytes(changed)


def count_found(data, look):
    """Count flips, each of which must be refused."""
    number = 0
    for changed in flips(data):
        with pytest.raises((IntegrityError, AccessError)):
            look(changed)
        number += 1
    return number


@given(st.binary(max_size=500), PURPOSES, NAMES)
def test_sealed_pieces_open(plain, purpose, name):
    assert open_sealed(KEY, purpose, name, seal(KEY, purpose, name, plain)) == plain


@given(PURPOSES, NAMES, PURPOSES, NAMES)
def test_sealed_pieces_open_under_their_own_purpose_and_name_only(purpose, name, other_purpose, other_name):
    sealed = seal(KEY, purpose, name, b"words")
    if (purpose, name) == (other_purpose, other_name):
        assert open_sealed(KEY, other_purpose, other_name, sealed) == b"words"
    else:
        with pytest.raises(IntegrityError):
            open_sealed(KEY, other_purpose, other_name, sealed)


@given(st.binary(max_size=400), st.integers(1, 70))
def test_sealed_streams_open_whatever_the_chunks(plain, chunk):
    before, streams.CHUNK_BYTES = streams.CHUNK_BYTES, chunk
    try:
        sink = io.BytesIO()
        streams.seal_stream(KEY, KeyPurpose.BACKUP, "b", io.BytesIO(plain), sink)
        sink.seek(0)
        assert b"".join(streams.open_stream(KEY, KeyPurpose.BACKUP, "b", sink)) == plain
    finally:
        streams.CHUNK_BYTES = before


@given(st.binary(max_size=200), PURPOSES, st.binary(max_size=200), PURPOSES)
def test_signatures_hold_for_their_own_message_and_purpose_only(message, purpose, other_message, other_purpose):
    signature = sign(SIGNER, purpose, message)
    if (message, purpose) == (other_message, other_purpose):
        verify(SIGNER.public_key, other_purpose, other_message, signature)
    else:
        with pytest.raises(IntegrityError):
            verify(SIGNER.public_key, other_purpose, other_message, signature)


@given(VALUES)
def test_canonical_json_comes_back_and_has_one_form(value):
    data = canonical_json(value)
    assert parse_canonical(data, "it") == value
    assert canonical_json(json.loads(data)) == data


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_stumble(data):
    try:
        parse_canonical(data, "it")
    except IntegrityError:
        return
    assert canonical_json(json.loads(data)) == data


@given(st.lists(st.text(max_size=8), max_size=20))
def test_pseudonyms_are_one_to_one(values):
    given_names = pseudonyms_of(PseudonymKey(bytes(32)), PseudonymKind.RECORD, "housing", values)
    assert len(given_names) == len(values)
    assert len(set(given_names)) == len(set(values))


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_compound_references_are_one_to_one(one, other):
    assert (compound(*one) == compound(*other)) == (one == other)


@given(st.binary(min_size=32, max_size=32))
def test_wrapped_keys_come_back(secret):
    wrapper = LocalKeyWrapper(KEY)
    assert wrapper.unwrap("a", wrapper.wrap("a", DataKey(secret))).key_id == DataKey(secret).key_id


def test_every_flip_in_a_sealed_piece_is_found():
    sealed = seal(KEY, KeyPurpose.IDENTITY, "record 1", b"some words to keep")
    number = count_found(sealed, lambda data: open_sealed(KEY, KeyPurpose.IDENTITY, "record 1", data))
    assert number == 8 * (44 + 18)


def test_every_flip_in_a_sealed_stream_is_found(monkeypatch):
    monkeypatch.setattr(streams, "CHUNK_BYTES", 16)
    sink = io.BytesIO()
    streams.seal_stream(KEY, KeyPurpose.DELIVERY, "d", io.BytesIO(bytes(40)), sink)
    number = count_found(
        sink.getvalue(), lambda data: list(streams.open_stream(KEY, KeyPurpose.DELIVERY, "d", io.BytesIO(data)))
    )
    assert number == 8 * (48 + 40 + 3 * 16)


def test_every_flip_in_a_signature_a_message_and_a_public_key_is_found():
    message = b"a report"
    signature = sign(SIGNER, KeyPurpose.MODEL_REVIEW, message)
    assert count_found(signature, lambda data: verify(SIGNER.public_key, KeyPurpose.MODEL_REVIEW, message, data)) == 512
    count_found(message, lambda data: verify(SIGNER.public_key, KeyPurpose.MODEL_REVIEW, data, signature))
    raw = SIGNER.public_key.raw
    count_found(raw, lambda data: verify(PublicKey(data), KeyPurpose.MODEL_REVIEW, message, signature))


def test_every_flip_in_key_files_is_found(monkeypatch):
    with tempfile.TemporaryDirectory() as folder:
        for key, phrase, read in (
            (SIGNER, WORDS, read_signing_key),
            (KEY, WORDS, read_data_key),
            (KEY, None, read_data_key),
        ):
            path = Path(folder) / "a.key"
            write_key(path, key, phrase, cost=QUICK)
            data = path.read_bytes()

            def look(changed, path=path, phrase=phrase, read=read):
                monkeypatch.setattr(files, "read_guarded", lambda *_, **__: changed)
                read(path, phrase)

            assert count_found(data, look) == 8 * len(data) > 1500
            path.unlink()
