"""`csps feeds inspect`, as a data officer types it: no workspace, nothing taken in."""

import json

import pytest
from click.testing import CliRunner
from tests.factories.real_formats import cin_census, ssda903, written

from csps.cli import program as cli
from csps.domain.errors import DeliveryError


@pytest.fixture
def file(tmp_path):
    def put(name, data):
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return put


def test_json_has_the_promised_keys(file, tmp_path):
    asked = CliRunner().invoke(cli.program, ["feeds", "inspect", file("a.xml", cin_census(2024, 3)), "--json"])
    answer = json.loads(asked.output)
    assert list(answer) == [
        "format",
        "encoding",
        "schema_year",
        "tables",
        "unknown_columns",
        "proposed_mapping",
        "likely_tables",
    ]
    assert answer["format"] == "cin census"
    assert answer["tables"]["feeds.ssd_person"] == {"rows": 3, "rejected": 0, "findings": {}}
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_a_person_is_told_in_tables(file):
    data = written(["CHILD", "ETHNIC", "UPN", "FORENAME", "SHOE"], [("1", "WBRI", "UN1", "Annabel", "7")])
    told = (
        CliRunner(env={"COLUMNS": "200"})
        .invoke(cli.program, ["feeds", "inspect", file("header_2024.csv", data)])
        .output
    )
    assert "ssda903, 2024, utf-8" in told
    assert "ssd_person.pers_forename" in told
    assert "SHOE" in told
    assert "Annabel" not in told
    assert "Nothing was taken in." in told
    assert told.rstrip().endswith("header_2024.csv`.")


def test_a_name_with_blanks_is_quoted_in_the_command_that_follows(file):
    path = file("own list.csv", written(["CHILD", "ETHNIC", "UPN"], [("1", "WBRI", "UN1")]))
    told = CliRunner(env={"COLUMNS": "200"}).invoke(cli.program, ["feeds", "inspect", path]).output
    assert told.rstrip().endswith(f"`csps feeds propose FEED '{path}'`.")


def test_the_tables_that_an_unknown_file_fits_are_told_and_one_may_be_chosen(file):
    path = file("roll.csv", written(["Learner Ref", "Learner First", "Born"], [("1", "Ada", "01/02/2014")]))
    told = CliRunner(env={"COLUMNS": "200"}).invoke(cli.program, ["feeds", "inspect", path]).output
    assert "fits best, from 0 to 1: feeds." in told
    chosen = ["feeds", "propose", "roll", path, "--table", "feeds.school_exclusion"]
    assert 'table = "feeds.school_exclusion"' in CliRunner().invoke(cli.program, chosen).output


def test_a_file_without_a_known_table_says_so(file):
    told = CliRunner().invoke(cli.program, ["feeds", "inspect", file("x.csv", b"name of dog,colour\nRex,red\n")]).output
    assert "No table of csps is recognised" in told


def test_a_broken_file_is_refused_with_its_exit_code(file, capsys):
    broken = file("a.xml", cin_census(2024, 1)[:-100])
    assert cli.run(["feeds", "inspect", broken]) == DeliveryError.exit_code
    assert "breaks off" in capsys.readouterr().err


def test_several_modules_are_told_apart(file):
    for module in ("episodes", "oc2"):
        asked = CliRunner().invoke(
            cli.program, ["feeds", "inspect", file(f"{module}.csv", ssda903(module, 3)), "--json"]
        )
        assert json.loads(asked.output)["format"] == "ssda903"


def test_a_draft_is_printed_and_marked(file):
    drafted = CliRunner().invoke(
        cli.program, ["feeds", "propose", "returns", file("h_2026-11-08.csv", ssda903("header", 3))]
    )
    assert drafted.output.startswith('[feeds.returns]\nagency = "childrens_social_care"\n')
    assert "# FILL IN:" in drafted.output
