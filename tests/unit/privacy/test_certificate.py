"""The certificate: one word changed, or another signer, and it is none."""

import pytest

from csps.domain.errors import IntegrityError
from csps.keys import SigningKey
from csps.privacy.certificate import REMAINS, certificate_of, check_certificate, digest_of, signer_of

KEY = SigningKey(bytes(range(32)))
CERTIFICATE = certificate_of({"person": "a" * 32, "records": 3}, KEY)


def test_it_says_what_was_erased_and_what_may_remain():
    told = check_certificate(CERTIFICATE, KEY.public_key)
    assert (told["person"], told["records"], told["remains"]) == ("a" * 32, 3, list(REMAINS))
    assert len(digest_of(CERTIFICATE)) == 64


def test_a_changed_word_is_found():
    with pytest.raises(IntegrityError):
        check_certificate(CERTIFICATE.replace(b'"records":3', b'"records":2'), KEY.public_key)


def test_another_signer_is_found():
    with pytest.raises(IntegrityError, match="signature is not one of key"):
        check_certificate(CERTIFICATE, SigningKey(bytes(32)).public_key)


@pytest.mark.parametrize("data", [b"{}\n", b"[]\n", b'{"format":"other","signature":""}\n'])
def test_another_file_is_no_certificate(data):
    with pytest.raises(IntegrityError, match="no certificate"):
        check_certificate(data, KEY.public_key)


def test_it_names_the_key_that_it_is_checked_with():
    signed = certificate_of({"erased_by": KEY.public_key.fingerprint}, KEY)
    assert signer_of(signed) == KEY.public_key.fingerprint


@pytest.mark.parametrize("data", [CERTIFICATE, b"[]\n"])
def test_a_certificate_that_names_no_key_is_refused(data):
    with pytest.raises(IntegrityError, match="does not say who signed it"):
        signer_of(data)
