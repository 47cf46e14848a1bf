"""Eligibility on the programme's real criteria: from every agency's deliveries to a signed verdict and the scores that follow."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pandas as pd
import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.loaded_town import END
from tests.factories.loose_marks import MARKS

from csps.domain.errors import ApprovalError
from csps.pipeline import shipped_specifications
from csps.synthetic import make_borough
from csps.workspace import open_workspace

pytestmark = pytest.mark.slow
MODEL = "eligibility"
RESIDENTS, WEEKS = 4_000, 312
RULES = ("local", "2022.1")  # in force on every date that a borough of these weeks asks about
NEEDED = 3  # needs of the ten, by those rules; an assessment besides


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town all of whose agencies deliver, with one model, which was trained and waits for a reviewer."""
    folder = tmp_path_factory.mktemp("eligible") / "town"
    make_borough(folder, residents=RESIDENTS, weeks=WEEKS, end=END, seed=7)
    own = folder / "workspace" / "models" / MODEL
    own.mkdir(parents=True)
    text = shipped_specifications()[MODEL].read_text(encoding="utf-8").partition("[pass_marks]")[0]
    (own / "spec.toml").write_text(text.replace("crossed = true", "crossed = false") + MARKS, encoding="utf-8")
    with cheap_keys():
        workspace = open_workspace(folder / "workspace", environ={})
        workspace.enrol_demonstrators()
        workspace.weekly(END)
        yield SimpleNamespace(workspace=workspace, trained=workspace.train(MODEL, trials=0))


def needs_on(town, day):
    """How many needs each family meets on a date, by the rows that were written about it."""
    met = town.workspace.table("outcomes.criterion_met", part=str(day))
    assert set(zip(met.rule_set, met.rule_set_version, strict=True)) == {RULES}
    return met.groupby("family_id")["headline"].nunique()


def test_an_outcome_is_a_threshold_met_within_the_horizon_by_the_rules_in_force(town):
    for day in (*town.trained.training, town.trained.test):
        rows = town.workspace.table("outcomes.family_outcome", part=f"{MODEL}/{day}")
        assert set(zip(rows.rule_set, rows.rule_set_version, strict=True)) == {RULES}
        asked = rows[rows.in_population & rows.mature]
        happened = asked[asked.happened]
        assert 0 < len(happened) < len(asked) / 10
        when = pd.to_datetime(happened.event_on)
        assert ((when > pd.Timestamp(day)) & (when <= pd.Timestamp(day + timedelta(weeks=26)))).all()
        assert set(happened.event) == {"programme threshold met"}


def test_families_without_enough_needs_are_asked_about_and_some_with_enough_are_not(town):
    day = town.trained.test
    rows = town.workspace.table("outcomes.family_outcome", part=f"{MODEL}/{day}")
    needs = rows.family_id.map(needs_on(town, day)).fillna(0)
    assert (needs[~rows.in_population] >= NEEDED).sum() > 5
    assert (needs[rows.in_population] >= NEEDED).sum() < (needs[~rows.in_population] >= NEEDED).sum()


def test_what_a_reviewer_signs_names_the_rules(town):
    shown = town.workspace.evidence(MODEL)
    assert (shown.figures["rules"]["rule_set"], shown.figures["rules"]["version"]) == RULES
    said = "threshold is that of local, version 2022.1, "
    assert said in shown.figures["summary"]
    assert said in shown.page.read_text(encoding="utf-8")
    auc = {row["subject"]: row["estimate"] for row in shown.figures["metrics"] if row["metric"] == "auc"}
    assert auc["model"] > 0.6


def test_a_signed_verdict_lets_families_below_the_threshold_be_scored(town):
    workspace = town.workspace
    with pytest.raises(ApprovalError, match="acknowledge"):
        workspace.judge(MODEL, "approve", "The figures were read.")
    facts = [fact.name for fact in workspace.evidence(MODEL).standing.report.evidence.facts]
    workspace.judge(MODEL, "approve", "The figures were read.", acknowledged=facts)
    assert workspace.is_approved(MODEL)
    assert workspace.weekly(END).listed
    scores = workspace.table("scoring.score", part=str(END))
    assert set(scores.model_version) == {town.trained.version}
    assert scores.score.between(0, 1, inclusive="neither").all()
    rows = workspace.table("outcomes.family_outcome", part=f"{MODEL}/{END}")
    assert set(scores.family_id) == set(rows.family_id[rows.in_population])
    assert not rows.mature.any()
