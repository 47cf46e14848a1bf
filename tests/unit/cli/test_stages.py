"""Every stage has its word, with what it takes, what it gives and whom it is for."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from csps.cli.program import program, run
from csps.cli.stages import OF_THE_WEEK, OF_TRAINING, stage_commands
from csps.domain.stages import PATH
from csps.pipeline.steps import TRAINING, WEEK

NAMES = [command.name for command in stage_commands({})]


@click.command()
def ask():
    """Ask about families."""
    click.echo("asked")


def test_every_built_stage_of_the_path_has_a_word():
    built = [stage.name for stage in PATH if stage.name not in {"privacy", "impact"}]
    assert all(name in program.commands for name in built)
    assert [name for name in built if name != "approval"] == NAMES


def test_the_words_are_those_of_the_steps():
    stages = tuple(dict.fromkeys(step.stage for step in WEEK))
    assert tuple(stage for stage in stages if stage != "privacy") == OF_THE_WEEK
    assert {step.stage for step in TRAINING} == {*OF_TRAINING, "approval"}


@pytest.mark.parametrize("name", NAMES)
def test_help_says_what_a_stage_is_for(name, capsys):
    stage = next(stage for stage in PATH if stage.name == name)
    assert run([name, "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert stage.question in said
    assert ("--as-of" in said) == (name in OF_THE_WEEK)
    assert ("--model" in said) == (name in OF_TRAINING)


@pytest.mark.parametrize("name", sorted(set(OF_TRAINING) - set(OF_THE_WEEK)))
def test_a_stage_of_training_asks_for_the_model(name, folder, capsys):
    assert run([name]) == 2
    assert "--model" in capsys.readouterr().err


def test_nothing_is_done_before_anybody_is_enrolled(folder, capsys):
    assert run(["linkage", "--as", "j.okafor"]) == 8
    assert "Nothing was changed" in capsys.readouterr().err


def test_a_question_is_asked_without_doing_the_stage_again():
    families = next(command for command in stage_commands({"families": [ask]}) if command.name == "families")
    done = CliRunner().invoke(families, ["ask"])
    assert (done.exit_code, done.output) == (0, "asked\n")


def test_a_word_that_is_no_question_is_refused(folder, capsys):
    assert run(["linkage", "guess"]) == 2
    assert "guess" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said"), [((), "families 1,200.\n"), (("--json",), None)])
def test_what_a_stage_tells_is_printed_for_people_and_for_machines(capsys, monkeypatch, words, said):
    monkeypatch.setattr("csps.cli.stages._run", lambda *asked: {"families": 1200})
    assert run(["families", *words]) == 0
    printed = capsys.readouterr().out
    if said is None:
        assert json.loads(printed) == {"stage": "families", "model": None, "told": {"families": 1200}}
    else:
        assert printed == said
