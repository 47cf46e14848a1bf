"""New keys for an old vault: a new key of the store, a new key of the table of keys, a new key that wraps them.

Everything new is written beside the old. The ring is then replaced in one rename: before it the old keys open the vault,
after it only the new ones. A rotation that was cut off is done by doing it again.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, StorageError
from csps.vault.database import Database
from csps.vault.key_table import FOLDER, KeyTable
from csps.vault.vault import Vault, database_name

if TYPE_CHECKING:
    from pathlib import Path

    from csps.keys import KeyWrapper
    from csps.vault.vault_keys import VaultKeys


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of the keys.

    Args:
        keys: how many are wrapped anew.
        store: the number of the store that counts now.
    """

    keys: int
    store: int


def rotate(folder: Path, keys: VaultKeys, coming: KeyWrapper) -> Rotated:
    """Give a vault new keys. Whoever calls lets the new wrapping key take the place of the old one afterwards.

    Args:
        folder: of the vault.
        keys: what opens it now.
        coming: what wraps its keys from now on; with a key service, the same service.

    Raises:
        AccessError: the keys are not those of the vault.
        IntegrityError: the vault is damaged; the old keys still open it.
        BusyError: a run writes to it.
        StorageError: the disk refused; the old keys still open it.
    """
    done = None if keys.coming is None else _done_before(folder, coming)
    if done is None:
        done = _rotate(folder, keys, coming)
    _remove_old_stores(folder, done)
    return Rotated(len(done.names), done.ring.store)


def _rotate(folder: Path, keys: VaultKeys, coming: KeyWrapper) -> KeyTable:
    with Vault.open(folder, keys=keys, generation=None) as vault:
        vault.database.begin_mending()  # nobody else writes until this is done
        anew = vault.table.write_anew(coming, vault.newest, new_store=True)
        path = folder / database_name(anew.ring.store)
        _remove(path)
        with closing(Database(path, anew.store_key)) as store:
            vault.database.copy_to(store)
            store.check()
        vault.passing.forget()  # it is sealed under the key of the table, which goes now
        anew.put()
        vault.database.roll_back()
    return anew


def _done_before(folder: Path, coming: KeyWrapper) -> KeyTable | None:
    """Give the table of an earlier rotation to the same key that was cut off after it had counted."""
    try:
        return KeyTable.read(folder / FOLDER, coming)
    except AccessError:
        return None


def _remove_old_stores(folder: Path, table: KeyTable) -> None:
    for path in folder.glob("identities-*.db*"):
        if not path.name.startswith(database_name(table.ring.store)):
            _remove(path)
    with closing(Database(folder / database_name(table.ring.store), table.store_key)) as store:
        table.tidy(store.segments())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"An old store could not be removed: {error.strerror}.") from error
