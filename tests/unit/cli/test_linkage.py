"""`csps linkage train`, `compare` and `explain` say what they did, and name nobody."""

from __future__ import annotations

import json

import pytest
from tests.factories.linked_hamlet import publish_hamlet

import csps
from csps.cli.program import run


@pytest.fixture
def records(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE")
    return publish_hamlet(csps.open(folder).site)


def test_a_link_is_explained_in_sentences_and_in_steps(records, capsys):
    assert run(["linkage", "explain", records[0]]) == 0
    said = capsys.readouterr().out
    assert "Their forename: another form" in said
    assert "one such pair in" in said
    assert "so far" in said
    assert "oakwood" not in said.lower()


def test_a_person_is_explained_to_machines(records, capsys):
    assert run(["linkage", "explain", records[4], "--json"]) == 0
    person = json.loads(capsys.readouterr().out)["person_id"]
    assert run(["linkage", "explain", person, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [record for record, *_ in told["records"]] == sorted(records[3:])
    assert told["ties"][0]["tie"] == "number"


def test_an_unknown_pseudonym_is_refused(records, capsys):
    assert run(["linkage", "explain", "0" * 32]) == 2
    assert "linkage.person_change" in capsys.readouterr().err


def test_learning_and_comparing_are_told(records, capsys):
    assert run(["linkage", "train"]) == 0
    said = capsys.readouterr().out
    assert "from 5 records known by 2026-11-16" in said
    assert "too few to learn from" in said
    assert run(["linkage", "compare"]) == 0
    assert "All 3 published persons are the same." in capsys.readouterr().out
    assert run(["linkage", "compare", "--anew", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] == 3


def test_quality_is_estimated_over_all_and_by_group(records, capsys):
    assert run(["linkage", "quality"]) == 0
    said = capsys.readouterr().out
    assert "made, at most" in said
    assert "too few" in said
    assert run(["linkage", "quality", "--json"]) == 0
    whole, *groups = json.loads(capsys.readouterr().out)
    assert (whole["attribute"], whole["ties"]) == ("all", 2)
    assert {each["attribute"] for each in groups} == {"age", "ethnicity", "sex", "tenure"}
