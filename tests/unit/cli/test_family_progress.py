"""`csps outcomes progress`: what is printed, and what is refused."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from tests.factories.known_town import DAY

from csps.cli import family_progress as cli
from csps.cli.program import program, run
from csps.outcomes.progress.case import Case
from csps.outcomes.progress.finding import CaseProgress, NeedProgress
from csps.outcomes.progress.sf.sf6_2_missing import RULE
from csps.outcomes.progress.verdict import Judged, Sign, Verdict
from csps.settings.progress_thresholds import ProgressThresholds

DUE = DAY + timedelta(weeks=20)


@pytest.fixture
def told(monkeypatch):
    """A workspace with one family on the programme."""
    case = Case(
        case_ref="FP1",
        rule_set="SF2022",
        as_of=DAY,
        attached_on=DAY - timedelta(weeks=30),
        assessed_on=DAY - timedelta(weeks=31),
        family_id="a" * 32,
    )
    signs = tuple(
        Sign("feeds.ssd_missing", f"miss_table_id M{number:02}", "f" * 32, DAY - timedelta(weeks=40 - number), None)
        for number in range(12)
    )
    judged = Judged(
        verdict=Verdict.RUNNING,
        why="it has held since then",
        judged_on=DAY,
        holds_from=DAY - timedelta(weeks=6),
        due_on=DUE,
        signs=signs,
    )
    need = NeedProgress(rule=RULE, identified=True, on_record=True, judged=judged, said="OPEN")
    asked = []

    class Told:
        def family_progress(self, family, as_of):
            asked.append((family, as_of))
            return (CaseProgress(case=case, needs=(need,)),)

    monkeypatch.setattr(cli, "opened", lambda _folder: Told())
    return asked


def test_all_families_are_counted_by_need_and_what_is_due_is_named(told):
    shown = CliRunner().invoke(program, ["outcomes", "progress"]).output
    assert "1 families were or are on the programme" in shown
    assert "SF6.2           1 running" in shown
    assert RULE.said(ProgressThresholds()) in shown
    assert f"{DUE.isoformat()}: SF6.2 of case FP1 is proven if nothing speaks against it until then" in shown
    assert "1 of the families are judged by the rules of progress of SF2022, version 2022.1, " in shown
    assert told == [(None, None)]


def test_one_family_is_shown_with_the_rows_behind_each_verdict(told):
    shown = CliRunner().invoke(program, ["outcomes", "progress", "FP1", "--as-of", DAY.isoformat()]).output
    assert "Rules of progress: SF2022, version 2022.1, " in shown
    assert "Significant and sustained progress: running." in shown
    assert "SF6.2 (written down by the programme and on record): running" in shown
    assert "The programme's own word: OPEN." in shown
    assert "to now: feeds.ssd_missing, person ffffffff: miss_table_id M11" in shown
    assert "M00" not in shown
    assert "and 2 earlier ones; --json shows all." in shown
    assert told == [("FP1", DAY)]


def test_machines_get_everything(told):
    found = json.loads(CliRunner().invoke(program, ["outcomes", "progress", "--json"]).output)
    assert told
    assert (found[0]["case_ref"], found[0]["verdict"], len(found[0]["details"][0]["evidence"])) == (
        "FP1",
        "running",
        12,
    )


def test_a_workspace_without_a_week_is_refused(folder, capsys):
    assert run(["outcomes", "progress"]) == 2
    assert "Nothing is published yet." in capsys.readouterr().err
    assert folder.is_dir()
