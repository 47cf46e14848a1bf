"""A small town on whose weekly run everything can go wrong: loaded, trained and approved, with one more week delivered."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csps.approval import Check, Evidence, Result, submit
from csps.domain.version import csps_version
from csps.pipeline import candidate
from csps.pipeline.judgement import approvals_of
from csps.synthetic import make_borough
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from csps.workspace import Workspace

END = date(2026, 11, 16)
BEFORE = END - timedelta(weeks=1)
FEEDS = frozenset(
    {
        "ssd_person", "ssd_address", "ssd_family", "ssd_mother", "ssd_contacts", "ssd_cin_episodes",
        "ssd_s47_enquiry", "ssd_cp_plans", "ssd_cla_episodes", "school_enrolment", "police_incident",
    }
)  # fmt: skip
"""What this town's agencies send: enough for families, outcomes and features, and little enough to run a week often."""


def make_town(folder: Path, residents: int) -> Path:
    """Make a town in `folder`, take everything in but the last week, and approve its models; give its workspace.

    The last week's files are in the drop box. The keys lie beside the workspace, so that copying `folder` copies both.
    """
    make_borough(folder, residents=residents, end=END, seed=7)
    workspace = folder / "workspace"
    _leave_out_feeds(workspace)
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
        opened.train(model, trials=0)
        _submit_passed(opened, model)
        opened.judge(model, "approve", "The tests need a model.")
    opened.weekly(BEFORE)
    shutil.copytree(later, workspace, dirs_exist_ok=True)
    shutil.rmtree(later)
    return workspace


def _submit_passed(opened: Workspace, model: str) -> None:
    """Submit the trained model with one check that it passed: in a town this small no mark could be judged."""
    site = opened.site
    kept = candidate.take_up(site, site.specs[model])
    evidence = Evidence(
        model=model,
        digest=kept.digest,
        data=kept.fingerprints,
        spec=site.specs[model].fingerprint,
        checks=(Check("being there", "there is a model", "there is", Result.PASSED),),
        families=1,
        features=kept.model.n_features_in_,
        code=csps_version(),
    )
    submit(approvals_of(site), evidence, by=opened.sign_in("trainer", None, None))


def _leave_out_feeds(workspace: Path) -> None:
    """Take the feeds that are not in `FEEDS` out of the programme and out of the drop box."""
    programme = workspace / "programme.toml"
    head, *blocks = programme.read_text(encoding="utf-8").split("\n[feeds.")
    kept = [block for block in blocks if block.partition("]")[0] in FEEDS]
    programme.write_text("\n[feeds.".join([head, *kept]), encoding="utf-8")
    for path in sorted((workspace / "deliveries").rglob("*.csv")):
        if path.stem[:-11] not in FEEDS:
            path.unlink()
