"""Mark a workspace against the truth beside it. Reads both, changes neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from csps.contracts.lake import lake_tables
from csps.domain.errors import UsageError
from csps.features import family_week_table
from csps.privacy.leaks import leak_marks
from csps.store import Lake
from csps.synthetic.marking.accounting import account
from csps.synthetic.marking.chances import chance_marks
from csps.synthetic.marking.families import family_marks
from csps.synthetic.marking.folders import Folder, delivered_files, read_recipe, refuse_strangers
from csps.synthetic.marking.likeness import WRITTEN, hardness
from csps.synthetic.marking.linked import link_marks
from csps.synthetic.marking.losses import loss_marks
from csps.synthetic.marking.persons import LINKS, lend_true_persons, lend_true_records
from csps.synthetic.marking.registers import registers, stack_records
from csps.synthetic.marking.scores import score_marks
from csps.synthetic.marking.words import Marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csps.privacy.leaks import LeakMarks
    from csps.store import Manifest
    from csps.synthetic.marking.families import FamilyMarks
    from csps.synthetic.marking.likeness import Hardness
    from csps.synthetic.marking.linked import LinkMarks
    from csps.synthetic.marking.losses import LossMarks
    from csps.synthetic.marking.scores import ScoreMarks


class _Made(TypedDict):
    links: LinkMarks | None
    families: Sequence[FamilyMarks]
    scores: Sequence[ScoreMarks]
    losses: LossMarks | None
    leaks: LeakMarks | None


def mark(workspace: Path, truth: Path) -> Marks:
    """Hold what was delivered, and what csps made of it, against what really happened.

    Args:
        workspace: of a synthetic borough.
        truth: made with it.

    Returns:
        marks that can be printed, or turned into JSON.

    Raises:
        UsageError: one of the folders is not what it should be, or the truth is of another borough.
        IntegrityError: a file cannot be read.
    """
    recipe = read_recipe(truth)
    refuse_strangers(workspace, recipe)
    files = delivered_files(workspace)
    lake = lake_of(workspace)
    manifest = lake.current()
    if not files and manifest is None:
        raise UsageError(
            f"{workspace} has no deliveries, and nothing was made of any.",
            next_step="Make a borough again with `csps synthetic make`.",
        )
    with Folder(workspace) as seen, Folder(truth) as true:
        end = recipe.end.isoformat()
        return Marks(
            end=recipe.end,
            accounts=account(seen, true, files) if files else [],
            unexpected=files.get("", []),
            hardness=_hardness(seen, true, files),
            chances=chance_marks(true, end),
            **_made(seen, true, lake, manifest, end),
        )


def lake_of(workspace: Path) -> Lake:
    """Give the lake of a workspace, which knows every table, that of the features included: leaks are looked for in it."""
    return Lake(workspace / "lake", tables={**lake_tables(), "features.family_week": family_week_table()})


def _made(seen: Folder, true: Folder, lake: Lake, manifest: Manifest | None, end: str) -> _Made:
    """Mark what csps has made of the deliveries so far."""
    if manifest is None or LINKS not in manifest:
        return {"links": None, "families": (), "scores": (), "losses": None, "leaks": None}
    lend_true_records(seen, true, lake, manifest)
    lend_true_persons(seen, lake, manifest)
    return {
        "links": link_marks(seen, true, lake, manifest, end),
        "families": family_marks(seen, true, lake, manifest),
        "scores": score_marks(seen, true, lake, manifest),
        "losses": loss_marks(seen, true, lake, manifest),
        "leaks": leak_marks(lake, manifest),
    }


def _hardness(seen: Folder, true: Folder, files: Mapping[str, Sequence[str]]) -> Hardness | None:
    if not registers(files):
        return None
    stack_records(seen, true, files)
    return hardness(seen.ask(WRITTEN))
