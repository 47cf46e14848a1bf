"""Passphrases: where they come from and how a key is made of them.

The key comes from scrypt (RFC 7914). The default cost, n = 2^17, r = 8, p = 1, is OWASP's first choice for scrypt
(Password Storage Cheat Sheet, 2026) and takes 128 MiB and a third of a second, once per command.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from csps.domain.errors import AccessError, UsageError
from csps.keys.hidden import KEY_BYTES, Hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHORTEST = 12  # characters: NCSC's three random words are rarely shorter
MOST_MEMORY = 1 << 30  # bytes: a file that asks for more was not written by csps


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess at a passphrase is: memory is 128 * n * r bytes, time grows with n * r * p.

    Raises:
        UsageError: n is not a power of two above 1, a number is below 1, or more than a gibibyte would be needed.
    """

    n: int = 1 << 17
    r: int = 8
    p: int = 1

    def __post_init__(self) -> None:
        """Refuse what scrypt cannot do, and what would exhaust the machine."""
        if min(self.n - 1, self.r, self.p) < 1 or self.n & (self.n - 1):
            raise UsageError(f"scrypt cannot work with n={self.n}, r={self.r}, p={self.p}.")
        if 128 * self.n * self.r > MOST_MEMORY or self.p > 16:
            raise UsageError(f"scrypt with n={self.n}, r={self.r}, p={self.p} needs more than csps allows.")


class Passphrase(Hidden):
    """What a person types to open their key. It is compared in Unicode's form NFC, whatever keyboard typed it.

    Raises:
        UsageError: it is empty.

    >>> Passphrase("three random words")
    Passphrase(hidden)
    """

    __slots__ = ("length",)

    def __init__(self, text: str) -> None:
        normal = unicodedata.normalize("NFC", text)
        if not normal:
            raise UsageError("The passphrase is empty.", next_step="Give one.")
        super().__init__(normal.encode("utf-8", "surrogatepass"))
        self.length = len(normal)

    def check_long_enough(self) -> None:
        """Refuse a passphrase that is too short for a new key.

        Raises:
            UsageError: it has fewer than `SHORTEST` characters.
        """
        if self.length < SHORTEST:
            raise UsageError(
                f"The passphrase has fewer than {SHORTEST} characters.", next_step="Choose three random words or more."
            )

    def is_same(self, other: Passphrase) -> bool:
        """Say whether two passphrases are the same, in a time that does not tell where they differ.

        >>> Passphrase("caf\u00e9 noir").is_same(Passphrase("cafe\u0301 noir"))
        True
        """
        return hmac.compare_digest(self._secret, other._secret)

    def derive(self, salt: bytes, cost: Cost) -> bytes:
        """Make 32 bytes from the passphrase with scrypt."""
        return Scrypt(salt=salt, length=KEY_BYTES, n=cost.n, r=cost.r, p=cost.p).derive(self._secret)


def passphrase_from(
    environment: Mapping[str, str], variable: str, prompt: Callable[[str], str] | None, what: str
) -> Passphrase:
    """Take a passphrase from the deployment's environment, or else ask for it.

    Args:
        environment: the deployment's environment, handed in; nothing is read from the process behind the caller's back.
        variable: the name of the variable that may hold it.
        prompt: asks a person without showing what they type (`getpass.getpass`); None where nobody sits.
        what: what it opens, for the prompt and the refusal: "the key of the reviewer".

    Raises:
        AccessError: there is neither.
        UsageError: it is empty.
    """
    text = environment.get(variable)
    if text is None and prompt is not None:
        text = prompt(f"Passphrase for {what}: ")
    if text is None:
        raise AccessError(
            f"No passphrase was given for {what}.", next_step=f"Set {variable}, or run it where it can be typed."
        )
    return Passphrase(text)
