"""Mark a workspace against the truth beside it. Reads both, changes neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import UsageError
from csps.store import Lake
from csps.synthetic.marking.accounting import account
from csps.synthetic.marking.chances import chance_marks
from csps.synthetic.marking.folders import Folder, delivered_files, read_recipe, refuse_strangers
from csps.synthetic.marking.likeness import WRITTEN, hardness
from csps.synthetic.marking.linked import LINKS, link_marks
from csps.synthetic.marking.registers import registers, stack_records
from csps.synthetic.marking.words import Marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csps.store import Manifest
    from csps.synthetic.marking.likeness import Hardness

SCORES = "scoring.score"


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
    lake = Lake(workspace / "lake")
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
            links=link_marks(seen, true, lake, manifest, end) if manifest and LINKS in manifest else None,
            chances=chance_marks(true, end),
            scores=_scores(manifest),
        )


def _hardness(seen: Folder, true: Folder, files: Mapping[str, Sequence[str]]) -> Hardness | None:
    if not registers(files):
        return None
    stack_records(seen, true, files)
    return hardness(seen.ask(WRITTEN))


def _scores(manifest: Manifest | None) -> str:
    """Say why scores are not marked: until families are formed, nobody can say which true family a score is about."""
    if manifest is None or SCORES not in manifest:
        return f"Scores: not yet scored. There is no published `{SCORES}`."
    return (
        "Scores: not marked. Which true family each is about follows from `families.membership`, which has no contract."
    )
