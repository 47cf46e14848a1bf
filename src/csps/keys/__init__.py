"""Seal, open, sign, verify; the door to cryptography."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.keys.canonical import canonical_json, parse_canonical
    from csps.keys.databases import database_key
    from csps.keys.key_files import read_data_key, read_pseudonym_key, read_signing_key, write_key
    from csps.keys.key_service import KeyService
    from csps.keys.passphrases import Cost, Passphrase, passphrase_from
    from csps.keys.pseudonyms import PseudonymKey, PseudonymKind, compound, pseudonyms_of
    from csps.keys.purposes import KeyPurpose
    from csps.keys.sealing import DataKey, open_sealed, seal
    from csps.keys.signing import PublicKey, SigningKey, sign, verify
    from csps.keys.small_pieces import fresh_secrets, open_each, seal_each
    from csps.keys.streams import is_stream, open_stream, seal_stream, sealed_pieces
    from csps.keys.wrapping import KeyWrapper, LocalKeyWrapper

__all__ = [
    "Cost",
    "DataKey",
    "KeyPurpose",
    "KeyService",
    "KeyWrapper",
    "LocalKeyWrapper",
    "Passphrase",
    "PseudonymKey",
    "PseudonymKind",
    "PublicKey",
    "SigningKey",
    "canonical_json",
    "compound",
    "database_key",
    "fresh_secrets",
    "is_stream",
    "open_each",
    "open_sealed",
    "open_stream",
    "parse_canonical",
    "passphrase_from",
    "pseudonyms_of",
    "read_data_key",
    "read_pseudonym_key",
    "read_signing_key",
    "seal",
    "seal_each",
    "seal_stream",
    "sealed_pieces",
    "sign",
    "verify",
    "write_key",
]

# Where each public name lives; its module, and the library behind it, is imported when the name is first used.
_HOMES = {
    "Cost": "passphrases",
    "DataKey": "sealing",
    "KeyPurpose": "purposes",
    "KeyService": "key_service",
    "KeyWrapper": "wrapping",
    "LocalKeyWrapper": "wrapping",
    "Passphrase": "passphrases",
    "PseudonymKey": "pseudonyms",
    "PseudonymKind": "pseudonyms",
    "PublicKey": "signing",
    "SigningKey": "signing",
    "canonical_json": "canonical",
    "compound": "pseudonyms",
    "database_key": "databases",
    "fresh_secrets": "small_pieces",
    "is_stream": "streams",
    "open_each": "small_pieces",
    "open_sealed": "sealing",
    "open_stream": "streams",
    "parse_canonical": "canonical",
    "passphrase_from": "passphrases",
    "pseudonyms_of": "pseudonyms",
    "read_data_key": "key_files",
    "read_pseudonym_key": "key_files",
    "read_signing_key": "key_files",
    "seal": "sealing",
    "seal_each": "small_pieces",
    "seal_stream": "streams",
    "sealed_pieces": "streams",
    "sign": "signing",
    "verify": "signing",
    "write_key": "key_files",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
