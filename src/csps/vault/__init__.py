"""Encrypted identities, sealed deliveries and judgements; the door to SQLCipher."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.vault.backups import Backup, back_up, back_up_keys, restore, restore_keys
    from csps.vault.checking import Checked, check_vault
    from csps.vault.coded import CodedColumn, CodedStretch, beside_one_another, coded_stretches_of, nothing_in
    from csps.vault.columnar import text_of_parquet
    from csps.vault.delimited import Delivered, Fault, Parsed, parse, rows_of, texts_of
    from csps.vault.erasure import (
        Erased,
        erase_records,
        forget_plan,
        keep_plan,
        note_elsewhere,
        noted_elsewhere,
        plan_of,
        rejected_lines,
    )
    from csps.vault.identities import IDENTITY_COLUMNS, Added
    from csps.vault.rotation import Rotated, rotate
    from csps.vault.statements import Statement
    from csps.vault.stretches import found_in, letters_fault, pieces_of, stretches_of
    from csps.vault.vault import Vault
    from csps.vault.vault_keys import VaultKeys, begin_rotation, end_rotation, found_keys, read_keys

__all__ = [
    "IDENTITY_COLUMNS",
    "Added",
    "Backup",
    "Checked",
    "CodedColumn",
    "CodedStretch",
    "Delivered",
    "Erased",
    "Fault",
    "Parsed",
    "Rotated",
    "Statement",
    "Vault",
    "VaultKeys",
    "back_up",
    "back_up_keys",
    "begin_rotation",
    "beside_one_another",
    "check_vault",
    "coded_stretches_of",
    "end_rotation",
    "erase_records",
    "forget_plan",
    "found_in",
    "found_keys",
    "keep_plan",
    "letters_fault",
    "note_elsewhere",
    "noted_elsewhere",
    "nothing_in",
    "parse",
    "pieces_of",
    "plan_of",
    "read_keys",
    "rejected_lines",
    "restore",
    "restore_keys",
    "rotate",
    "rows_of",
    "stretches_of",
    "text_of_parquet",
    "texts_of",
]

# Where each public name lives; its module, and SQLCipher or Arrow behind it, is imported when the name is first used.
_HOMES = {
    "Added": "identities",
    "Backup": "backups",
    "Checked": "checking",
    "CodedColumn": "coded",
    "CodedStretch": "coded",
    "Delivered": "delimited",
    "Erased": "erasure",
    "Fault": "delimited",
    "IDENTITY_COLUMNS": "identities",
    "Parsed": "delimited",
    "Rotated": "rotation",
    "Statement": "statements",
    "Vault": "vault",
    "VaultKeys": "vault_keys",
    "back_up": "backups",
    "back_up_keys": "backups",
    "begin_rotation": "vault_keys",
    "beside_one_another": "coded",
    "check_vault": "checking",
    "coded_stretches_of": "coded",
    "end_rotation": "vault_keys",
    "erase_records": "erasure",
    "forget_plan": "erasure",
    "found_in": "stretches",
    "found_keys": "vault_keys",
    "keep_plan": "erasure",
    "letters_fault": "stretches",
    "note_elsewhere": "erasure",
    "nothing_in": "coded",
    "noted_elsewhere": "erasure",
    "parse": "delimited",
    "pieces_of": "stretches",
    "plan_of": "erasure",
    "read_keys": "vault_keys",
    "rejected_lines": "erasure",
    "restore": "backups",
    "restore_keys": "backups",
    "rotate": "rotation",
    "rows_of": "delimited",
    "stretches_of": "stretches",
    "text_of_parquet": "columnar",
    "texts_of": "delimited",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
