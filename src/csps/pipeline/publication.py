"""What follows from a published week: the journal tells of it, the drop box is cleared, list and report are written out.

Publishing is one rename; all of this comes after it and can be cut off. It is therefore settled again at the beginning of
every run, and settling twice is the same as once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds import clear_drop_box, settled_files
from csps.journal import Draft, Kind
from csps.pipeline.identities import opened_vault
from csps.pipeline.quality.files import write_quality
from csps.worklist import write_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from csps.pipeline.people import SignedIn
    from csps.pipeline.quality.figures import Quality
    from csps.pipeline.site import Site

CLEARING = "The drop box is cleared of what is published and sealed."


def settle(site: Site, by: SignedIn) -> Quality | None:
    """See to it that everything that follows from the published week is so.

    Returns:
        what the week's data is worth, where its report was written now.

    Raises:
        StorageError: the disk refused; the next run settles the rest.
    """
    manifest = site.lake.current()
    if manifest is None:
        return None
    tell(site, by)
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
    """Tell the journal which week is published, unless it was told."""
    manifest = site.lake.current()
    if manifest is None:
        return
    digest = manifest.name.partition(".")[2]
    told = {
        event.draft.details["manifest"] for event in site.journal.events() if event.draft.kind is Kind.WEEK_PUBLISHED
    }
    if digest in told:
        return
    details: dict[str, int | str] = {
        "tables": len(manifest.parts),
        "rows": sum(snapshot.rows for snapshot in manifest.snapshots),
        "families": sum(
            one.rows for one in manifest.parts.get("families.family", {}).values() if one.part == f"{manifest.week}"
        ),
        "manifest": digest,
    }
    reason = "Readers see this week from now on."
    site.journal.append(Draft(by.actor.fingerprint, Kind.WEEK_PUBLISHED, f"week:{manifest.week}", reason, details))
