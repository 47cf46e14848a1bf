"""What `csps approval show` prints is what is signed: through every state of a version, and nothing that was altered."""

from __future__ import annotations

import json

import pytest
from tests.factories.audits import group_rows, metric_rows, papers_of

from csps.approval import evidence_of, submit
from csps.cli.program import run
from csps.pipeline.verdicts import approvals_of
from csps.registry import model_folder
from csps.riskmodel import digest
from csps.workspace import open_workspace

MODEL = "maltreatment"
NAMES = ("ethnicity", "sex", "disability", "age of the youngest child", "lone parent")


@pytest.fixture
def workspace(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE")
    opened = open_workspace(folder, environ={})
    opened.enrol_demonstrators()
    return opened


@pytest.fixture
def put(workspace):
    """A function that has a version submitted, good unless figures are given."""

    def submitted(trees=b"tree\n", **figures):
        site, spec = workspace.site, workspace.site.specs[MODEL]
        aside = site.folder / "aside"
        aside.mkdir(exist_ok=True)
        (aside / "trees.txt").write_bytes(trees)
        (aside / "model.json").write_bytes(b"{}")
        found = digest(aside)
        shelf = model_folder(site.registry, MODEL, found[:16])
        shelf.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(shelf)
        papers = papers_of(spec, found[:16], **figures)
        known = evidence_of(spec, papers, digest=found, data={"x": "0" * 64}, families=1, features=1, code="0")
        return submit(approvals_of(site), known, papers, by=workspace.sign_in("trainer", None, None))

    return submitted


@pytest.fixture
def said(capsys):
    """A function that runs a command and gives what it printed."""

    def ran(*words, code=0):
        capsys.readouterr()
        assert run(["approval", *words]) == code
        printed = capsys.readouterr()
        return printed.out + printed.err

    return ran


def test_a_version_that_waits_says_how_it_did_and_what_to_do(put, said, workspace):
    submitted = put(groups=group_rows(workspace.site.specs[MODEL], small=("few",)))
    shown = said("show", MODEL)
    assert "Tested on 900 families. It found 9 of 90." in shown
    assert str(submitted.place / "audit.html") in shown.replace("\n", "")
    assert f"Marks fixed on {workspace.site.specs[MODEL].pass_marks.fixed_on}" in shown
    assert "demo.trainer trained and submitted it" in shown
    assert "No other version was submitted before it" in shown
    assert "95 % interval" in shown
    assert "All 65 checks were passed" in shown
    assert "too small by sex: few (12 families, 1 with the outcome)" in shown
    assert "--acknowledge 'too small by sex'" in shown
    assert "DEMONSTRATION" not in shown


def test_approving_prints_what_is_signed_and_asks_for_what_no_mark_decides(put, said, workspace):
    submitted = put(groups=group_rows(workspace.site.specs[MODEL], small=("few",)))
    refused = said("approve", MODEL, "--reason", "read", code=9)
    assert "not acknowledged: too small by sex: few" in refused
    assert "name each with --acknowledge" in refused
    names = [fact.name for fact in submitted.report.evidence.facts]
    signed = said("approve", MODEL, "--reason", "read", *(word for name in names for word in ("--acknowledge", name)))
    assert "It found 9 of 90." in signed
    assert "65 of 65 checks were passed" in signed
    assert "  acknowledged: too small by sex: few" in signed
    assert f"hash of the report: {submitted.report.hashes['report']}" in signed
    assert "demo.reviewer has approved" in signed


def test_after_a_signature_none_is_asked_for(put, said):
    put()
    said("approve", MODEL, "--reason", "read with the team")
    shown = said("show", MODEL)
    assert "demo.reviewer approved it: read with the team" in shown
    assert "It is approved and may be used until" in shown
    assert "csps approval approve" not in shown
    said("withdraw", MODEL, "--reason", "a feed was wrong")
    shown = said("show", MODEL)
    assert "demo.reviewer withdrew it: a feed was wrong" in shown
    assert "It may not be used: withdrawn after it was approved" in shown


def test_a_version_that_fell_short_says_what_and_the_next_names_it(put, said):
    first = put(metrics=metric_rows({("model", "auc"): (0.7, 0.6, 0.8)}))
    shown = said("show", MODEL)
    assert "missed: AUC 0.700 (0.600 to 0.800)" in shown
    assert "1 of 65 checks were not passed: the model cannot be approved" in shown
    put(b"another tree\n")
    assert f"version {first.version}" in said("show", MODEL)
    assert "1 checks not passed. Same marks." in said("show", MODEL)


def test_what_was_altered_is_not_shown(put, said):
    submitted = put()
    path = submitted.place / "audit.json"
    path.write_bytes(path.read_bytes().replace(b"0.8", b"0.9"))
    assert "cannot be relied on" in said("show", MODEL, code=9)


def test_machines_get_everything(put, said):
    submitted = put()
    shown = json.loads(said("show", MODEL, "--json"))
    assert shown["version"] == submitted.version
    assert len(shown["checks"]) == 65
    assert shown["marks"]["auc_at_least"] == "0.65"
    assert {row["grouping"] for row in shown["groups"]} >= set(NAMES)
