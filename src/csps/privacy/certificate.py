"""The certificate of an erasure: what was taken out of which store, signed by whoever did it; and what may remain where.

It holds counts, hashes, names of tables and pseudonyms, and no value of anybody.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.keys import KeyPurpose, canonical_json, parse_canonical, sign, verify
from csps.keys.signing import bytes_from_hex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.keys import PublicKey, SigningKey

FORMAT = "csps erasure certificate 1"
_WHAT = "the certificate of an erasure"
REMAINS = (
    "Copies of the vault's data taken before hold rows that nothing opens any more; take a new copy.",
    "A copy of the table of keys taken before could open them: destroy every one of them.",
    "Models trained before are not trained anew; the next training does not see the person.",
    "The journal keeps the pseudonym, which nobody can turn into a name.",
    "Families the person belonged to are formed and scored anew by the next run.",
    "If an agency sends the person again, their identity is not kept, but the delivery as it came is: ask it to stop.",
)


def certificate_of(body: Mapping[str, object], key: SigningKey) -> bytes:
    """Give a certificate as one line of canonical JSON, signed.

    Args:
        body: what was erased, from where.
        key: of whoever did it.
    """
    whole = {"format": FORMAT, "remains": list(REMAINS), **body}
    signature = sign(key, KeyPurpose.ERASURE_CERTIFICATE, canonical_json(whole))
    return canonical_json(whole | {"signature": signature.hex()}) + b"\n"


def check_certificate(data: bytes, key: PublicKey) -> Mapping[str, object]:
    """Give what a certificate says, once its signature was verified.

    Raises:
        IntegrityError: it is damaged, or somebody else signed it.
    """
    whole = parse_canonical(data.removesuffix(b"\n"), _WHAT)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or "signature" not in whole:
        raise IntegrityError(
            "This is no certificate of an erasure.", next_step="Name a file that `csps privacy erase` wrote."
        )
    signature = bytes_from_hex(whole.pop("signature"), _WHAT)
    verify(key, KeyPurpose.ERASURE_CERTIFICATE, canonical_json(whole), signature)
    return whole


def signer_of(data: bytes) -> str:
    """Give the fingerprint of the key that a certificate says it was signed with; `check_certificate` says whether it was.

    Raises:
        IntegrityError: it is damaged, or names no key.
    """
    whole = parse_canonical(data.removesuffix(b"\n"), _WHAT)
    signer = whole.get("erased_by") if isinstance(whole, dict) else None
    if not isinstance(signer, str):
        raise IntegrityError(
            "This certificate of an erasure does not say who signed it.",
            next_step="Name a file that `csps privacy erase` wrote.",
        )
    return signer


def digest_of(certificate: bytes) -> str:
    """Give the hash by which the journal names a certificate."""
    return hashlib.sha256(certificate).hexdigest()
