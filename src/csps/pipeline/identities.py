"""The vault of a workspace: how its keys come about, and how somebody who may opens it, for a reason the journal keeps."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from csps.access import Action
from csps.journal import Draft, Kind
from csps.store.files import make_folder, refusing
from csps.vault import Vault, found_keys, read_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site

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
    found_keys(site.deployment.keys, demonstration=site.synthetic)


@contextmanager
def opened_vault(site: Site, by: SignedIn, generation: int, reason: str) -> Iterator[Vault]:
    """Open the vault, and tell the journal who opened it and why.

    Args:
        site: the workspace.
        by: who opens it.
        generation: what the edition they work on rests on.
        reason: why, in a line.

    Raises:
        AccessError: they may not, or the key is not the vault's.
        IntegrityError: the vault is damaged.
    """
    by.check(Action.LINK_RECORDS)
    details: dict[str, int | str] = {"generation": generation}
    site.journal.append(Draft(by.actor.fingerprint, Kind.VAULT_OPENED, SUBJECT, reason, details))
    with Vault.open(site.vault, keys=read_keys(site.deployment.keys), generation=generation) as vault:
        yield vault
