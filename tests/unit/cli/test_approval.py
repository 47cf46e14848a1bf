"""`csps approval` refuses what cannot be judged, and says what to do first."""

from __future__ import annotations

import json

import pytest

from csps.cli.program import run


@pytest.fixture
def founded(folder, capsys):
    assert run(["people", "found", "a.admin"]) == 0
    capsys.readouterr()
    return folder


def test_without_evidence_there_is_nothing_to_show(founded, capsys):
    assert run(["approval", "show", "maltreatment"]) == 2
    assert "csps train maltreatment" in capsys.readouterr().err


def test_an_unknown_model_is_refused_with_the_names_of_the_others(founded, capsys):
    assert run(["approval", "show", "harm"]) == 2
    assert "eligibility, maltreatment" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["approve", "refuse", "withdraw"])
def test_a_verdict_needs_a_reason(founded, capsys, word):
    assert run(["approval", word, "maltreatment"]) == 2
    assert "--reason" in capsys.readouterr().err


def test_an_administrator_judges_nothing(founded, capsys):
    words = ["approval", "approve", "maltreatment", "--reason", "because", "--as", "a.admin"]
    assert run(words) in {8, 9}
    assert "Nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_a_verdict_is_json_for_machines(founded, capsys, monkeypatch, verdict):
    def judge(site, model, verdict, reason, **_):
        return {"model": model, "verdict": verdict, "reason": reason}

    monkeypatch.setattr("csps.pipeline.judge", judge)
    words = ["approval", verdict, "maltreatment", "--reason", "read", "--as", "a.admin", "--json"]
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out) == {"model": "maltreatment", "verdict": verdict, "reason": "read"}


def test_a_withdrawal_is_json_for_machines(founded, capsys, monkeypatch):
    monkeypatch.setattr("csps.pipeline.withdraw", lambda site, model, reason, by: {"model": model})
    words = ["approval", "withdraw", "maltreatment", "--reason", "read", "--as", "a.admin", "--json"]
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out) == {"model": "maltreatment"}
