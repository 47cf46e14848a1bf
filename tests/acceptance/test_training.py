"""A model is trained on the past of a small town: all dates at once, one run of the registry that holds everything."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pandas as pd
import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.loaded_town import END, leave_out_feeds

from csps.domain.errors import ApprovalError
from csps.domain.progress import SilentProgress
from csps.outcomes import find_outcomes
from csps.pipeline import past, shipped_specifications
from csps.pipeline.dated import todays_rules
from csps.pipeline.run import Run
from csps.registry import Registry
from csps.store import Edition
from csps.synthetic import make_borough
from csps.workspace import open_workspace

MODEL = "maltreatment"
RESIDENTS, WEEKS = 3_500, 312  # some thirty outcomes over eight dates; twenty are the least a model learns from


def of_a_small_town(specification: str) -> str:
    """Let leaves be small: those that suit a borough hold more rows than this town's trees could share out."""
    for large, small in (
        ("min_child_samples = { start = 1000,", "min_child_samples = { start = 50,"),
        ("reg_lambda = { start = 50.0,", "reg_lambda = { start = 5.0,"),
    ):
        assert large in specification
        specification = specification.replace(large, small)
    return specification


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town that was loaded and trained on."""
    folder = tmp_path_factory.mktemp("trained") / "town"
    make_borough(folder, residents=RESIDENTS, weeks=WEEKS, end=END, seed=7)
    leave_out_feeds(folder / "workspace")
    own = folder / "workspace" / "models" / MODEL
    own.mkdir(parents=True)
    (own / "spec.toml").write_text(
        of_a_small_town(shipped_specifications()[MODEL].read_text(encoding="utf-8")), encoding="utf-8"
    )
    with cheap_keys():
        workspace = open_workspace(folder / "workspace", environ={})
        workspace.enrol_demonstrators()
        workspace.weekly(END)
        yield SimpleNamespace(workspace=workspace, trained=workspace.train(MODEL, trials=0))


def test_dates_that_are_asked_about_together_are_the_same_as_by_themselves(town):
    """Training asks about all of its dates at once; here two of them are asked about one by one."""
    site, dates = town.workspace.site, (*town.trained.training, town.trained.test)
    published = site.lake.current().parts
    for day in (dates[1], dates[-1]):
        with site.lake.lock():
            edition = Edition(site.lake, END)
            run = Run(
                site=site, edition=edition, by=None, dates=(day,), progress=SilentProgress(), spec=site.specs[MODEL]
            )
            for step in (past.families, past.features, past.criteria):
                assert step(run).dates == 1
            find_outcomes(edition, spec=run.spec, dates=run.dates, programme=todays_rules(run))
        assert len(edition.written) == len(
            (
                "family",
                "membership",
                "unconfirmed",
                "week",
                "state",
                "criterion",
                "met",
                "evidence",
                "cohort",
                "outcome",
            )
        )
        for snapshot in edition.written:
            assert snapshot.sha256 == published[snapshot.table][snapshot.part].sha256, snapshot.table


def test_the_registry_is_closed_to_those_outside_its_group(town):
    assert town.workspace.site.registry.stat().st_mode & 0o007 == 0


def test_one_run_of_the_registry_holds_everything(town):
    site = town.workspace.site
    (run,) = Registry(site.deployment.registry_url, site.registry / "artifacts").runs(MODEL)
    assert (run.status, run.version, run.run_id) == ("FINISHED", town.trained.version, town.trained.recorded.run_id)
    assert {"n_estimators", "seed"} <= {name.rpartition(".")[2] for name in run.parameters}
    assert {"model auc", "model brier low", "rule auc", "logistic auc"} <= run.metrics.keys()
    (kept,) = (site.registry / "artifacts").glob(f"**/{run.run_id}/artifacts")
    names = {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()}
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".joblib"))]
    assert any(name.startswith("model/") for name in names)
    audit = json.loads((kept / "fairness" / "audit.json").read_text(encoding="utf-8"))
    assert audit
    explained = pd.read_parquet(kept / "explanations" / "contributions.parquet")
    held_back = town.workspace.table("outcomes.family_outcome", part=f"{MODEL}/{town.trained.test}")
    assert explained.family_id.nunique() == int((held_back.in_population & held_back.mature).sum())
    data = json.loads(next(kept.rglob("data.json")).read_text(encoding="utf-8"))
    parts = site.lake.current().parts
    assert data
    for name, digest in data.items():
        table, _, part = name.partition("/")
        assert parts[table][part].sha256 == digest


def test_a_model_that_misses_its_marks_is_not_approved_and_its_week_has_no_list(town):
    with pytest.raises(ApprovalError, match="cannot be approved"):
        town.workspace.judge(MODEL, "approve", "It was trained on a very small town.")
    assert town.workspace.weekly(END).listed is None
