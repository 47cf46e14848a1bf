"""The vault of a workspace: how its keys come about, and how somebody who may opens it, for a reason the journal keeps."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from csps.access import Action
from csps.access.states import Always
from csps.journal import Draft, Kind
from csps.keys import KeyService, Passphrase
from csps.store.files import make_folder, refusing
from csps.vault import Vault, found_keys, read_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.access.states import State
    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.vault import VaultKeys

SUBJECT = "store:vault"


def found_vault(site: Site) -> None:
    """Make the keys of a workspace's vault, outside the workspace.

    Raises:
        UsageError: they exist already.
        AccessError: the folder lies inside a workspace, or others could change it.
        StorageError: the disk refused.
    """
    with refusing("The folder of keys could not be made"):
        make_folder(site.deployment.keys)
    site.deployment.keys.chmod(0o700)
    found_keys(site.deployment.keys, passphrase_of(site), service=key_service_of(site), demonstration=site.synthetic)


def keys_of(site: Site) -> VaultKeys:
    """Read what opens the vault: a key file, under a passphrase where CSPS_VAULT_PASSPHRASE is set, or a key service.

    Raises:
        AccessError: a key is missing, open to others or inside a workspace, or the passphrase or service refuses.
        IntegrityError: a key file is damaged.
    """
    return read_keys(site.deployment.keys, passphrase_of(site), service=key_service_of(site))


def passphrase_of(site: Site) -> Passphrase | None:
    """Give the passphrase of the vault's key files, if the deployment has one."""
    text = site.deployment.vault_passphrase
    return None if text is None else Passphrase(text)


def key_service_of(site: Site) -> KeyService | None:
    """Give the program that wraps the vault's keys, if the deployment has one."""
    return KeyService(site.deployment.key_service) if site.deployment.key_service else None


@contextmanager
def opened_vault(
    site: Site, by: SignedIn, generation: int | None, reason: str, *, action: Action = Action.LINK_RECORDS
) -> Iterator[Vault]:
    """Open the vault, and tell the journal who opened it, in which role and why.

    Args:
        site: the workspace.
        by: who opens it.
        generation: what the edition they work on rests on; None for the vault as a whole.
        reason: why, in a line.
        action: what it is opened for.

    Raises:
        AccessError: they may not, or the key is not the vault's.
        IntegrityError: the vault is damaged.
    """
    tell_opening(site, by, generation, reason, action=action)
    with Vault.open(site.vault, keys=keys_of(site), generation=generation) as vault:
        yield vault


def tell_opening(
    site: Site, by: SignedIn, generation: int | None, reason: str, *, action: Action, state: State = Always.ALWAYS
) -> None:
    """Refuse whoever may not open the vault for something, and tell the journal of whoever may, before they do.

    Raises:
        AccessError: they may not.
    """
    by.check(action, state)
    role = by.roles_for(action, state)[0]
    details: dict[str, int | str] = {"generation": generation or 0}
    told = f"As {role.value}: {reason}"
    site.journal.append(Draft(by.actor.fingerprint, Kind.VAULT_OPENED, SUBJECT, told, details))
