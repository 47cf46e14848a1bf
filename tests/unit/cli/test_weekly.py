"""What the weekly words refuse, and how. Whole runs are tried in tests/acceptance."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from csps.cli import lists
from csps.cli import weekly as cli
from csps.cli.program import run


def test_a_folder_that_is_no_workspace_is_refused(tmp_path, capsys):
    assert run(["weekly", "--workspace", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "is no workspace" in said
    assert "Nothing was changed" in said


def test_before_anybody_is_enrolled_nobody_who_is_named_runs_a_week(folder, capsys):
    assert run(["weekly", "--as", "j.okafor"]) == 8
    assert "csps people found" in capsys.readouterr().err


def test_a_synthetic_workspace_has_demonstrators_where_nobody_is_named(folder, capsys, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE")
    assert run(["weekly"]) == 5  # they could, but nothing was delivered
    assert "csps synthetic make" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["weekly", "train"])
def test_an_unknown_day_or_model_is_refused(folder, capsys, word):
    words = ["weekly", "--as-of", "16/11/2026"] if word == "weekly" else ["train", "harm", "--trials", "-1"]
    assert run(words) == 2
    assert "Nothing was changed" in capsys.readouterr().err


def test_a_demonstration_needs_a_drop_box(folder, capsys, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE")
    assert run(["demo", str(folder)]) == 5
    assert "csps synthetic make" in capsys.readouterr().err


def test_a_real_workspace_has_no_demonstration(folder, capsys):
    programme = folder / "programme.toml"
    programme.write_text(programme.read_text().replace("synthetic = true", "synthetic = false"))
    assert run(["demo", str(folder)]) in {3, 8}  # its papers are missing, or it is no place for demonstrators
    assert not (folder.parent / "keys").exists()


def test_a_feed_that_fell_silent_is_named_after_every_week(capsys, monkeypatch):
    monkeypatch.setattr(lists, "show_what_came", lambda *_, again: None)
    states = pd.DataFrame(
        {"table_name": ["feeds.a", "feeds.b"], "state": ["silent", "there"], "latest_on": [date(2026, 1, 5)] * 2}
    )
    asked = []
    workspace = SimpleNamespace(table=lambda name, part: asked.append((name, part)) or states)
    done = SimpleNamespace(week=date(2026, 3, 2), listed=None, quality=object(), waiting=("maltreatment",))
    cli._show_week(workspace, done, as_json=False)
    said = capsys.readouterr().out
    assert said.count("has fallen silent") == 1
    assert "feeds.a has fallen silent: its latest delivery is of 2026-01-05." in said
    assert "2026-03-02 is published without a list: never approved yet: maltreatment." in said
    assert "`csps approval approve maltreatment`" in said
    assert asked == [("features.source_state", "2026-03-02")]
