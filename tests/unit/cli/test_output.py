"""JSON for machines and tables for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from csps.cli.output import json_option, print_json, print_table
from csps.cli.program import run


@dataclass
class Summary:
    place: Path
    day: date


def test_json_knows_dates_paths_sets_and_dataclasses(capsys):
    print_json({"made": Summary(Path("a") / "b", date(2026, 11, 16)), "words": {"b", "a"}})
    assert json.loads(capsys.readouterr().out) == {
        "made": {"place": "a/b", "day": "2026-11-16"},
        "words": ["a", "b"],
    }


def test_json_keeps_letters_of_every_language(capsys):
    print_json("Zoë Ołtarz")
    assert capsys.readouterr().out == '"Zoë Ołtarz"\n'


def test_json_refuses_what_it_does_not_know():
    with pytest.raises(TypeError, match="A object has no form in JSON"):
        print_json(object())


def test_a_table_shows_its_rows_as_they_are(capsys):
    print_table("Colours", ("name", "meaning"), [("[red]", "a colour"), ("green", "another")])
    shown = capsys.readouterr().out
    assert "Colours" in shown
    assert "[red]" in shown
    assert "another" in shown


def test_the_json_option_is_passed_on():
    @click.command()
    @json_option
    def show(*, as_json: bool) -> None:
        click.echo(as_json)

    assert CliRunner().invoke(show, ["--json"]).output == "True\n"
    assert CliRunner().invoke(show, []).output == "False\n"


@pytest.mark.parametrize("typed", ["2026-13-45", "16.11.2026", "yesterday", ""])
def test_what_is_no_day_is_refused_in_words_that_say_how(capsys, typed):
    assert run(["outcomes", "rules", "--as-of", typed]) == 2
    said = capsys.readouterr().err
    assert f"{typed!r} is no day; write year, month and day, for example 2026-11-16." in said
    assert "Nothing was changed" in said
