"""The two keys of a vault, which lie outside the workspace: what its store is encrypted with, and what names records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.keys import DataKey, PseudonymKey, read_data_key, read_pseudonym_key, write_key

if TYPE_CHECKING:
    from pathlib import Path

    from csps.keys import Passphrase

STORE_FILE, PSEUDONYM_FILE = "vault.key", "pseudonyms.key"


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """What opens a vault.

    Args:
        store: the key of everything that is kept.
        pseudonyms: the key of every pseudonym of the workspace.
    """

    store: DataKey
    pseudonyms: PseudonymKey


def found_keys(folder: Path, passphrase: Passphrase | None = None, *, demonstration: bool = False) -> VaultKeys:
    """Make the keys of a new vault and write them; a key that an interrupted call left behind is taken over.

    Args:
        folder: which exists, outside every workspace; inside a synthetic one for a demonstration.
        passphrase: what the files are kept under; None for a service, whose files their folder alone guards.
        demonstration: marks the keys as refused outside synthetic workspaces.

    Raises:
        UsageError: both keys exist already, or the passphrase is too short.
        AccessError: the folder is inside a workspace, or others could change it.
        StorageError: the disk refused.
    """
    if (folder / STORE_FILE).exists() and (folder / PSEUDONYM_FILE).exists():
        raise UsageError(
            f"The folder {folder.name} holds the keys of a vault already, and they are not overwritten.",
            next_step="Choose another folder; a vault whose keys are gone cannot be read again.",
        )
    if not (folder / STORE_FILE).exists():
        write_key(folder / STORE_FILE, DataKey.new(), passphrase, demonstration=demonstration)
    if not (folder / PSEUDONYM_FILE).exists():
        write_key(folder / PSEUDONYM_FILE, PseudonymKey.new(), passphrase, demonstration=demonstration)
    return read_keys(folder, passphrase)


def read_keys(folder: Path, passphrase: Passphrase | None = None) -> VaultKeys:
    """Read the keys of a vault.

    Raises:
        AccessError: a file is missing, open to others or inside a workspace, or the passphrase is wrong or missing.
        IntegrityError: a file is damaged.
    """
    return VaultKeys(
        read_data_key(folder / STORE_FILE, passphrase), read_pseudonym_key(folder / PSEUDONYM_FILE, passphrase)
    )
