"""`csps outcomes cohort`: the table, and what is refused."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from csps.cli import cohort as cli
from csps.cli.program import program, run

ROWS = (
    {
        "as_of": date(2024, 1, 1),
        "mature": True,
        "families": 1200,
        "left_out": 1,
        "not_asked": 200,
        "asked": 1000,
        "gone": 30,
        "happened": 12,
        "rule_set": None,
    },
    {
        "as_of": date(2026, 1, 5),
        "mature": False,
        "families": 9,
        "left_out": 0,
        "not_asked": 2,
        "asked": 7,
        "gone": None,
        "happened": None,
        "rule_set": None,
    },
)


@pytest.fixture
def told(monkeypatch):
    """A workspace with two dates."""

    class Told:
        def cohort(self, model, as_of):
            return tuple(row for row in ROWS if as_of in (None, row["as_of"])) if model == "maltreatment" else ()

    monkeypatch.setattr(cli, "opened", lambda _folder: Told())


def test_each_date_has_a_row(told):
    shown = CliRunner().invoke(program, ["outcomes", "cohort", "maltreatment"], terminal_width=120).output
    lines = [line.split() for line in shown.splitlines()]
    assert ["2024-01-01", "1,200", "1", "200", "1,000", "0", "30", "12"] in lines
    assert ["2026-01-05", "9", "0", "2", "7", "7"] in lines
    assert "nothing is taken to have happened" in shown


def test_machines_get_the_rows_of_a_date(told):
    words = ["outcomes", "cohort", "maltreatment", "--as-of", "2024-01-01", "--json"]
    (row,) = json.loads(CliRunner().invoke(program, words).output)
    assert (row["asked"], row["as_of"]) == (1000, "2024-01-01")


def test_a_model_that_was_never_counted_is_refused(told, capsys):
    assert run(["outcomes", "cohort", "eligibility"]) == 2
    assert "Nobody has counted the families of eligibility yet" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["harm"], ["maltreatment", "--as-of", "yesterday"]])
def test_an_unknown_model_or_day_is_refused(folder, capsys, words):
    assert run(["outcomes", "cohort", *words]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert folder.is_dir()


def test_the_rules_of_each_date_are_named_once_with_their_dates(capsys):
    rules = {"rule_set": "local", "to_confirm_of_100": 76}
    days = (date(2023, 1, 2), date(2024, 1, 1), date(2025, 1, 6))
    rows = [
        ROWS[0] | rules | {"as_of": day, "rule_set_version": version}
        for day, version in zip(days, ("2022.1", "2022.1", "2"), strict=True)
    ]
    cli.show_cohort("eligibility", rows)
    words = capsys.readouterr().out
    said = "is judged by local, version 2022.1, 76 % of its lines still to be confirmed (2023-01-02 to 2024-01-01)."
    assert words.count(said) == 1
    assert "version 2, 76 % of its lines still to be confirmed (2025-01-06 to 2025-01-06)." in words
