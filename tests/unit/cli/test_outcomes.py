"""`csps outcomes explain`."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from click.testing import CliRunner
from tests.factories.known_town import DAY

from csps.cli import outcomes as cli
from csps.cli.program import program
from csps.outcomes.explanation import CriteriaExplained, CriterionExplained, RowBehind

ROW = RowBehind(
    agency="police",
    table="feeds.police_incident",
    through=None,
    person_id="f" * 32,
    role="carer",
    record_id="r",
    delivery="police/a.csv",
    line=4,
    known_on=DAY,
    since=DAY,
    until=None,
    says={"incident_type": "DOMESTIC"},
)

ROWS = tuple(replace(ROW, line=number) for number in range(4, 11))


def line(criterion, judgement, rows=(), missing="", lacking=""):
    return CriterionExplained(
        criterion=criterion,
        headline=8,
        words=f"Words of {criterion}.",
        standing="to be confirmed",
        source="somewhere",
        judgement=judgement,
        members=("f" * 32,) if rows else (),
        rows=rows,
        missing=missing,
        lacking=lacking,
    )


@pytest.fixture
def told(monkeypatch):
    """A workspace that explains one family; the words for the command line."""

    def stand(**changes):
        found = {
            "family_id": "a" * 32,
            "as_of": DAY,
            "rule_set": "local",
            "rule_set_version": "2022.1",
            "to_confirm_of_100": 85,
            "said": "local, version 2022.1, 91 % of its 34 lines still to be confirmed",
            "least": 3,
            "counted": "needs",
            "found": 1,
            "with_child": True,
            "assessment_asked": True,
            "assessments": (),
            "eligible": False,
            "criteria": (
                line("SF8.1", "met", ROWS, lacking="calls to other forces are not seen"),
                line("SF1.1", "not met"),
                line("SF6.2", "not judged", missing="feeds.ssd_missing had not been delivered"),
            ),
        } | changes

        class Told:
            def explain_criteria(self, family, as_of):
                assert (family, as_of) == ("a" * 32, DAY)
                return CriteriaExplained(**found)

        monkeypatch.setattr(cli, "opened", lambda _folder: Told())
        return ["outcomes", "explain", "a" * 32, "--as-of", DAY.isoformat()]

    return stand


def test_rules_threshold_rows_and_what_is_missing_are_told(told):
    shown = CliRunner().invoke(program, told()).output
    assert "By local, version 2022.1, 91 % of its 34 lines still to be confirmed." in shown
    assert "does not meet the programme's threshold" in shown
    assert "1 needs are met, and 3 are needed." in shown
    assert "No whole-family assessment stands behind it, and one is needed." in shown
    assert "SF8.1  Words of SF8.1. (to be confirmed)" in shown
    row = "2026-03-02 on, known 2026-03-02: police, feeds.police_incident (police/a.csv, line 4), carer ffffffff"
    assert f"{row}: incident_type DOMESTIC" in shown
    assert shown.count("police/a.csv") == 5
    assert "and 2 more rows; --json shows all." in shown
    assert "Not all is seen: calls to other forces are not seen." in shown
    assert "SF6.2  Words of SF6.2. Missing: feeds.ssd_missing had not been delivered." in shown
    assert "Not met: SF1.1." in shown


def test_a_family_that_meets_the_threshold_is_told_by_which_assessment(told):
    shown = CliRunner().invoke(program, told(eligible=True, found=3, assessments=(ROW,))).output
    assert "meets the programme's threshold" in shown
    assert "A whole-family assessment stands behind it:\n    2026-03-02 on" in shown


def test_machines_get_everything(told):
    found = json.loads(CliRunner().invoke(program, [*told(), "--json"]).output)
    assert (found["rule_set"], found["criteria"][0]["rows"][0]["line"]) == ("local", 4)
    assert len(found["criteria"][0]["rows"]) == 7


@pytest.fixture
def rules(monkeypatch):
    """A workspace with one line in force."""
    line = {"criterion": "LOC1", "headline": 11, "words": "A line.", "standing": "confirmed", "source": "minutes"}
    frame = pd.DataFrame([{**line, "reads": ["feeds.ssd_missing"], "all_of": [], "lacking": ""}]).set_index("criterion")
    frame.attrs["said"] = "local-a, version 1-0000, 0 % of its 1 lines still to be confirmed"
    frame.attrs["needed"] = "3 needs or more make a family eligible."

    class Told:
        def rules(self, as_of):
            assert as_of == DAY
            return frame

    monkeypatch.setattr(cli, "opened", lambda _folder: Told())
    return ["outcomes", "rules", "--as-of", DAY.isoformat()]


def test_the_rules_in_force_are_told_with_what_they_are_judged_by(rules):
    shown = CliRunner().invoke(program, rules).output
    assert "local-a, version 1-0000" in shown
    assert "feeds.ssd_missing" in shown
    assert "3 needs or more make a family eligible." in shown


def test_machines_get_the_lines(rules):
    found = json.loads(CliRunner().invoke(program, [*rules, "--json"]).output)
    assert found["rules"].startswith("local-a, version 1-0000")
    assert found["lines"][0]["reads"] == ["feeds.ssd_missing"]


def test_a_row_about_several_people_is_told_once(told):
    shared = replace(ROW, through="feeds.programme_member")
    rows = (shared, replace(shared, role="child", person_id="c" * 32))
    shown = CliRunner().invoke(program, told(criteria=(line("SF8.1", "met", rows),))).output
    assert shown.count("police/a.csv") == 1
    assert "carer ffffffff, child cccccccc: incident_type DOMESTIC" in shown
