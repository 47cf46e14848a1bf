"""Copies of a vault for the day on which it is lost: its data in one place, the table of its keys in another.

    <data>/<name>/contents         every file with its hash, sealed
    <data>/<name>/...              the database and the sealed deliveries, as they lie in the vault
    <keys>/keys-<number>-<generation>/   the ring and the files of keys, as they lie in the vault

A copy of the data holds no key. Somebody who was erased after it was taken stays erased, because the keys of their records
are in no table that is newer. A copy of the table of keys could bring them back together with an old copy of the data: it
is therefore short-lived. Only the newest is kept, and one that is older than an erasure is refused.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError, IntegrityError, StorageError, UsageError
from csps.keys import KeyPurpose, canonical_json, files, open_sealed, parse_canonical, seal
from csps.vault.database import Database
from csps.vault.key_table import FOLDER, RING, KeyTable
from csps.vault.vault import ARCHIVE, WORKINGS, Vault, database_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csps.keys import DataKey, KeyWrapper
    from csps.vault.vault_keys import VaultKeys

CONTENTS = "contents"
KEPT = ((ARCHIVE, "*.sealed"), (WORKINGS, "model-*.sealed"))
"""Folders whose files are copied; pairs that linkage weighed are left out, because they can be weighed again."""
_WHAT = "the list of a backup's files"

# What is copied besides the database. Of linkage's workings the models; the pairs of last week can be weighed again.
COPIED = {ARCHIVE: "*.sealed", WORKINGS: "model-*.sealed"}


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a vault's data.

    Args:
        folder: where it lies.
        digest: the hash of its list of files, which stands for all of it.
        generation: the last one it holds.
        files: how many.
        bytes: how large it is.
    """

    folder: Path
    digest: str
    generation: int
    files: int
    bytes: int


def back_up(vault: Vault, folder: Path) -> Backup:
    """Copy a vault's data into a new folder, whole or not at all.

    Args:
        vault: opened at generation None.
        folder: the new folder; those above it exist.

    Raises:
        UsageError: the folder exists.
        BusyError: a run writes to the vault.
        StorageError: the disk refused; nothing is left behind.
    """
    if folder.exists():
        raise UsageError(f"{folder.name} exists and is not overwritten.", next_step="Choose another name.")
    ring, generation = vault.table.ring, vault.newest
    name = database_name(ring.store)
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.aside")
    vault.database.begin_mending()  # nobody writes while the files are copied
    try:
        with _refusing("The backup could not be written"):
            for part in COPIED:
                (aside / part).mkdir(parents=True, mode=0o700)
            found = [
                name,
                *(file for part, ending in COPIED.items() for file in _sealed_in(vault.folder, part, ending)),
            ]
            listed = {one: _copied(vault.folder / one, aside / one) for one in found}
        contents = canonical_json({"files": listed, "generation": generation, "store": ring.store})
        sealed = seal(ring.stores[ring.store], KeyPurpose.BACKUP, str(ring.store), contents)
        files.replace(aside / CONTENTS, f"{ring.store:08d}".encode() + sealed, "The list of the backup's files")
        files.move(aside, folder, "The backup")
    finally:
        vault.database.roll_back()
        shutil.rmtree(aside, ignore_errors=True)
    size = sum((folder / one).stat().st_size for one in listed)
    return Backup(folder, hashlib.sha256(contents).hexdigest(), generation, len(listed), size)


def back_up_keys(vault: Vault, folder: Path) -> Path:
    """Copy a vault's table of keys into a folder of its own, and remove the older copies there.

    Args:
        vault: opened at generation None.
        folder: for copies of this table only; it exists, and lies neither with the data's copies nor in a workspace.

    Raises:
        StorageError: the disk refused.
    """
    ring = vault.table.ring
    target = folder / f"keys-{ring.number:08d}-{vault.newest:08d}-{len(vault.database.segments()):08d}"
    aside = folder / f".{target.name}.{secrets.token_hex(4)}.aside"
    names = [RING, *([ring.base] if ring.base else []), *_own(vault.database.segments(), ring.number)]
    with _refusing("The table of keys could not be copied"):
        try:
            if not target.exists():
                aside.mkdir(mode=0o700)
                for name in names:
                    _copied(vault.folder / FOLDER / name, aside / name)
                files.move(aside, target, "The copy of the table of keys")
            for older in folder.glob("keys-*"):
                if older != target:
                    shutil.rmtree(older)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return target


