"""A verdict as a reviewer signs it: about exactly one model, its data and its report."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.keys import KeyPurpose, canonical_json, parse_canonical, sign, verify
from csps.keys.signing import bytes_from_hex

if TYPE_CHECKING:
    from csps.keys import PublicKey, SigningKey

FORMAT = "csps model verdict 2"
_WHAT = "a review of a model"


class Verdict(StrEnum):
    """What a reviewer signs; the values are those of `approval.review`."""

    APPROVE = "approve"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a reviewer says.

    Args:
        subject: the model and its version, as the journal names them.
        model: SHA-256 over the model's files.
        data: SHA-256 over the fingerprints of its data.
        report: SHA-256 of the report.
        verdict: whether it may be used.
        reason: why, in a line.
        acknowledged: names of the facts in the report that the reviewer says they know; none for a refusal.
        reviewer: short name.
        signed_by: fingerprint of their key.
        reviewed_on: the day.
        valid_until: last day on which it may be used; the day of the review itself for a refusal.
    """

    subject: str
    model: str
    data: str
    report: str
    verdict: Verdict
    reason: str
    acknowledged: tuple[str, ...]
    reviewer: str
    signed_by: str
    reviewed_on: date
    valid_until: date

    def to_bytes(self) -> bytes:
        """Give what is signed."""
        days = {"reviewed_on": self.reviewed_on.isoformat(), "valid_until": self.valid_until.isoformat()}
        known = {"acknowledged": list(self.acknowledged), "format": FORMAT, "verdict": self.verdict.value}
        return canonical_json(asdict(self) | days | known)

    @property
    def digest(self) -> str:
        """SHA-256 of what is signed."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement with its signature.

    Args:
        statement: what is said.
        signature: 64 bytes.
    """

    statement: Statement
    signature: bytes

    @classmethod
    def by(cls, key: SigningKey, statement: Statement) -> SignedStatement:
        """Sign a statement."""
        return cls(statement, sign(key, KeyPurpose.MODEL_VERDICT, statement.to_bytes()))

    def check(self, key: PublicKey) -> None:
        """Make sure that the owner of a key signed this statement.

        Raises:
            IntegrityError: they did not.
        """
        verify(key, KeyPurpose.MODEL_VERDICT, self.statement.to_bytes(), self.signature)

    def to_bytes(self) -> bytes:
        """Give the line that is written."""
        body = parse_canonical(self.statement.to_bytes(), _WHAT)
        return canonical_json({"signature": self.signature.hex(), "statement": body}) + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> SignedStatement:
        """Read a signed statement. Its signature is not looked at: `check` does.

        Raises:
            IntegrityError: it is none, or damaged.
        """
        damaged = IntegrityError(f"The bytes of {_WHAT} are damaged.", next_step="Review the model again.")
        read = parse_canonical(data.removesuffix(b"\n"), _WHAT)
        if not isinstance(read, dict) or read.keys() != {"signature", "statement"}:
            raise damaged
        try:
            body = dict(read["statement"])
            known = body.pop("format") == FORMAT
            statement = Statement(
                **body
                | {
                    "verdict": Verdict(body["verdict"]),
                    "acknowledged": tuple(body["acknowledged"]),
                    "reviewed_on": date.fromisoformat(body["reviewed_on"]),
                    "valid_until": date.fromisoformat(body["valid_until"]),
                }
            )
            signed = cls(statement, bytes_from_hex(read["signature"], _WHAT))
            known = known and signed.to_bytes() == data
        except (KeyError, TypeError, ValueError):  # a value of another type than a statement has
            known = False
        if not known:
            raise damaged
        return signed
