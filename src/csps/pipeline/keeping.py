"""The vault looked after as a whole: checked, given new keys, copied, and brought back. Each time the journal is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action
from csps.domain.errors import AccessError, UsageError
from csps.journal import Draft, Kind
from csps.keys.places import check_outside_workspace
from csps.pipeline.identities import SUBJECT, key_service_of, keys_of, opened_vault, passphrase_of, tell_opening
from csps.store.files import digest_of, make_folder, refusing
from csps.vault import (
    Vault,
    back_up,
    back_up_keys,
    begin_rotation,
    check_vault,
    end_rotation,
    restore,
    restore_keys,
    rotate,
)

if TYPE_CHECKING:
    from pathlib import Path

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.vault import Backup, Checked, Rotated

BACKUP = "store:backup"


@dataclass(frozen=True, slots=True)
class VaultRestored:
    """What came back.

    Args:
        generation: the last one that the copy holds.
        published: the one that the published week rests on; what lies between is lost.
        checked: what the vault holds now, and how many rows are gone because somebody was erased since.
    """

    generation: int
    published: int
    checked: Checked


def check_whole_vault(site: Site, *, by: SignedIn, reason: str) -> Checked:
    """Verify every page and open every seal of the vault.

    Raises:
        AccessError: `by` may not.
        IntegrityError: something is damaged or missing, and what.
        BusyError: another run holds the workspace.
    """
    with site.lake.lock(), opened_vault(site, by, None, reason, action=Action.CHECK_VAULT) as vault:
        return check_vault(vault)


def rotate_keys(site: Site, *, by: SignedIn, reason: str) -> Rotated:
    """Give the vault new keys; the old ones open nothing afterwards. What was cut off is ended by doing it again.

    Raises:
        AccessError: `by` may not.
        IntegrityError: the vault is damaged; the old keys still open it.
        BusyError: another run holds the workspace.
        StorageError: the disk refused; either key may open the vault, and csps finds out which.
    """
    with site.lake.lock():
        tell_opening(site, by, None, reason, action=Action.ROTATE_KEYS)
        service, passphrase = key_service_of(site), passphrase_of(site)
        coming = service or begin_rotation(site.deployment.keys, passphrase, demonstration=site.synthetic)
        rotated = rotate(site.vault, keys_of(site), coming)
        end_rotation(site.deployment.keys)
        details: dict[str, int | str] = {"keys": rotated.keys}
        site.journal.append(Draft(by.actor.fingerprint, Kind.KEYS_ROTATED, SUBJECT, reason, details))
        return rotated


def back_up_vault(site: Site, folder: Path, *, keys: Path | None, by: SignedIn, reason: str) -> Backup:
    """Copy the vault's data into a new folder, and its table of keys into another place.

    Args:
        site: the workspace.
        folder: the new folder of the data.
        keys: the folder of the copies of the table of keys, of which only the newest is kept; None for no copy.
        by: an administrator or data officer.
        reason: why, in a line.

    Raises:
        AccessError: `by` may not, or a folder lies in the workspace.
        UsageError: the two places are one, or the folder of the data exists.
        BusyError: another run holds the workspace.
        StorageError: the disk refused; no copy is left half written.
    """
    _refuse_one_place(folder, keys)
    with site.lake.lock(), opened_vault(site, by, None, reason, action=Action.TAKE_BACKUPS) as vault:
        for place in (folder.parent, *([] if keys is None else [keys])):
            with refusing("The folder of the backup could not be made"):
                make_folder(place)
        if keys is not None:
            back_up_keys(vault, keys)
        taken = back_up(vault, folder)
        details: dict[str, int | str] = {"backup": taken.digest}
        site.journal.append(Draft(by.actor.fingerprint, Kind.BACKUP_TAKEN, BACKUP, reason, details))
        return taken


def restore_vault(
    site: Site, folder: Path, *, keys: Path | None, accept_gap: bool, by: SignedIn, reason: str
) -> VaultRestored:
    """Bring the vault back from a copy of its data, and its table of keys from a copy of that where it is lost.

    Somebody who was erased after the copy was taken stays erased; how many of their rows it held is said.

    Args:
        site: the workspace.
        folder: of the data.
        keys: a copy of the table of keys; None for the vault's own.
        accept_gap: whether a copy may be used that ends before the published week.
        by: an administrator.
        reason: why, in a line.

    Raises:
        AccessError: `by` may not, or the copy of the keys is older than an erasure or than the vault's own.
        IntegrityError: the copy is damaged.
        UsageError: it ends before the published week.
        BusyError: another run holds the workspace.
        StorageError: the disk refused; run it again.
    """
    manifest = site.lake.current()
    published = 0 if manifest is None else int(manifest.versions.get("vault", 0))
    with site.lake.lock():
        tell_opening(site, by, None, reason, action=Action.RESTORE_BACKUPS)
        opened_with = keys_of(site)
        if keys is not None:
            _refuse_before_an_erasure(site, keys)
            restore_keys(site.vault, keys, opened_with.wrapper)
        generation = restore(site.vault, folder, opened_with, at_least=published, accept_gap=accept_gap)
        with Vault.open(site.vault, keys=opened_with, generation=None) as vault:
            found = check_vault(vault)
        details: dict[str, int | str] = {"backup": digest_of(folder / "contents")}
        site.journal.append(Draft(by.actor.fingerprint, Kind.BACKUP_RESTORED, BACKUP, reason, details))
        return VaultRestored(generation, published, found)


def _refuse_one_place(folder: Path, keys: Path | None) -> None:
    check_outside_workspace(folder, "A backup of the vault", demonstration=False)
    if keys is None:
        return
    check_outside_workspace(keys / "keys", "A copy of the table of keys", demonstration=False)
    data, table = folder.resolve(), keys.resolve()
    if data.is_relative_to(table) or table.is_relative_to(data) or data.parent == table:
        raise UsageError(
            "The data and the table of keys would lie in one place: whoever copies the one would have the other.",
            next_step="Name another folder with --keys, best on another machine.",
        )


def _refuse_before_an_erasure(site: Site, keys: Path) -> None:
    """Refuse a copy of the table of keys in which a key lives on that was destroyed since."""
    number = int(keys.name.split("-")[1]) if keys.name.count("-") == 3 and keys.name.split("-")[1].isdigit() else 0
    told = [event.draft for event in site.journal.events() if event.draft.kind is Kind.PERSON_ERASED]
    if any(number < int(draft.details["table_of_keys"]) for draft in told):
        raise AccessError(
            "Somebody was erased after this copy of the table of keys was taken; with it they would come back.",
            next_step="Use a newer copy, and destroy this one.",
        )
