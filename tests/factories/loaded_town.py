"""A small town on whose weekly run everything can go wrong: loaded, trained and approved, with one more week delivered."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csps.synthetic import make_borough
from csps.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

END = date(2026, 11, 16)
BEFORE = END - timedelta(weeks=1)
FEEDS = frozenset(
    {
        "ssd_person", "ssd_address", "ssd_family", "ssd_mother", "ssd_contacts", "ssd_cin_episodes",
        "ssd_s47_enquiry", "ssd_cp_plans", "ssd_cla_episodes", "school_enrolment", "police_incident",
    }
)  # fmt: skip
"""What this town's agencies send: enough for families, outcomes and features, and little enough to run a week often."""
MARKS = """
[pass_marks]
fixed_on = 2026-11-16
owner = "the tests"
review_on = 2099-01-01
confidence = 0.9
judged_at = "estimate"
auc_at_least = 0.5
calibration_slope = { least = -100.0, most = 100.0 }
calibration_intercept = { least = -100.0, most = 100.0 }
better_than_rule_by = -0.5
better_than_logistic_by = -0.5

[pass_marks.groups]
judged_at = "estimate"
smallest_families = 1
smallest_outcomes = 1
auc_gap_at_most = 1.0
missed_gap_at_most = 1.0
wrongly_listed_gap_at_most = 1.0
observed_to_expected = { least = 0.0, most = 1000.0 }

[pass_marks.printed]
average_precision = 0.0
source = "the tests"
"""


def lenient(spec: str) -> str:
    """Give a specification whose marks a town of a few hundred families reaches: what is tried is the line, not the model."""
    before = spec[: spec.index("[pass_marks]")]
    return before.replace("crossed = true", "crossed = false") + MARKS


def make_town(folder: Path, models: Path, residents: int) -> Path:
    """Make a town in `folder`, take everything in but the last week, and approve its models; give its workspace.

    The last week's files are in the drop box. The keys lie beside the workspace, so that copying `folder` copies both.
    """
    make_borough(folder, residents=residents, end=END, seed=7)
    workspace = folder / "workspace"
    _leave_out_feeds(workspace)
    for spec in models.glob("*/spec.toml"):
        own = workspace / "models" / spec.parent.name / "spec.toml"
        own.parent.mkdir(parents=True)
        own.write_text(lenient(spec.read_text(encoding="utf-8")), encoding="utf-8")
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
        opened.judge(model, "approve", "The tests need a model.")
    opened.weekly(BEFORE)
    shutil.copytree(later, workspace, dirs_exist_ok=True)
    shutil.rmtree(later)
    return workspace


def _leave_out_feeds(workspace: Path) -> None:
    """Take the feeds that are not in `FEEDS` out of the programme and out of the drop box."""
    programme = workspace / "programme.toml"
    head, *blocks = programme.read_text(encoding="utf-8").split("\n[feeds.")
    kept = [block for block in blocks if block.partition("]")[0] in FEEDS]
    programme.write_text("\n[feeds.".join([head, *kept]), encoding="utf-8")
    for path in sorted((workspace / "deliveries").rglob("*.csv")):
        if path.stem[:-11] not in FEEDS:
            path.unlink()
