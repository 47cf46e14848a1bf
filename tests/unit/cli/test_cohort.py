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
