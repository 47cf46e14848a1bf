"""Keyed pseudonyms: stable names for records, persons, places and families that nobody can recompute without the key.

A pseudonym is HMAC-SHA-256 (RFC 2104) of a label, the kind of thing, the feed and the source's own value, cut to 128
bits and written as 32 hexadecimal digits. Among n pseudonyms the chance of any two alike is below n^2 / 2^129: for a
hundred million, below 2 in 10^23. The same value in two feeds, or for two kinds, has unrelated pseudonyms.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.keys.hidden import HiddenKey

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 32  # hexadecimal digits
_BLOCK = 64  # bytes: the block of SHA-256, over which HMAC pads its key


class PseudonymKind(StrEnum):
    """What a pseudonym names."""

    RECORD = "record_id"
    PERSON = "person_id"
    PLACE = "place_id"
    FAMILY = "family_id"


class PseudonymKey(HiddenKey):
    """The key of all pseudonyms of a workspace. Lost, no delivery can be joined to earlier ones again."""

    __slots__ = ()


def pseudonyms_of(key: PseudonymKey, kind: PseudonymKind, feed: str, values: Iterable[str]) -> list[str]:
    """Give the pseudonym of each value, in order. Texts are taken as they stand: no trimming, no change of case.

    Args:
        key: the workspace's key.
        kind: what is named.
        feed: whose values these are: the same reference means different things to different agencies.
        values: the source's own references; `compound` joins references of several columns.

    Raises:
        UsageError: the feed is empty or holds a NUL, or a value is not text.

    >>> key = PseudonymKey(bytes(32))
    >>> pseudonyms_of(key, PseudonymKind.RECORD, "housing", ["T-1"])
    ['fae68161c85d6ba5a1347875e9cb1d48']
    """
    if not feed or "\0" in feed:
        raise UsageError("A pseudonym needs the name of a feed.")
    # HMAC by hand, from two hashes that have already taken in the key and the prefix: copying them is twice as fast as
    # a call of hmac per value. A test holds it to the standard library's hmac.
    padded = key._secret.ljust(_BLOCK, b"\0")  # noqa: SLF001 - same room
    prefix = b"\0".join((b"csps pseudonym 1", kind.value.encode(), feed.encode(), b""))
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + prefix)
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
    given = []
    for value in values:
        if not isinstance(value, str):
            raise UsageError(f"A pseudonym is made of text, not of {type(value).__name__}.")
        first, second = inner.copy(), outer.copy()
        first.update(value.encode("utf-8", "surrogatepass"))
        second.update(first.digest())
        given.append(second.hexdigest()[:WIDTH])
    return given


def compound(*parts: str) -> str:
    """Join the parts of a reference that has several columns so that no two references become one.

    >>> compound("12", "3"), compound("1", "23")
    ('2:12,1:3,', '1:1,2:23,')
    """
    return "".join(f"{len(part)}:{part}," for part in parts)
