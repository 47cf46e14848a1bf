"""What follows from a published week: the journal tells of it, the drop box is cleared, list and report are written out.

Publishing is one rename; all of this comes after it and can be cut off. It is therefore settled again at the beginning of
every run, and settling twice is the same as once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import IntegrityError
from csps.feeds import clear_drop_box, settled_files
from csps.journal import Draft, Kind
from csps.pipeline.identities import keys_of, opened_vault
from csps.pipeline.quality.files import write_quality
from csps.vault import Vault
from csps.worklist import write_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from csps.pipeline.people import SignedIn
    from csps.pipeline.quality.figures import Quality
    from csps.pipeline.site import Site
    from csps.store import Manifest

CLEARING = "The drop box is cleared of what is published and sealed."


def settle(site: Site, by: SignedIn) -> Quality | None:
    """See to it that everything that follows from the published week is so.

    Returns:
        what the week's data is worth, where its report was written now.

    Raises:
        IntegrityError: the lake has lost what was published last.
        StorageError: the disk refused; the next run settles the rest.
    """
    tell(site, by)
    manifest = site.lake.current()
    if manifest is None:
        return None
    with site.lake.connect(manifest=manifest) as lake:
        if site.deliveries.is_dir() and any(path.is_file() for path in site.deliveries.rglob("*")):
            with opened_vault(site, by, int(manifest.versions.get("vault", 0)), CLEARING) as vault:
                clear_drop_box(site.deliveries, settled_files(lake, vault))
        report = write_quality(lake, list_folder(site, manifest.week), site.programme)
        if manifest.parts.get("worklist.entry", {}).get(manifest.week.isoformat()):
            write_files(
                lake,
                list_folder(site, manifest.week),
                as_of=manifest.week,
                programme=site.programme,
                specs=site.specs,
            )
    return report.quality


def list_folder(site: Site, week: date) -> Path:
    """Name the folder of a week's list."""
    return site.lists / week.isoformat()


def tell(site: Site, by: SignedIn) -> None:
    """Tell the journal which week is published, unless that is the last thing it was told.

    Raises:
        IntegrityError: the lake has lost what was published last.
    """
    manifest, told = site.lake.current(), _told(site)
    _refuse_lost(site, manifest, told)
    if manifest is None or (told and told[-1].details["manifest"] == _digest_of(manifest)):
        return
    details: dict[str, int | str] = {
        "tables": len(manifest.parts),
        "rows": sum(snapshot.rows for snapshot in manifest.snapshots),
        "families": sum(
            one.rows for one in manifest.parts.get("families.family", {}).values() if one.part == f"{manifest.week}"
        ),
        "manifest": _digest_of(manifest),
    }
    reason = "Readers see this week from now on."
    site.journal.append(Draft(by.actor.fingerprint, Kind.WEEK_PUBLISHED, f"week:{manifest.week}", reason, details))


def refuse_lost(site: Site) -> None:
    """Refuse a lake that is older than the vault: a run on it would take newer generations for ones nobody published.

    It would remove them, and with them deliveries that are nowhere else, and list fewer families without a word. The journal
    knows what was published last. Whatever publishes, or writes what was published anew, asks first.

    Raises:
        IntegrityError: the lake has lost what was published last.
    """
    _refuse_lost(site, site.lake.current(), _told(site))


def _refuse_lost(site: Site, manifest: Manifest | None, told: Sequence[Draft]) -> None:
    if not told:
        return
    last = told[-1].subject.partition(":")[2]
    if manifest is None:
        raise IntegrityError(
            f"The lake says that nothing was ever published, and the journal that the week of {last} was.",
            next_step="Restore the lake from a backup of that week: above all its file `current`.",
        )
    *before, newest = [draft.details["manifest"] for draft in told]
    went_back = _digest_of(manifest) in before and _digest_of(manifest) != newest
    if went_back and _newest_generation(site) > int(manifest.versions.get("vault", 0)):
        raise IntegrityError(
            f"The lake stands at the week of {manifest.week}, as it was before the week of {last} was published last; "
            "the vault holds what came since.",
            next_step="Restore the lake from a later backup, or vault and lake from backups of one week.",
        )


def _told(site: Site) -> list[Draft]:
    """Give what the journal was told of published weeks, in order."""
    return [event.draft for event in site.journal.events() if event.draft.kind is Kind.WEEK_PUBLISHED]


def _newest_generation(site: Site) -> int:
    with Vault.open(site.vault, keys=keys_of(site), generation=None) as vault:
        return vault.newest


def _digest_of(manifest: Manifest) -> str:
    return manifest.name.partition(".")[2]
