"""What opens a vault, which lies outside the workspace: the key that wraps all others, and the key that names records.

<keys>/vault.key         the key-encrypting key; not there where a key service is used
<keys>/vault.key.next    the one that takes its place, while keys are rotated
<keys>/pseudonyms.key    the key of pseudonyms; wrapped by the service, `pseudonyms.wrapped`, where one is used
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey, files, read_data_key, read_pseudonym_key, write_key
from csps.keys.places import check_outside_workspace
from csps.keys.wrapping import unwrapped_pseudonym_key, wrapped_pseudonym_key

if TYPE_CHECKING:
    from pathlib import Path

    from csps.keys import KeyWrapper, Passphrase

STORE_FILE, NEXT_FILE = "vault.key", "vault.key.next"
PSEUDONYM_FILE, WRAPPED_FILE = "pseudonyms.key", "pseudonyms.wrapped"


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """What opens a vault.

    Args:
        wrapper: unwraps the vault's ring: a key of this machine, or a key service.
        pseudonyms: the key of every pseudonym of the workspace.
        coming: unwraps it where a rotation was cut off after the ring was wrapped anew.
    """

    wrapper: KeyWrapper
    pseudonyms: PseudonymKey
    coming: KeyWrapper | None = None


def found_keys(
    folder: Path,
    passphrase: Passphrase | None = None,
    *,
    service: KeyWrapper | None = None,
    demonstration: bool = False,
) -> VaultKeys:
    """Make the keys of a new vault and write them; a key that an interrupted call left behind is taken over.

    Args:
        folder: which exists, outside every workspace; inside a synthetic one for a demonstration.
        passphrase: what the files are kept under; None for a service, whose files their folder alone guards.
        service: a key service that wraps instead of a key file.
        demonstration: marks the keys as refused outside synthetic workspaces.

    Raises:
        UsageError: all keys exist already, or the passphrase is too short.
        AccessError: the folder is inside a workspace, others could change it, or the service refuses.
        StorageError: the disk refused.
    """
    wanted = (STORE_FILE, PSEUDONYM_FILE) if service is None else (WRAPPED_FILE,)
    if all((folder / name).exists() for name in wanted):
        raise UsageError(
            f"The folder {folder.name} holds the keys of a vault already, and they are not overwritten.",
            next_step="Choose another folder; a vault whose keys are gone cannot be read again.",
        )
    if service is not None:
        check_outside_workspace(folder / WRAPPED_FILE, "The key of pseudonyms", demonstration=demonstration)
        files.write_new(folder / WRAPPED_FILE, wrapped_pseudonym_key(service, PseudonymKey.new()), "The pseudonym key")
        return read_keys(folder, service=service)
    if not (folder / STORE_FILE).exists():
        write_key(folder / STORE_FILE, DataKey.new(), passphrase, demonstration=demonstration)
    if not (folder / PSEUDONYM_FILE).exists():
        write_key(folder / PSEUDONYM_FILE, PseudonymKey.new(), passphrase, demonstration=demonstration)
    return read_keys(folder, passphrase)


def read_keys(folder: Path, passphrase: Passphrase | None = None, *, service: KeyWrapper | None = None) -> VaultKeys:
    """Read the keys of a vault.

    Args:
        folder: where they lie.
        passphrase: what the files are kept under, if anything.
        service: a key service that wraps instead of a key file.

    Raises:
        AccessError: a file is missing, open to others or inside a workspace, or the passphrase is wrong or missing.
        IntegrityError: a file is damaged.
    """
    if service is not None:
        wrapped = files.read_guarded(folder / WRAPPED_FILE, "The pseudonym key", private=True)
        return VaultKeys(service, unwrapped_pseudonym_key(service, wrapped))
    pseudonyms = read_pseudonym_key(folder / PSEUDONYM_FILE, passphrase)
    coming = None
    if (folder / NEXT_FILE).exists():
        coming = LocalKeyWrapper(read_data_key(folder / NEXT_FILE, passphrase))
        if not (folder / STORE_FILE).exists():
            return VaultKeys(coming, pseudonyms)
    return VaultKeys(LocalKeyWrapper(read_data_key(folder / STORE_FILE, passphrase)), pseudonyms, coming)


def begin_rotation(folder: Path, passphrase: Passphrase | None = None, *, demonstration: bool = False) -> KeyWrapper:
    """Make the key that takes the place of the vault's, or take over the one that an interrupted rotation made.

    Raises:
        AccessError: the folder is inside a workspace, or others could change it.
        StorageError: the disk refused.
    """
    if not (folder / NEXT_FILE).exists():
        write_key(folder / NEXT_FILE, DataKey.new(), passphrase, demonstration=demonstration)
    return LocalKeyWrapper(read_data_key(folder / NEXT_FILE, passphrase))


def end_rotation(folder: Path) -> None:
    """Let the new key take the place of the old one, which is then gone.

    Raises:
        StorageError: the disk refused.
    """
    if (folder / NEXT_FILE).exists():
        files.move(folder / NEXT_FILE, folder / STORE_FILE, "The vault's key")
