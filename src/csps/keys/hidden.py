"""Values that must not be seen: never printed, logged, pickled or copied into an error."""

from __future__ import annotations

import hmac
import secrets
from typing import NoReturn, Self

from csps.domain.errors import UsageError

KEY_BYTES = 32  # 256 bits: AES-256, HMAC-SHA-256 and Ed25519 seeds


class Hidden:
    """Bytes behind a name. `repr`, `str` and formatting show the kind only; pickling is refused.

    Python cannot wipe memory, so that the bytes may outlive the value in a core dump; the deployment switches those off.

    Args:
        secret: the bytes.
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = bytes(secret)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(hidden)"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse to be pickled or copied."""
        raise TypeError(f"A {type(self).__name__} is not written anywhere except by csps.keys.key_files.")


class HiddenKey(Hidden):
    """A symmetric key of 32 bytes with an id that tells keys apart and tells nothing about them.

    Raises:
        UsageError: not 32 bytes.
    """

    __slots__ = ("key_id",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise UsageError(f"A {type(self).__name__} has {KEY_BYTES} bytes, not {len(secret)}.")
        super().__init__(secret)
        self.key_id = hmac.digest(self._secret, f"csps key id 1 {type(self).__name__}".encode(), "sha256")[:8]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.key_id.hex()}, hidden)"

    @classmethod
    def new(cls) -> Self:
        """Make a key from the operating system's randomness."""
        return cls(secrets.token_bytes(KEY_BYTES))
