"""The register of keys in a file: one line of canonical JSON, signed by an administrator, outside every workspace.

Whom to believe is not written in the file: the fingerprints of administrators' keys are pinned by the deployment. The
version that the journal saw last shows an older register, in which a revoked key is still in force.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from csps.access.register import Enrolment, Register
from csps.access.roles import Role
from csps.domain.errors import AccessError, IntegrityError
from csps.keys import files
from csps.keys.canonical import canonical_json, parse_canonical
from csps.keys.places import check_outside_workspace
from csps.keys.purposes import KeyPurpose
from csps.keys.signing import PublicKey, bytes_from_hex, sign, verify

if TYPE_CHECKING:
    from pathlib import Path

    from csps.keys.signing import SigningKey

FORMAT = "csps key register 1"
WHAT = "The register of keys"
_ENTRY = frozenset(
    {"demonstration", "enrolled_by", "enrolled_on", "person", "public_key", "revoked_by", "revoked_on", "roles"}
)


def write_register(path: Path, register: Register, signer: SigningKey) -> None:
    """Sign a register and put it in place of the one before.

    Raises:
        AccessError: the signer is no administrator in it, or the place is inside a workspace.
        StorageError: the disk refused; the old register is still there.
    """
    check_outside_workspace(path, WHAT, demonstration=_is_demonstration(register))
    _check_signer(register, signer.fingerprint)
    body = _body(register)
    signature = sign(signer, KeyPurpose.KEY_REGISTER, canonical_json(body)).hex()
    line = canonical_json({"register": body, "signature": signature, "signed_by": signer.fingerprint})
    files.replace(path, line + b"\n", WHAT, mode=0o644)


def read_register(path: Path, *, trusted: frozenset[str], at_least: int = 1) -> Register:
    """Read a register and make sure that a trusted administrator signed it.

    Args:
        path: outside every workspace, except for demonstrations; nobody else may write to it.
        trusted: fingerprints of administrators' keys that the deployment pins.
        at_least: the version that the journal saw last.

    Raises:
        AccessError: nobody trusted signed it, others can write to it, or it lies inside a workspace.
        IntegrityError: it is damaged, changed, or older than one that was in force.
    """
    whole = parse_canonical(files.read_guarded(path, WHAT, private=False).removesuffix(b"\n"), "the register of keys")
    if not isinstance(whole, dict) or whole.keys() != {"register", "signature", "signed_by"}:
        raise _no_register()
    register = _parse(whole["register"])
    check_outside_workspace(path, WHAT, demonstration=_is_demonstration(register))
    if whole["signed_by"] not in trusted:
        raise AccessError(
            "The register of keys is not signed by an administrator whom this deployment trusts.",
            next_step="Pin the fingerprint of their key, after comparing it with them in person.",
        )
    _check_signer(register, whole["signed_by"])
    signature = bytes_from_hex(whole["signature"], "the register of keys")
    key = register.find(whole["signed_by"]).public_key
    verify(key, KeyPurpose.KEY_REGISTER, canonical_json(whole["register"]), signature)
    if register.version < at_least:
        raise IntegrityError(
            f"The register of keys has version {register.version}; version {at_least} was already in force.",
            next_step="Restore the newest one, and find out who put an older one in its place.",
        )
    return register


def register_digest(register: Register) -> str:
    """Give the SHA-256 of a register, which the journal's events of enrolment and revocation hold."""
    return hashlib.sha256(canonical_json(_body(register))).hexdigest()


def _check_signer(register: Register, fingerprint: str) -> None:
    signer = register.find(fingerprint)
    if Role.ADMINISTRATOR not in signer.roles or signer.revoked_on is not None:
        raise AccessError(
            "The register of keys is signed by an administrator whose key is in force.",
            next_step="Ask another administrator to sign it.",
        )


def _is_demonstration(register: Register) -> bool:
    return all(entry.demonstration for entry in register.enrolments)


def _body(register: Register) -> dict[str, object]:
    return {
        "enrolments": [_entry(enrolment) for enrolment in register.enrolments],
        "format": FORMAT,
        "version": register.version,
    }


def _entry(enrolment: Enrolment) -> dict[str, object]:
    return {
        "demonstration": enrolment.demonstration,
        "enrolled_by": enrolment.enrolled_by,
        "enrolled_on": enrolment.enrolled_on.isoformat(),
        "person": enrolment.person,
        "public_key": enrolment.public_key.raw.hex(),
        "revoked_by": enrolment.revoked_by,
        "revoked_on": enrolment.revoked_on.isoformat() if enrolment.revoked_on else None,
        "roles": sorted(role.value for role in enrolment.roles),
    }


def _parse(body: object) -> Register:
    if not isinstance(body, dict) or body.keys() != {"enrolments", "format", "version"} or body["format"] != FORMAT:
        raise _no_register()
    try:
        register = Register(body["version"], tuple(_parse_entry(entry) for entry in body["enrolments"]))
    except (KeyError, TypeError, ValueError, AttributeError):  # a value of another type than a register has
        raise _no_register() from None
    if canonical_json(_body(register)) != canonical_json(body):
        raise _no_register()
    return register


def _parse_entry(entry: object) -> Enrolment:
    if not isinstance(entry, dict) or entry.keys() != _ENTRY:
        raise _no_register()
    return Enrolment(
        person=entry["person"],
        roles=frozenset(Role(role) for role in entry["roles"]),
        public_key=PublicKey.from_hex(entry["public_key"]),
        enrolled_on=date.fromisoformat(entry["enrolled_on"]),
        enrolled_by=entry["enrolled_by"],
        demonstration=entry["demonstration"] is True,
        revoked_on=None if entry["revoked_on"] is None else date.fromisoformat(entry["revoked_on"]),
        revoked_by=entry["revoked_by"],
    )


def _no_register() -> IntegrityError:
    return IntegrityError("This is no register of keys, or it is damaged.", next_step="Restore it from a backup.")
