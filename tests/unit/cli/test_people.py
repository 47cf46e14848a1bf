"""Keys through the command line: an administrator begins, somebody asks, and is enrolled, listed and revoked."""

from __future__ import annotations

import json

import pytest

from csps.cli.program import run


@pytest.fixture
def founded(folder, capsys):
    assert run(["people", "found", "a.admin"]) == 0
    capsys.readouterr()
    return folder


def listed(capsys):
    assert run(["people", "list", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_first_administrator_is_told_what_to_do_next(folder, capsys):
    assert run(["people", "found", "a.admin"]) == 0
    said = capsys.readouterr().out
    assert "a.admin is the administrator" in said
    assert "csps people request" in said
    assert {path.name for path in (folder.parent / "keys").iterdir()} == {"people", "pseudonyms.key", "vault.key"}


def test_somebody_asks_is_enrolled_listed_and_revoked(founded, tmp_path, capsys):
    assert run(["people", "request", "j.okafor"]) == 0
    asked = tmp_path / "request"
    asked.write_text(capsys.readouterr().out)
    assert run(["people", "enrol", str(asked), "--role", "reviewer", "--as", "a.admin"]) == 0
    assert "j.okafor is enrolled as reviewer" in capsys.readouterr().out
    people = listed(capsys)
    assert [(one["person"], one["roles"], one["revoked"]) for one in people] == [
        ("a.admin", "administrator", ""),
        ("j.okafor", "reviewer", ""),
    ]
    assert run(["people", "revoke", people[1]["key"], "--reason", "left the council", "--as", "a.admin"]) == 0
    capsys.readouterr()
    assert listed(capsys)[1]["revoked"]


def test_a_request_holds_no_secret(founded, capsys):
    assert run(["people", "request", "j.okafor"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"demonstration", "format", "person", "public_key", "signature"}


def test_before_anybody_is_enrolled_the_list_says_how_to_begin(folder, capsys):
    assert run(["people", "list"]) == 8
    assert "csps people found" in capsys.readouterr().err


def test_a_wrong_passphrase_changes_nothing(founded, tmp_path, capsys, monkeypatch):
    assert run(["people", "request", "j.okafor"]) == 0
    asked = tmp_path / "request"
    asked.write_text(capsys.readouterr().out)
    monkeypatch.setenv("CSPS_PASSPHRASE", "another three words")
    assert run(["people", "enrol", str(asked), "--role", "reviewer", "--as", "a.admin"]) == 8
    assert "Nothing was changed" in capsys.readouterr().err
    assert len(listed(capsys)) == 1


def test_a_key_that_was_made_elsewhere_signs_in_a_workspace_of_others(founded, tmp_path, capsys, monkeypatch):
    """As the how-to prints it: no workspace where the key is made, two folders named where it is used."""
    workspace, own, away = str(founded), tmp_path / "stick", tmp_path / "away"
    away.mkdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.chdir(away)
        elsewhere.delenv("CSPS_WORKSPACE")
        elsewhere.setenv("CSPS_KEYS", str(own))
        assert run(["people", "request", "m.reed"]) == 0
    asked = tmp_path / "m.reed.request"
    asked.write_text(capsys.readouterr().out)
    assert {path.name for path in own.rglob("*.key")} == {"m.reed.key"}
    assert run(["people", "enrol", str(asked), "--role", "auditor", "--as", "a.admin"]) == 0
    verify = ["journal", "verify", "--as", "m.reed", "--workspace", workspace]
    assert run(verify) == 8, "the key is not among the workspace's"
    monkeypatch.setenv("CSPS_KEYS", str(own))
    monkeypatch.setenv("CSPS_TRUSTED_KEYS", str(founded.parent / "trusted"))
    assert run(verify) == 0
    assert "each in its place" in capsys.readouterr().out
    assert not (own / "vault.key").exists()


def test_a_workspace_that_was_named_must_be_one(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("CSPS_PASSPHRASE", "three random words")
    assert run(["people", "request", "m.reed", "--workspace", str(tmp_path / "typo")]) == 2
    assert "is no workspace" in capsys.readouterr().err
