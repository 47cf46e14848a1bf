"""`csps worklist who`, as somebody types it."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import FAMILY, publish_week

import csps
from csps.cli.program import run


@pytest.fixture
def workspace(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)
    opened = csps.open(folder, environ={})
    opened.enrol_demonstrators()
    publish_week(opened.site)
    return folder


def test_a_family_is_named(workspace, capsys):
    assert run(["worklist", "who", FAMILY[:8], "--reason", "the visit agreed on"]) == 0
    said = capsys.readouterr().out
    assert "Ivy Oak" in said
    assert "The journal keeps that you asked" in said


def test_a_reference_of_nobody_is_refused_with_what_helps(workspace, capsys):
    assert run(["worklist", "who", "00000000", "--reason", "the visit agreed on"]) == 2
    assert "that week's list" in capsys.readouterr().err
