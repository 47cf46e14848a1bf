"""A small town on whose weekly run everything can go wrong: loaded, with models in use, and more was delivered since.

Its models learnt from nothing: whether families came up on the list is drawn by counting. What is tried here is that a run
which is cut off comes to the same list, whatever the list says; a town with a history to learn from would cost minutes.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from tests.factories.audits import group_rows, papers_of

from csps.approval import evidence_of, submit
from csps.domain.version import csps_version
from csps.features import catalogue
from csps.modelling.run import visible
from csps.pipeline.verdicts import approvals_of
from csps.registry import shelf
from csps.riskmodel import FeatureColumn, TrainingSet, fit_risk_model, version_of
from csps.synthetic import make_borough
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from csps.workspace import Workspace

END = date(2026, 11, 16)
BEFORE = END - timedelta(weeks=4)  # a town this small sends too little in one
FEEDS = frozenset(
    {
        "ssd_person", "ssd_address", "ssd_family", "ssd_contacts", "ssd_s47_enquiry", "ssd_cp_plans", "ssd_cla_episodes",
        "police_incident",
    }
)  # fmt: skip
"""What this town's agencies send: enough for families, outcomes and features, and little enough to run a week often."""
SETTINGS = {
    "n_estimators": 10, "learning_rate": 0.2, "num_leaves": 4, "min_child_samples": 5, "colsample_bytree": 1.0,
    "subsample": 1.0, "reg_lambda": 0.0,
}  # fmt: skip


def make_town(folder: Path, residents: int, weeks: int) -> Path:
    """Make a town in `folder`, take everything in up to `BEFORE`, and give it models; give its workspace.

    Later files are in the drop box. The keys lie beside the workspace, so that copying `folder` copies both.
    """
    make_borough(folder, residents=residents, weeks=weeks, end=END, seed=7)
    workspace = folder / "workspace"
    leave_out_feeds(workspace)
    later = folder / "later"
    for path in sorted((workspace / "deliveries").rglob("*.csv")):
        if date.fromisoformat(path.stem[-10:]) > BEFORE:
            target = later / path.relative_to(workspace)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)
    opened = open_workspace(workspace, environ={})
    opened.enrol_demonstrators()
    opened.weekly(BEFORE)
    for model in opened.site.specs:
        _put_to_use(opened, model, folder / "model" / model)
    opened.weekly(BEFORE)
    shutil.copytree(later, workspace, dirs_exist_ok=True)
    for spent in (later, folder / "model", folder / "truth"):
        shutil.rmtree(spent)
    return workspace


def _put_to_use(opened: Workspace, name: str, files: Path) -> None:
    """Fit a model to invented outcomes, put it on the shelf, and have it submitted and approved."""
    site, spec = opened.site, opened.site.specs[name]
    seen = visible(catalogue(), spec)
    with site.lake.connect() as lake:
        rows = lake.table("features.family_week", part=BEFORE.isoformat())
        known = rows.select(**{each.name: rows[each.name].cast("float32") for each in seen}).to_pyarrow().to_pandas()
    numbers = np.arange(len(known))
    columns = tuple(FeatureColumn(each.name, each.type) for each in seen)
    learnt = TrainingSet(known, numbers % 3 == 0, columns, seed=1)
    digest = fit_risk_model(learnt, numbers % 2, SETTINGS, spec).save(files)
    shelf.put(files, shelf.model_folder(site.registry, name, version_of(digest)))
    papers = papers_of(spec, version_of(digest), groups=group_rows(spec, small=("a few",)))
    evidence = evidence_of(
        spec,
        papers,
        digest=digest,
        data={"features.family_week/" + BEFORE.isoformat(): "0" * 64},
        families=len(known),
        features=len(seen),
        code=csps_version(),
    )
    submit(approvals_of(site), evidence, papers, by=opened.sign_in("trainer", None, None))
    opened.judge(name, "approve", "The tests need a model.", acknowledged=[fact.name for fact in evidence.facts])


def leave_out_feeds(workspace: Path) -> None:
    """Take the feeds that are not in `FEEDS` out of the programme and out of the drop box."""
    programme = workspace / "programme.toml"
    head, *blocks = programme.read_text(encoding="utf-8").split("\n[feeds.")
    kept = [block for block in blocks if block.partition("]")[0] in FEEDS]
    programme.write_text("\n[feeds.".join([head, *kept]), encoding="utf-8")
    for path in sorted((workspace / "deliveries").rglob("*.csv")):
        if path.stem[:-11] not in FEEDS:
            path.unlink()
