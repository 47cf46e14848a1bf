"""`csps demo`: everything once on a synthetic borough, from deliveries to this week's list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csps.domain.errors import AccessError
from csps.domain.progress import SilentProgress
from csps.pipeline import shipped_specifications
from csps.store.files import make_folder, refusing, replacement
from csps.workspace.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.domain.progress import Progress
    from csps.pipeline import Site, WeekDone

REASON = (
    "A program signs this for a demonstration: nobody read the figures by group. The marks are a demonstration's own, and "
    "nobody here is real."
)


def set_marks(site: Site) -> None:
    """Put specifications with marks for a small town into a synthetic workspace that has none of its own.

    Raises:
        AccessError: the workspace is not synthetic.
        StorageError: the disk refused.
    """
    own = site.folder / "models"
    if own.exists():
        return
    if not site.synthetic:
        raise AccessError("Marks of a demonstration are for a synthetic workspace only.")
    marks = Path(__file__).with_name("demonstration_marks.toml").read_text(encoding="utf-8")
    for name, path in shipped_specifications().items():
        before = path.read_text(encoding="utf-8").partition("[pass_marks]")[0]
        target = own / name / "spec.toml"
        with refusing("The specifications of the demonstration could not be written"):
            make_folder(target.parent)
        with replacement(target) as sink:
            sink.write(f"{before.replace('crossed = true', 'crossed = false')}{marks}".encode())


def demonstrate(
    folder: Path, *, trials: int | None = 0, environ: Mapping[str, str] | None = None, progress: Progress | None = None
) -> WeekDone:
    """Take a synthetic workspace in, train and approve its models, and publish this week's list.

    The demonstration's trainer and reviewer are two keys, as they must be. Whatever was done before is not done again.

    Args:
        folder: a synthetic workspace, as `csps synthetic make` leaves it.
        trials: how many settings training tries; 0 for the start values of the specifications.
        environ: variables that begin with CSPS_; None for the process's own.
        progress: who watches.

    Raises:
        AccessError: the workspace is not synthetic.
        ApprovalError: a model does not reach its marks: it may not be used, here neither.
    """
    watching = progress or SilentProgress()
    set_marks(open_workspace(folder, environ=environ).site)
    workspace = open_workspace(folder, environ=environ)  # again: its specifications may be new
    workspace.enrol_demonstrators()
    if workspace.site.lake.current() is None:
        workspace.weekly(progress=watching)
    for model in workspace.site.specs:
        if not workspace.is_approved(model):
            workspace.train(model, trials=trials, progress=watching)
            facts = workspace.evidence(model).standing.report.evidence.facts
            workspace.judge(model, "approve", REASON, acknowledged=[fact.name for fact in facts])
    return workspace.weekly(progress=watching)
