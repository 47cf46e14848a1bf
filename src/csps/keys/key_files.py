"""Keys in files: one line of canonical JSON, the key itself sealed under a passphrase.

A checksum over the whole line tells damage from a wrong passphrase before the passphrase is even tried. Against somebody
who changes the file on purpose the checksum is no help, and need not be: all other fields are authenticated with the
sealed key. A symmetric key may be written without a passphrase, for a service that starts alone; the mode of the file
and the folder it lies in are then all that guards it. A signing key is a person's word and always has a passphrase.
"""

from __future__ import annotations

import hashlib
import secrets
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, CspsError, IntegrityError, UsageError
from csps.keys import files
from csps.keys.canonical import canonical_json, parse_canonical
from csps.keys.passphrases import Cost
from csps.keys.places import check_outside_workspace
from csps.keys.pseudonyms import PseudonymKey
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import DataKey, open_sealed, seal
from csps.keys.signing import SigningKey, bytes_from_hex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.keys.passphrases import Passphrase

FORMAT = "csps key 1"
SALT_BYTES = 32
DEFAULT_COST = Cost()
FIELDS = frozenset({"checksum", "cost", "demonstration", "format", "key", "kind", "public", "salt"})


class KeyKind(StrEnum):
    """What a key file holds."""

    SIGNING = "signing key"
    DATA = "data key"
    PSEUDONYM = "pseudonym key"


def write_key(
    path: Path,
    key: SigningKey | DataKey | PseudonymKey,
    passphrase: Passphrase | None,
    *,
    demonstration: bool = False,
    cost: Cost = DEFAULT_COST,
) -> None:
    """Write a key into a new file that only its owner may read.

    Args:
        path: outside every workspace, except for demonstration keys in a synthetic one.
        key: a signing key carries its own mark of a demonstration.
        passphrase: None only for a symmetric key.
        demonstration: marks a symmetric key as made for a demonstration.
        cost: how dear a guess at the passphrase is; lower it in tests only.

    Raises:
        AccessError: the place is inside a workspace, or others could change the folder.
        UsageError: the file exists, or the passphrase is missing or too short.
        StorageError: the disk refused; no file is left.
    """
    demonstration = key.demonstration if isinstance(key, SigningKey) else demonstration
    check_outside_workspace(path, f"A {_kind_of(key).value}", demonstration=demonstration)
    if passphrase is None and isinstance(key, SigningKey):
        raise UsageError("A signing key is a person's word and is kept under a passphrase.", next_step="Give one.")
    if passphrase is not None and not demonstration:
        passphrase.check_long_enough()
    header: dict[str, object] = {
        "cost": None if passphrase is None else {"n": cost.n, "p": cost.p, "r": cost.r},
        "demonstration": demonstration,
        "format": FORMAT,
        "kind": _kind_of(key).value,
        "public": key.public_key.raw.hex() if isinstance(key, SigningKey) else "",
        "salt": "" if passphrase is None else secrets.token_bytes(SALT_BYTES).hex(),
    }
    kept = key._secret if passphrase is None else _seal_under(passphrase, header, key._secret)  # noqa: SLF001 - same room
    whole = header | {"key": kept.hex()}
    line = canonical_json(whole | {"checksum": _checksum(whole)})
    files.write_new(path, line + b"\n", f"The {_kind_of(key).value}")


def read_signing_key(path: Path, passphrase: Passphrase) -> SigningKey:
    """Read a signing key.

    Raises:
        AccessError: the passphrase is wrong, the file is missing or open to others, or it lies inside a workspace.
        IntegrityError: the file is damaged or cut short, or holds another kind of key.
    """
    secret, header = _read(path, KeyKind.SIGNING, passphrase)
    key = SigningKey(secret, demonstration=header["demonstration"] is True)
    if key.public_key.raw.hex() != header["public"]:
        raise IntegrityError(f"The signing key at {path.name} is not the one its public half names.")
    return key


