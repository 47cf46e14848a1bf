"""`csps tables`, on the contracts as they are."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from csps.cli import program as cli
from csps.cli.tables import table_as_plain
from csps.contracts import catalogue
from csps.domain.errors import ContractError


@pytest.fixture(scope="module")
def name() -> str:
    """Some table's name."""
    return next(iter(catalogue.all_tables()))


def test_every_table_is_listed(name):
    shown = CliRunner(env={"COLUMNS": "250"}).invoke(cli.program, ["tables"]).output
    assert all(table.name in shown for table in catalogue.all_tables().values())


def test_the_list_is_json_for_machines():
    listed = json.loads(CliRunner().invoke(cli.program, ["tables", "--json"]).output)
    assert [table["name"] for table in listed] == list(catalogue.all_tables())


def test_one_table_shows_every_column_with_its_meaning(name):
    shown = CliRunner(env={"COLUMNS": "250"}).invoke(cli.program, ["tables", name]).output
    table = catalogue.table(name)
    assert table.meaning in shown
    assert str(table.retention) in shown
    assert all(column.name in shown for column in table.columns)


def test_one_table_as_json_holds_what_columns_inherit(name):
    plain = json.loads(CliRunner().invoke(cli.program, ["tables", name, "--json"]).output)
    assert plain == table_as_plain(catalogue.table(name))
    assert all(column["purposes"] and column["retention"] for column in plain["columns"])


def test_a_misspelt_table_is_refused_with_the_nearest(name, capsys):
    assert cli.run(["tables", name + "x"]) == ContractError.exit_code
    assert name in capsys.readouterr().err


def test_what_is_required_and_which_codes_there_are_is_shown():
    shown = CliRunner(env={"COLUMNS": "250"}).invoke(cli.program, ["tables", "feeds.school_attendance"]).output
    line = next(line for line in shown.splitlines() if line.strip().startswith("pupil_id"))
    assert "required" in line
    assert "register_code takes " in shown
    assert "I = illness" in shown.lower().replace("i = ", "I = ")
    assert " from 2024-" in shown
