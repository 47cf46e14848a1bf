"""Restrictions through the command line."""

from __future__ import annotations

import json

import pytest
from tests.factories.known_town import KnownTown, Member

import csps
from csps.cli.program import run
from csps.pipeline.identities import keys_of
from csps.vault import Vault

ANN = "a" * 32
REASON = ("--reason", "a letter of 3 November")


@pytest.fixture
def workspace(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)  # the demonstrators have their own
    opened = csps.open(folder, environ={})
    opened.enrol_demonstrators()
    Vault.open(opened.site.vault, keys=keys_of(opened.site), generation=0).close()
    KnownTown(folder).family(Member(ANN, "carer", 400)).edition().publish()
    return folder


def listed(capsys):
    capsys.readouterr()
    assert run(["privacy", "restrictions", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_set_listed_and_lifted(workspace, capsys):
    assert run(["privacy", "restrict", ANN, "--kind", "objection", "--from", "2026-11-02", *REASON]) == 0
    assert "Restriction 1 is set" in capsys.readouterr().out
    (one,) = listed(capsys)
    assert (one["kind"], one["person"], one["from"], one["until"]) == ("objection", ANN, "2026-11-02", "")
    assert run(["privacy", "lift", "1", "--on", "2026-11-09", *REASON]) == 0
    assert listed(capsys)[0]["until"] == "2026-11-09"
    assert run(["privacy", "restrictions"]) == 0
    assert "Restrictions set here" in capsys.readouterr().out


def test_an_objection_is_overridden_on_record(workspace, capsys):
    assert run(["privacy", "override", ANN, *REASON]) == 0
    assert "is on record" in capsys.readouterr().out
    assert listed(capsys)[0]["kind"] == "override"


def test_nobody_of_that_name_is_said_with_what_helps(workspace, capsys):
    assert run(["privacy", "restrict", "b" * 32, "--kind", "refuge", *REASON]) == 2
    assert "csps privacy find" in capsys.readouterr().err
