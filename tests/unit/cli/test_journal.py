"""`csps journal`, as an auditor types it."""

from __future__ import annotations

import json

import pytest

import csps
from csps.cli.program import run


@pytest.fixture
def workspace(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    csps.open(folder, environ={}).enrol_demonstrators()
    return folder


def test_what_was_done_is_listed_with_who_and_why(workspace, capsys):
    assert run(["journal", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["who"] for row in rows} == {"demo.administrator"}
    assert all(row["why"] for row in rows)
    assert run(["journal", "list", "--last", "1"]) == 0
    assert "demo.administrator" in capsys.readouterr().out


def test_only_what_is_about_a_subject_is_listed(workspace, capsys):
    assert run(["journal", "list", "--about", "family:", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_whole_journal_is_said_to_be_so(workspace, capsys):
    assert run(["journal", "verify"]) == 0
    assert "each in its place" in capsys.readouterr().out


def test_a_changed_journal_is_found_and_ends_with_the_code_of_damage(workspace, capsys):
    (segment, *_) = sorted(path for path in (workspace / "journal").iterdir() if path.stat().st_size > 200)
    segment.write_bytes(segment.read_bytes().replace(b"demo", b"dema", 1).replace(b"2026", b"2025", 1))
    assert run(["journal", "verify"]) == 10
    assert "Wrong" in capsys.readouterr().out


def test_a_trainer_reads_no_journal(workspace, capsys, monkeypatch):
    monkeypatch.setenv("CSPS_PASSPHRASE", "nobody here is real")
    assert run(["journal", "list", "--as", "demo.trainer"]) == 8
    assert "read the journal" in capsys.readouterr().err
