"""The vault through the command line: checked, given new keys, copied and brought back."""

from __future__ import annotations

import json
import re
import shlex
import shutil

import pytest

import csps
from csps.cli.program import run
from csps.pipeline.identities import keys_of
from csps.vault import Vault

REASON = ("--reason", "a drill of the whole team")


@pytest.fixture
def workspace(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)  # the demonstrators have their own
    opened = csps.open(folder, environ={})
    opened.enrol_demonstrators()
    with Vault.open(opened.site.vault, keys=keys_of(opened.site), generation=0) as vault:
        vault.begin()
        vault.archive("police", {"a.csv": b"Amina"})
        vault.commit()
    return folder


def test_a_whole_vault_is_said_to_be_whole(workspace, capsys):
    assert run(["vault", "check", *REASON]) == 0
    assert "The vault is whole." in capsys.readouterr().out
    assert run(["vault", "check", "--json", *REASON]) == 0
    assert json.loads(capsys.readouterr().out)["deliveries"] == 1


def test_a_damaged_one_is_refused_and_says_what_helps(workspace, capsys):
    path = next((workspace / "vault" / "archive").iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    assert run(["vault", "check", *REASON]) == 10
    said = capsys.readouterr().err
    assert "cut short" in said
    assert "Restore the vault from a backup" in said


def test_a_reason_is_asked_for(workspace, capsys):
    assert run(["vault", "check"]) == 2
    assert "--reason" in capsys.readouterr().err


def test_new_keys(workspace, capsys):
    assert run(["vault", "rotate", *REASON]) == 0
    assert "1 keys of records and deliveries are wrapped anew" in capsys.readouterr().out
    assert run(["vault", "check", *REASON]) == 0


def test_a_copy_and_back_again(workspace, tmp_path, capsys):
    data, table = str(tmp_path / "copies" / "one"), str(tmp_path / "table")
    assert run(["vault", "backup", data, "--keys", table, *REASON]) == 0
    shutil.rmtree(workspace / "vault")
    (keys,) = (tmp_path / "table").iterdir()
    assert run(["vault", "restore", data, "--keys", str(keys), *REASON]) == 0
    assert "as it was at generation 1" in capsys.readouterr().out
    assert run(["vault", "restore", data, "--json", *REASON]) == 0
    assert json.loads(capsys.readouterr().out)["checked"]["gone_rows"] == 0


def test_a_copy_without_the_keys_says_that_it_cannot_be_read(workspace, tmp_path, capsys):
    assert run(["vault", "backup", str(tmp_path / "one"), *REASON]) == 0
    assert "without it this backup cannot be read" in capsys.readouterr().out


def test_every_block_of_the_page_runs(workspace, monkeypatch, pytestconfig, capsys):
    monkeypatch.chdir(workspace)
    page = (pytestconfig.rootpath / "docs" / "how-to" / "keep-the-keys.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```console\n(.+?)```", page, re.DOTALL) for line in block.splitlines()]
    assert len(lines) >= 5
    for line in lines:
        assert run(shlex.split(line.removeprefix("$ csps "))) == 0, line
