"""One event of the journal: a line of canonical JSON, chained to the line before it by its hash."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError, UsageError
from csps.journal.kinds import Kind, Subject
from csps.journal.reasons import check_reason
from csps.keys.canonical import canonical_json
from csps.keys.purposes import KeyPurpose
from csps.keys.signing import bytes_from_hex, sign, verify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.keys.signing import PublicKey, SigningKey

BEGINNING = "0" * 64  # what the first event names as the hash before it
HASH_FORM = re.compile(r"[0-9a-f]{64}")
LINE_LIMIT = 1 << 14  # bytes: no event comes near it


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caller says about an event; the journal adds its number, time and place in the chain.

    Args:
        actor: fingerprint of the key of whoever did it.
        kind: what happened.
        subject: what it is about: `week:2026-11-16`.
        reason: why, in a line without anybody's name, number or address.
        details: the counts and hashes that the kind declares.

    Raises:
        UsageError: something is not as the kind declares.
    """

    actor: str
    kind: Kind
    subject: str
    reason: str
    details: Mapping[str, int | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what the kind does not declare, and hold the details still."""
        if not HASH_FORM.fullmatch(self.actor):
            raise UsageError("The actor of an event is the fingerprint of a key, 64 hexadecimal digits.")
        if Subject.of(self.subject) is not self.kind.schema.subject:
            raise UsageError(f"An event '{self.kind.value}' is about a {self.kind.schema.subject.value}.")
        check_reason(self.reason)
        self.kind.schema.check_details(self.details)
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))


@dataclass(frozen=True, slots=True)
class Event:
    """A draft in its place in the chain.

    Args:
        draft: who did what to what, and why.
        number: 1 for the first event, then one more each.
        at: the time by the journal's clock, in UTC, to the microsecond.
        previous: hash of the event before; `BEGINNING` for the first.
        signature: the actor's Ed25519 signature over everything above, 128 hexadecimal digits; empty if there is none.

    Raises:
        UsageError: the time is not in UTC, or the kind wants a signature and there is none.
    """

    draft: Draft
    number: int
    at: datetime
    previous: str
    signature: str = ""
    hash: str = field(init=False)  # SHA-256 of a label and everything above, the signature included; 64 digits

    def __post_init__(self) -> None:
        """Refuse what has no place in a chain, a local time, and a person's word without their signature."""
        if type(self.number) is not int or self.number < 1 or not HASH_FORM.fullmatch(self.previous):
            raise UsageError("An event has a number from 1 and the hash of the event before it.")
        if self.at.tzinfo is not UTC:
            raise UsageError("The journal's clock gives times in UTC.", next_step="Pass a clock that does.")
        if self.draft.kind.schema.signed and not self.signature:
            raise UsageError(f"An event '{self.draft.kind.value}' is a person's word and needs their signature.")
        object.__setattr__(self, "hash", _hash(self._body() | {"signature": self.signature}))

    def to_line(self) -> bytes:
        """Give the line that is written, with its end of line."""
        return canonical_json(self._body() | {"hash": self.hash, "signature": self.signature}) + b"\n"

    def check_signature(self, public_key: PublicKey) -> None:
        """Make sure that the actor signed this event.

        Raises:
            IntegrityError: the key is not the actor's, or the signature is not theirs.
        """
        if public_key.fingerprint != self.draft.actor:
            raise IntegrityError(f"Event {self.number} was not signed with the key of its actor.")
        signature = bytes_from_hex(self.signature, f"the signature of event {self.number}")
        verify(public_key, KeyPurpose.JOURNAL_EVENT, canonical_json(self._body()), signature)

    def _body(self) -> dict[str, object]:
        return _body_of(self.draft, self.number, self.at, self.previous)


def next_event(draft: Draft, after: Event | None, at: datetime, signer: SigningKey | None) -> Event:
    """Give a draft its place after an event, signed if there is a key.

    Raises:
        UsageError: the signer is not the actor, or the kind wants a signature and there is none.
    """
    number, previous = (after.number + 1, after.hash) if after else (1, BEGINNING)
    if signer is None:
        return Event(draft, number, at, previous)
    if signer.fingerprint != draft.actor:
        raise UsageError("An event is signed by whoever did it, with their own key.")
    message = canonical_json(_body_of(draft, number, at, previous))
    return Event(draft, number, at, previous, sign(signer, KeyPurpose.JOURNAL_EVENT, message).hex())


def parse_line(line: bytes) -> Event:
    """Read one line, with or without its end of line, and check everything that can be checked alone.

    Raises:
        IntegrityError: it is not a line that `Event.to_line` writes.
    """
    try:
        read = json.loads(line)
        draft = Draft(read["actor"], Kind(read["kind"]), read["subject"], read["reason"], read["details"])
        at = datetime.fromisoformat(read["at"])
        event = Event(draft, read["number"], at, read["previous"], read["signature"])
        intact = event.to_line() == line.removesuffix(b"\n") + b"\n"
    except (UsageError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        intact = False  # no JSON, or a value of another type than an event has
    if not intact:
        raise IntegrityError("A line of the journal is not as it was written.", next_step="Verify the journal.")
    return event


def _body_of(draft: Draft, number: int, at: datetime, previous: str) -> dict[str, object]:
    return {
        "actor": draft.actor,
        "at": at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "details": dict(draft.details),
        "kind": draft.kind.value,
        "number": number,
        "previous": previous,
        "reason": draft.reason,
        "subject": draft.subject,
    }


def _hash(body: Mapping[str, object]) -> str:
    return hashlib.sha256(b"csps journal event 1\0" + canonical_json(body)).hexdigest()