def restore_keys(folder: Path, copy: Path, wrapper: KeyWrapper) -> KeyTable:
    """Put a copy of the table of keys in the place of the vault's own.

    Args:
        folder: of the vault.
        copy: what `back_up_keys` gave, or the folder that it was told to put it into.
        wrapper: the deployment's key.

    Raises:
        UsageError: no copy is there.
        AccessError: it was wrapped with another key, or the vault's own table is newer and whole.
        IntegrityError: the copy is damaged.
        StorageError: the disk refused; the vault's own table still counts.
    """
    copy = _copy_of_keys(copy)
    table = KeyTable.read(copy, wrapper)
    table.load(path.name for path in copy.glob("*.keys") if path.name != table.ring.base)
    own = _own_number(folder, wrapper)
    if own > table.ring.number:
        raise AccessError(
            "The vault's own table of keys is newer than the copy: keys were destroyed or rotated since it was taken.",
            next_step="Keep the vault's own; it is whole.",
        )
    with _refusing("The table of keys could not be restored"):
        (folder / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in copy.glob("*.keys"):
            _copied(path, folder / FOLDER / path.name)
    files.replace(folder / FOLDER / RING, (copy / RING).read_bytes(), "The ring of the vault's keys", mode=0o600)
    return table


def _copy_of_keys(folder: Path) -> Path:
    rings = [folder / RING, *sorted(folder.glob(f"keys-*/{RING}"), reverse=True)]
    for ring in rings:
        if ring.exists():
            return ring.parent
    raise UsageError(
        f"{folder.name} holds no copy of a table of keys.",
        next_step="Name the folder that `csps vault backup --keys` was given.",
    )


def restore(folder: Path, copy: Path, keys: VaultKeys, *, at_least: int, accept_gap: bool = False) -> int:
    """Put a copy of the data in the place of the vault's own, under the table of keys that counts; give its generation.

    Args:
        folder: of the vault; its table of keys is there.
        copy: what `back_up` gave.
        keys: what opens the vault.
        at_least: the generation that the published week rests on.
        accept_gap: whether a copy that ends before it may be used all the same; what came later is then lost.

    Raises:
        AccessError: the copy belongs to another vault.
        IntegrityError: a file of it is damaged or missing. The vault is as it was.
        UsageError: it ends before the published week.
        StorageError: the disk refused; run it again.
    """
    table = KeyTable.read(folder / FOLDER, keys.wrapper)
    listed, generation, store = _contents(copy, table)
    for name, digest in listed.items():
        if not (copy / name).is_file() or _digest(copy / name) != digest:
            raise IntegrityError(f"The file {name} of the backup is damaged or missing.", next_step="Use another one.")
    if generation < at_least and not accept_gap:
        raise UsageError(
            f"The backup ends with generation {generation}; the published week rests on {at_least}.",
            next_step="Use a newer one, or say --accept-gap: identities that came later are then lost until sent again.",
        )
    with _refusing("The vault could not be restored"):
        for part in COPIED:
            (folder / part).mkdir(mode=0o750, exist_ok=True)
        for name, digest in listed.items():
            if "/" in name and not _is_same(folder / name, digest):
                _copied(copy / name, folder / name)
    _put_database(folder, copy / database_name(store), table, store, max(at_least, generation))
    return generation


def _put_database(folder: Path, copied: Path, table: KeyTable, store: int, generation: int) -> None:
    """Write the copy's database anew under the key that counts, and put it in place in one rename."""
    aside = folder / ".identities.aside"
    with _refusing("The vault could not be restored"):
        aside.unlink(missing_ok=True)
    with (
        closing(Database(copied, table.ring.stores[store])) as old,
        closing(Database(aside, table.store_key)) as new,
    ):
        old.copy_to(new)
        new.reach(generation)
        new.check()
    files.move(aside, folder / database_name(table.ring.store), "The vault's database")


def _contents(copy: Path, table: KeyTable) -> tuple[dict[str, str], int, int]:
    """Give the files of a copy with their hashes, its generation, and the number of the store it was of."""
    try:
        data = (copy / CONTENTS).read_bytes()
    except OSError:
        raise UsageError(
            f"{copy.name} is no backup of a vault.", next_step="Name the folder it was written to."
        ) from None
    store = int(data[:8]) if data[:8].isdigit() else 0
    key: DataKey | None = table.ring.stores.get(store)
    if key is None:
        raise IntegrityError("The backup is damaged, or of a vault with other keys.", next_step="Use another one.")
    contents = parse_canonical(open_sealed(key, KeyPurpose.BACKUP, str(store), data[8:]), _WHAT)
    assert isinstance(contents, dict), "the list of a backup's files was sealed by csps"
    return contents["files"], contents["generation"], store


def _sealed_in(folder: Path, part: str, ending: str) -> list[str]:
    return sorted(f"{part}/{one.name}" for one in (folder / part).glob(ending))


def _own(segments: list[str], number: int) -> list[str]:
    return [name for name in segments if name.startswith(f"{number:08d}-")]


def _own_number(folder: Path, wrapper: KeyWrapper) -> int:
    """Give the number of the vault's own table; 0 where it is lost or damaged."""
    try:
        return KeyTable.read(folder / FOLDER, wrapper).ring.number
    except IntegrityError:
        return 0


def _copied(source: Path, target: Path) -> str:
    """Copy a file, synced, and give its hash."""
    data = source.read_bytes()
    files.replace(target, data, target.name, mode=0o600)
    return hashlib.sha256(data).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_same(path: Path, digest: str) -> bool:
    return path.is_file() and _digest(path) == digest


@contextmanager
def _refusing(refused: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{refused}: {error.strerror or type(error).__name__}.") from error
