"""Linkage's own acts besides a week: learning its model anew, and holding a full relink against what is published."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from csps.access import Action
from csps.domain.errors import UsageError
from csps.journal import Draft, Kind
from csps.linkage import Thresholds, compare_edition, learn_model
from csps.pipeline import publication
from csps.pipeline.identities import opened_vault
from csps.store import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csps.linkage import Compared, Model
    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site
    from csps.vault import Vault

LEARNING = "A model of linkage is learnt anew."
COMPARING = "A full relink is compared with the published one."


def train_linkage(site: Site, *, by: SignedIn) -> Model:
    """Learn linkage's model anew from the published week's records. The next weekly run links everything again by it.

    Args:
        site: the workspace.
        by: a data officer.

    Returns:
        the model; it is sealed in the vault, and the published week names it.

    Raises:
        UsageError: nothing is published yet.
        AccessError: `by` may not.
        BusyError: another run holds the workspace.
    """
    by.check(Action.RUN_WEEK)
    with _on_the_published_week(site, by, LEARNING) as (edition, vault):
        model = learn_model(edition, vault)
        edition.publish()
    details: dict[str, int | str] = {"records": model.records, "heaps": model.heaps}
    reason = "The next weekly run links everything again by it."
    site.journal.append(
        Draft(by.actor.fingerprint, Kind.LINKAGE_LEARNT, f"model:linkage@{model.version}", reason, details)
    )
    publication.tell(site, by)
    return model


def compare_linkage(site: Site, *, by: SignedIn, learn_anew: bool = False) -> Compared:
    """Link everything of the published week again, write nothing, and say how it differs.

    Args:
        site: the workspace.
        by: a data officer.
        learn_anew: learn a model for it, and forget it afterwards.

    Raises:
        UsageError: nothing is published yet.
        AccessError: `by` may not.
        BusyError: another run holds the workspace.
    """
    with _on_the_published_week(site, by, COMPARING) as (edition, vault):
        thresholds = Thresholds.of(site.programme)
        return compare_edition(edition, vault, thresholds=thresholds, learn_anew=learn_anew)


@contextmanager
def _on_the_published_week(site: Site, by: SignedIn, reason: str) -> Iterator[tuple[Edition, Vault]]:
    """Hold the workspace, and open the published week and the vault it rests on."""
    with site.lake.lock():
        publication.refuse_lost(site)
        base = site.lake.current()
        if base is None:
            raise UsageError("Nothing is published yet.", next_step="Run `csps weekly` first.")
        with opened_vault(site, by, int(base.versions["vault"]), reason) as vault:
            yield Edition(site.lake, base.week), vault
