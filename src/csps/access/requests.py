"""Requests to have a key enrolled: a person's short name and public key, signed with the key itself.

The signature shows that whoever asks holds the key. That they are who they say is for the administrator to see, by
comparing the fingerprint over another way: in person, or on the telephone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, UsageError
from csps.keys.canonical import canonical_json, parse_canonical
from csps.keys.purposes import KeyPurpose
from csps.keys.signing import PublicKey, bytes_from_hex, sign, verify

if TYPE_CHECKING:
    from csps.keys.signing import SigningKey

FORMAT = "csps enrolment request 1"
PERSON_FORM = re.compile(r"[a-z][a-z0-9.-]{1,39}")
_WHAT = "the request to enrol a key"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for, with the proof that they hold the key.

    Args:
        person: the short name under which the council knows a member of staff: "j.okafor".
        public_key: theirs.
        demonstration: whether the key was made for a demonstration.
        signature: theirs over all of this.

    Raises:
        UsageError: the short name has another form.
    """

    person: str
    public_key: PublicKey
    demonstration: bool
    signature: bytes

    def __post_init__(self) -> None:
        """Refuse a name that is no short name."""
        check_person(self.person)

    def check(self) -> None:
        """Make sure that whoever asks holds the key.

        Raises:
            IntegrityError: the signature is not the key's, or something was changed after it was made.
        """
        message = _message(self.person, self.public_key, demonstration=self.demonstration)
        verify(self.public_key, KeyPurpose.ENROLMENT_REQUEST, message, self.signature)

    def to_bytes(self) -> bytes:
        """Give the line that is handed to an administrator. It holds no secret."""
        body = _body(self.person, self.public_key, demonstration=self.demonstration)
        return canonical_json(body | {"signature": self.signature.hex()}) + b"\n"


def check_person(person: str) -> None:
    """Refuse a name that is no short name.

    Raises:
        UsageError: it has another form.
    """
    if not PERSON_FORM.fullmatch(person):
        raise UsageError(
            "A person's short name is 2 to 40 small letters, digits, dots and hyphens, beginning with a letter."
        )


def make_request(key: SigningKey, person: str) -> Request:
    """Ask for a key to be enrolled.

    Raises:
        UsageError: the short name has another form.
    """
    message = _message(person, key.public_key, demonstration=key.demonstration)
    signature = sign(key, KeyPurpose.ENROLMENT_REQUEST, message)
    return Request(person, key.public_key, key.demonstration, signature)


def parse_request(data: bytes) -> Request:
    """Read a request and make sure that whoever asks holds the key.

    Raises:
        IntegrityError: it is damaged, or signed with another key.
    """
    read = parse_canonical(data.removesuffix(b"\n"), _WHAT)
    if not isinstance(read, dict) or read.keys() != {"demonstration", "format", "person", "public_key", "signature"}:
        raise IntegrityError("This is no request to enrol a key.", next_step="Ask for it again.")
    person, demonstration = read["person"], read["demonstration"]
    if read["format"] != FORMAT or not isinstance(person, str) or not isinstance(demonstration, bool):
        raise IntegrityError("This is no request to enrol a key.", next_step="Ask for it again.")
    request = Request(
        person, PublicKey.from_hex(read["public_key"]), demonstration, bytes_from_hex(read["signature"], _WHAT)
    )
    request.check()
    return request


def _body(person: str, public_key: PublicKey, *, demonstration: bool) -> dict[str, object]:
    return {"demonstration": demonstration, "format": FORMAT, "person": person, "public_key": public_key.raw.hex()}


def _message(person: str, public_key: PublicKey, *, demonstration: bool) -> bytes:
    return canonical_json(_body(person, public_key, demonstration=demonstration))
