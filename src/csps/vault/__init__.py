"""Encrypted identities, sealed deliveries and judgements; the door to SQLCipher."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.vault.backups import Backup, back_up, back_up_keys, restore, restore_keys
    from csps.vault.checking import Checked, check_vault
    from csps.vault.columnar import text_of_parquet
    from csps.vault.delimited import Delivered, Fault, Parsed, parse, rows_of
    from csps.vault.identities import IDENTITY_COLUMNS, Added
    from csps.vault.rotation import Rotated, rotate
    from csps.vault.vault import Statement, Vault
    from csps.vault.vault_keys import VaultKeys, begin_rotation, end_rotation, found_keys, read_keys

__all__ = [
    "IDENTITY_COLUMNS",
    "Added",
    "Backup",
    "Checked",
    "Delivered",
    "Fault",
    "Parsed",
    "Rotated",
    "Statement",
    "Vault",
    "VaultKeys",
    "back_up",
    "back_up_keys",
    "begin_rotation",
    "check_vault",
    "end_rotation",
    "found_keys",
    "parse",
    "read_keys",
    "restore",
    "restore_keys",
    "rotate",
    "rows_of",
    "text_of_parquet",
]

# Where each public name lives; its module, and SQLCipher or Arrow behind it, is imported when the name is first used.
_HOMES = {
    "Added": "identities",
    "Backup": "backups",
    "Checked": "checking",
    "Delivered": "delimited",
    "Fault": "delimited",
    "IDENTITY_COLUMNS": "identities",
    "Parsed": "delimited",
    "Rotated": "rotation",
    "Statement": "vault",
    "Vault": "vault",
    "VaultKeys": "vault_keys",
    "back_up": "backups",
    "back_up_keys": "backups",
    "begin_rotation": "vault_keys",
    "check_vault": "checking",
    "end_rotation": "vault_keys",
    "found_keys": "vault_keys",
    "parse": "delimited",
    "read_keys": "vault_keys",
    "restore": "backups",
    "restore_keys": "backups",
    "rotate": "rotation",
    "rows_of": "delimited",
    "text_of_parquet": "columnar",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
