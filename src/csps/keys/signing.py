"""Ed25519 signatures (RFC 8032) over canonical bytes, each for one purpose.

What is signed is a label of csps and its version, NUL, the purpose, NUL, the message. No purpose holds a NUL, so that no
message for one purpose can be read as a message for another.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from csps.domain.errors import IntegrityError
from csps.keys.hidden import KEY_BYTES, Hidden

if TYPE_CHECKING:
    from csps.keys.purposes import KeyPurpose

SIGNATURE_BYTES = 64
_FIELD = 2**255 - 19
_ORDER_EIGHT = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# The points of order 1, 2, 4 and 8 by their y (RFC 7748, section 7, and libsodium's list): for such a "key" one forged
# signature fits any message, so that whoever enrolled it could deny every signature.
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _ORDER_EIGHT, _FIELD - _ORDER_EIGHT})


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a signing key that everybody may see.

    Args:
        raw: 32 bytes, as RFC 8032 writes a point.

    Raises:
        IntegrityError: the bytes are no key, or one of the few for which signatures prove nothing.
    """

    raw: bytes

    def __post_init__(self) -> None:
        """Refuse what is not a point, is written in a second way, or lies in the small subgroup."""
        height = int.from_bytes(self.raw, "little") & (2**255 - 1)
        if len(self.raw) != KEY_BYTES or height >= _FIELD or height in _SMALL_ORDER:
            raise IntegrityError("The public key is no Ed25519 key.", next_step="Ask its owner for it again.")

    @classmethod
    def from_hex(cls, text: str) -> PublicKey:
        """Read a public key from 64 lower-case hexadecimal digits.

        Raises:
            IntegrityError: they are not.
        """
        return cls(bytes_from_hex(text, "the public key"))

    @property
    def fingerprint(self) -> str:
        """The name of the key: SHA-256 of a label and the key, 64 hexadecimal digits."""
        return hashlib.sha256(b"csps public key 1\0" + self.raw).hexdigest()


class SigningKey(Hidden):
    """The half of a signing key that only its owner may have.

    Args:
        seed: 32 random bytes.
        demonstration: whether the key was made for a demonstration, and may not be used on real data.
    """

    __slots__ = ("_key", "demonstration", "public_key")

    def __init__(self, seed: bytes, *, demonstration: bool = False) -> None:
        super().__init__(seed)
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.demonstration = demonstration
        self.public_key = PublicKey(self._key.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"SigningKey({self.fingerprint[:16]}, hidden)"

    @classmethod
    def new(cls, *, demonstration: bool = False) -> SigningKey:
        """Make a key from the operating system's randomness."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), demonstration=demonstration)

    @property
    def fingerprint(self) -> str:
        """The name of the key, as `PublicKey.fingerprint`."""
        return self.public_key.fingerprint


def sign(key: SigningKey, purpose: KeyPurpose, message: bytes) -> bytes:
    """Sign a message for one purpose; give 64 bytes. The same message always has the same signature."""
    return key._key.sign(_labelled(purpose, message))  # noqa: SLF001 - the key shows itself to nobody else


def verify(public_key: PublicKey, purpose: KeyPurpose, message: bytes, signature: bytes) -> None:
    """Make sure that the owner of a key signed this message for this purpose.

    Raises:
        IntegrityError: they did not: another key, purpose or message, or damaged bytes.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key.raw).verify(signature, _labelled(purpose, message))
    except (InvalidSignature, ValueError):
        raise IntegrityError(
            f"The signature is not one of key {public_key.fingerprint[:16]} for this {purpose.value}.",
            next_step="Ask who signed to sign again, and look into who changed it.",
        ) from None


def bytes_from_hex(text: object, what: str) -> bytes:
    """Read lower-case hexadecimal digits, and nothing that merely means the same.

    Raises:
        IntegrityError: they are not.
    """
    try:
        found = bytes.fromhex(text) if isinstance(text, str) else None
    except ValueError:
        found = None
    if found is None or found.hex() != text:
        raise IntegrityError(f"The bytes of {what} are damaged.", next_step=f"Restore {what} from a backup.")
    return found


def _labelled(purpose: KeyPurpose, message: bytes) -> bytes:
    return b"\0".join((b"csps signature 1", purpose.value.encode(), message))
