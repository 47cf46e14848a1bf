"""Encrypted identities, sealed deliveries and judgements; the door to SQLCipher."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.vault.delimited import Delivered, Fault, Parsed, parse, rows_of
    from csps.vault.identities import IDENTITY_COLUMNS, Added
    from csps.vault.vault import Vault
    from csps.vault.vault_keys import VaultKeys, found_keys, read_keys

__all__ = [
    "IDENTITY_COLUMNS",
    "Added",
    "Delivered",
    "Fault",
    "Parsed",
    "Vault",
    "VaultKeys",
    "found_keys",
    "parse",
    "read_keys",
    "rows_of",
]

# Where each public name lives; its module, and SQLCipher or Arrow behind it, is imported when the name is first used.
_HOMES = {
    "IDENTITY_COLUMNS": "identities",
    "Added": "identities",
    "Delivered": "delimited",
    "Fault": "delimited",
    "Parsed": "delimited",
    "Vault": "vault",
    "VaultKeys": "vault_keys",
    "found_keys": "vault_keys",
    "parse": "delimited",
    "read_keys": "vault_keys",
    "rows_of": "delimited",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
