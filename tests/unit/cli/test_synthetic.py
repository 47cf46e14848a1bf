"""`csps synthetic` passes on what was typed; what the borough is like is tested where it is made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from csps import synthetic
from csps.cli import program as cli
from csps.cli.progress import RichProgress
from csps.domain.errors import UsageError


@dataclass
class Summary:
    workspace: Path

    def __str__(self) -> str:
        return f"The borough is in {self.workspace}."


@pytest.fixture
def made(monkeypatch):
    """What the maker of boroughs was asked for."""
    asked = []

    def make_borough(directory, **choices):
        asked.append((directory, choices))
        return Summary(directory / "workspace")

    monkeypatch.setattr(synthetic, "make_borough", make_borough, raising=False)
    return asked


def test_the_usual_borough(made, capsys):
    assert cli.run(["synthetic", "make", "town", "--residents", "20000"]) == 0
    ((directory, choices),) = made
    progress = choices.pop("progress")
    assert directory == Path("town")
    assert isinstance(progress, RichProgress)
    assert choices == {
        "residents": 20000,
        "weeks": 364,
        "end": date(2026, 11, 16),
        "seed": 1,
        "profile": "inner-london",
        "help_effect": 1.0,
        "observation_bias": 1.0,
    }
    assert capsys.readouterr().out == "The borough is in town/workspace.\n"


def test_every_choice_is_passed_on(made, capsys):
    words = (
        "--residents 10 --weeks 20 --end 2025-01-06 --seed 7 --profile x --help-effect 0 --observation-bias 0 --json"
    )
    assert cli.run(["synthetic", "make", "town", *words.split()]) == 0
    ((_, choices),) = made
    del choices["progress"]
    assert choices == {
        "residents": 10,
        "weeks": 20,
        "end": date(2025, 1, 6),
        "seed": 7,
        "profile": "x",
        "help_effect": 0.0,
        "observation_bias": 0.0,
    }
    assert json.loads(capsys.readouterr().out) == {"workspace": "town/workspace"}


def test_a_refusal_of_the_maker_reaches_the_user(monkeypatch, capsys):
    def refuse(directory, **choices):
        raise UsageError("A borough of 0 residents is empty.", next_step="Use 500 or more.")

    monkeypatch.setattr(synthetic, "make_borough", refuse, raising=False)
    assert cli.run(["synthetic", "make", "town", "--residents", "0"]) == UsageError.exit_code
    assert capsys.readouterr().err.splitlines() == [
        "A borough of 0 residents is empty.",
        "Nothing was changed.",
        "Use 500 or more.",
    ]


def test_a_date_that_is_none_is_refused(made, capsys):
    assert cli.run(["synthetic", "make", "town", "--residents", "9", "--end", "16/11/2026"]) == UsageError.exit_code
    assert made == []


def test_marking_reads_a_workspace_and_the_truth(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(synthetic, "mark", lambda workspace, truth: {"read": [workspace, truth]}, raising=False)
    folders = [tmp_path / "workspace", tmp_path / "truth"]
    for folder in folders:
        folder.mkdir()
    assert cli.run(["synthetic", "mark", *map(str, folders), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"read": [str(folder) for folder in folders]}


def test_marking_refuses_a_folder_that_is_not_there(tmp_path):
    assert cli.run(["synthetic", "mark", str(tmp_path), str(tmp_path / "none")]) == UsageError.exit_code
