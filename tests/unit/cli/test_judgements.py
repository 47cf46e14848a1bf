"""People's word on links, through the command line."""

from __future__ import annotations

import json

import pytest
from tests.factories.linked_week import EVA, FAMILY, KIT, LOU, publish_week, record

import csps
from csps.cli.program import run

WHY = ("--reason", "the school was asked")


@pytest.fixture
def workspace(folder, monkeypatch):
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)  # the demonstrators have their own
    opened = csps.open(folder, environ={})
    opened.enrol_demonstrators()
    publish_week(opened.site)
    return folder


def asked(capsys, *words):
    assert run(["linkage", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_queue_is_judged_and_taken_back(workspace, capsys):
    queue = asked(capsys, "review")
    assert [each["question"] for each in queue] == ["may be two people", "may be one person"]
    made = asked(capsys, "review", "--pair", KIT, LOU, "--say", "same", *WHY)
    assert made["verdict"] == "same"
    assert len(asked(capsys, "review")) == 1
    assert run(["linkage", "withdraw", str(made["number"]), *WHY]) == 0
    assert "is withdrawn" in capsys.readouterr().out
    assert asked(capsys, "judgements")[0]["withdrawn"]["reason"] == WHY[1]


def test_the_queue_is_asked_pair_by_pair(workspace, monkeypatch, capsys):
    answers = iter(["different", "the school was asked", "skip"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    assert run(["linkage", "review", "--ask"]) == 0
    said = capsys.readouterr().out
    assert "1 of 2: may be two people" in said
    assert "Ivy, Oak" in said
    assert "Judgement 1: different" in said


def test_unlinking_lists_first_and_changes_with_a_reason(workspace, capsys):
    pair = (record(EVA, 1), record(EVA, 2))
    assert run(["linkage", "unlink", *pair]) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    done = asked(capsys, "unlink", *pair, *WHY)
    assert {each["table"] for each in done["touched"]} == {"families.membership", "scoring.score", "explain.reason"}
    assert done["decided"] == []
    assert asked(capsys, "judgements")[0]["verdict"] == "different"


def test_unlinking_lists_what_people_did_about_the_family(workspace, capsys):
    told = ["worklist", "who", FAMILY, "--reason", "a visit is planned"]
    assert run(told) == 0
    pair = (record(EVA, 1), record(EVA, 2))
    assert run(["linkage", "review", "--pair", pair[0], KIT, "--say", "unsure", *WHY]) == 0
    capsys.readouterr()
    assert [each["what"] for each in asked(capsys, "unlink", *pair)["decided"]] == ["Somebody looked at a family."]
    assert run(["linkage", "unlink", *pair]) == 0
    said = capsys.readouterr().out
    assert "Somebody looked at a family." in said
    assert "csps journal list" in said
    assert "1. unsure:" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("review", "--pair", KIT, LOU), 2, "--say and --reason"),
        (("review", "--pair", KIT, "0" * 32, "--say", "same", *WHY), 2, "no record and no person"),
        (("withdraw", "9", *WHY), 2, "no judgement 9"),
    ],
)
def test_what_cannot_be_is_refused(workspace, capsys, words, code, said):
    assert run(["linkage", *words]) == code
    assert said in capsys.readouterr().err


def test_people_read_tables(workspace, capsys):
    for words in (("review",), ("judgements",)):
        assert run(["linkage", *words]) == 0
    assert "What people said of links" in capsys.readouterr().out