def read_data_key(path: Path, passphrase: Passphrase | None = None) -> DataKey:
    """Read a data key, such as a key-encrypting key.

    Raises:
        AccessError: the passphrase is wrong or missing, the file is missing or open to others, or inside a workspace.
        IntegrityError: the file is damaged or cut short, or holds another kind of key.
    """
    return DataKey(_read(path, KeyKind.DATA, passphrase)[0])


def read_pseudonym_key(path: Path, passphrase: Passphrase | None = None) -> PseudonymKey:
    """Read the key of a workspace's pseudonyms.

    Raises:
        AccessError: the passphrase is wrong or missing, the file is missing or open to others, or inside a workspace.
        IntegrityError: the file is damaged or cut short, or holds another kind of key.
    """
    return PseudonymKey(_read(path, KeyKind.PSEUDONYM, passphrase)[0])


def _read(path: Path, kind: KeyKind, passphrase: Passphrase | None) -> tuple[bytes, Mapping[str, object]]:
    """Read, check and open a key file; give the 32 bytes and the other fields."""
    what = f"The {kind.value}"
    whole = _parse(files.read_guarded(path, what, private=True), f"the {kind.value} at {path.name}")
    check_outside_workspace(path, what, demonstration=whole["demonstration"] is True)
    if whole["kind"] != kind.value:
        raise IntegrityError(f"{path.name} holds a {whole['kind']}, not a {kind.value}.")
    kept = bytes_from_hex(whole.pop("key"), f"the {kind.value}")
    if whole["cost"] is None and kind is not KeyKind.SIGNING:
        return kept, whole
    if passphrase is None:
        raise AccessError(f"{what} at {path.name} is kept under a passphrase.", next_step="Give the passphrase.")
    key = _file_key(passphrase, whole)
    try:
        return open_sealed(key, KeyPurpose.KEY_FILE, _header_name(whole), kept), whole
    except (AccessError, IntegrityError):
        raise AccessError(
            f"The passphrase does not open the {kind.value} at {path.name}.", next_step="Type it again."
        ) from None


def _parse(data: bytes, what: str) -> dict[str, object]:
    refusal: CspsError = IntegrityError(
        f"The bytes of {what} are damaged or cut short.", next_step="Restore it from a backup, or enrol a new key."
    )
    if not data.endswith(b"\n"):
        raise refusal
    whole = parse_canonical(data[:-1], what)
    if not isinstance(whole, dict) or set(whole) != FIELDS:
        raise refusal
    checksum = whole.pop("checksum")
    if whole["format"] != FORMAT or checksum != _checksum(whole):
        raise refusal
    return whole


def _seal_under(passphrase: Passphrase, header: Mapping[str, object], secret: bytes) -> bytes:
    return seal(_file_key(passphrase, header), KeyPurpose.KEY_FILE, _header_name(header), secret)


def _file_key(passphrase: Passphrase, header: Mapping[str, object]) -> DataKey:
    given = header["cost"]
    salt = bytes_from_hex(header["salt"], "the key file")
    try:
        cost = Cost(**given) if isinstance(given, dict) and all(type(one) is int for one in given.values()) else None
    except (TypeError, UsageError):  # a name that scrypt does not know, or a number it cannot work with
        cost = None
    if cost is None:
        raise IntegrityError("The key file does not say how dear its passphrase is, or csps never wrote it so.")
    return DataKey(passphrase.derive(salt, cost))


def _header_name(header: Mapping[str, object]) -> str:
    """Give the name under which the key is sealed: every other field, so that none can be changed."""
    return canonical_json(header).decode()


def _checksum(whole: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical_json(whole)).hexdigest()


def _kind_of(key: SigningKey | DataKey | PseudonymKey) -> KeyKind:
    if isinstance(key, SigningKey):
        return KeyKind.SIGNING
    return KeyKind.DATA if isinstance(key, DataKey) else KeyKind.PSEUDONYM
