"""Signatures hold for one key, one purpose and one message."""

import hashlib
import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from csps.domain.errors import IntegrityError
from csps.keys import signing
from csps.keys.purposes import KeyPurpose
from csps.keys.signing import PublicKey, SigningKey, bytes_from_hex, sign, verify

KEY = SigningKey(bytes(range(32)))
REVIEW, VERDICT = KeyPurpose.MODEL_REVIEW, KeyPurpose.MODEL_VERDICT
FIELD = 2**255 - 19


def test_what_is_signed_is_verified():
    verify(KEY.public_key, REVIEW, b"a report", sign(KEY, REVIEW, b"a report"))


def test_it_is_plain_ed25519_over_a_labelled_message():
    labelled = b"csps signature 1\0model review\0a report"
    Ed25519PublicKey.from_public_bytes(KEY.public_key.raw).verify(sign(KEY, REVIEW, b"a report"), labelled)
    assert sign(KEY, REVIEW, b"a report") == sign(KEY, REVIEW, b"a report")


@pytest.mark.parametrize(("made", "asked"), [*itertools.permutations(KeyPurpose, 2)])
def test_a_signature_for_one_purpose_is_none_for_another(made, asked):
    with pytest.raises(IntegrityError, match=f"this {asked.value}"):
        verify(KEY.public_key, asked, b"a report", sign(KEY, made, b"a report"))


def test_a_purpose_cannot_be_moved_into_the_message():
    with pytest.raises(IntegrityError):
        verify(KEY.public_key, REVIEW, b"a\0report", sign(KEY, REVIEW, b"a report"))
    with pytest.raises(IntegrityError):
        verify(KEY.public_key, VERDICT, b"", sign(KEY, REVIEW, b"\0model verdict\0"))


@pytest.mark.parametrize("signature", [b"", bytes(64), bytes(63), bytes(65)])
def test_no_signature_is_no_signature(signature):
    with pytest.raises(IntegrityError, match=r"Nothing was changed. Ask who signed to sign again"):
        verify(KEY.public_key, REVIEW, b"a report", signature)


def test_another_key_did_not_sign():
    with pytest.raises(IntegrityError):
        verify(SigningKey.new().public_key, REVIEW, b"a report", sign(KEY, REVIEW, b"a report"))


def test_the_fingerprint_names_the_key():
    expected = hashlib.sha256(b"csps public key 1\0" + KEY.public_key.raw).hexdigest()
    assert KEY.fingerprint == KEY.public_key.fingerprint == expected
    assert PublicKey.from_hex(KEY.public_key.raw.hex()) == KEY.public_key
    assert SigningKey.new(demonstration=True).demonstration
    assert not SigningKey.new().demonstration


def on_the_curve(x, y):
    """The curve's equation, RFC 8032, section 5.1."""
    d = -121665 * pow(121666, -1, FIELD)
    return (-x * x + y * y - 1 - d * x * x * y * y) % FIELD == 0


def twice(point):
    """Addition of a point to itself, RFC 8032, section 5.1.4, in affine coordinates."""
    x, y = point
    d = -121665 * pow(121666, -1, FIELD)
    product = d * x * x * y * y
    return 2 * x * y * pow(1 + product, -1, FIELD) % FIELD, (y * y + x * x) * pow(1 - product, -1, FIELD) % FIELD


def test_the_small_points_are_those_of_the_curve():
    d = -121665 * pow(121666, -1, FIELD)
    root = pow(2, (FIELD - 1) // 4, FIELD)
    for y in signing._SMALL_ORDER:
        square = (y * y - 1) * pow(d * y * y + 1, -1, FIELD) % FIELD
        x = pow(square, (FIELD + 3) // 8, FIELD)
        x = x if (x * x - square) % FIELD == 0 else x * root % FIELD
        assert on_the_curve(x, y)
        assert twice(twice(twice((x, y)))) == (0, 1)  # eight times the point is the neutral element


@pytest.mark.parametrize("sign_bit", [0, 2**255])
@pytest.mark.parametrize("height", [*sorted(signing._SMALL_ORDER), FIELD, FIELD + 1, 2**255 - 1])
def test_a_key_for_which_signatures_prove_nothing_is_refused(height, sign_bit):
    with pytest.raises(IntegrityError, match="no Ed25519 key"):
        PublicKey((height | sign_bit).to_bytes(32, "little"))


def test_why_small_keys_are_refused():
    """Under the neutral element one made-up signature fits every message, and the library accepts it."""
    neutral, forged = (1).to_bytes(32, "little"), (1).to_bytes(32, "little") + bytes(32)
    library = Ed25519PublicKey.from_public_bytes(neutral)
    library.verify(forged, b"anything")
    library.verify(forged, b"anything else")


@pytest.mark.parametrize("text", ["zz", "AB", "a", "a b", None, 5, "ab\n"])
def test_only_lower_case_digits_are_read(text):
    with pytest.raises(IntegrityError, match="The bytes of it are damaged"):
        bytes_from_hex(text, "it")


@pytest.mark.parametrize("size", [31, 33, 0])
def test_a_public_key_has_32_bytes(size):
    with pytest.raises(IntegrityError):
        PublicKey(bytes([9]) * size)
