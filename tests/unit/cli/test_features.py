"""`csps features list` and `csps features explain`."""

import json

import pytest
from click.testing import CliRunner
from tests.factories.known_town import DAY

from csps.cli import features as cli
from csps.cli.program import program, run
from csps.features.explanation import Counted, Explanation, RowBehind


@pytest.fixture
def told(monkeypatch):
    """A workspace that explains one value."""
    row = RowBehind(
        agency="police",
        table="feeds.police_incident",
        person_id="f" * 32,
        role="carer",
        happened_on=DAY,
        ended_on=None,
        known_on=DAY,
        days_ago=0,
        says={"incident_id": "I1", "record_id": "r"},
        counts_for={"police_incidents": None},
    )
    found = Explanation(
        family_id="a" * 32,
        feature="police_incidents_52w",
        as_of=DAY,
        question="How many?",
        value=25,
        said="25 police incidents",
        state="something is known",
        empty_means="0 means that nothing happened.",
        absent=(),
        silent={"feeds.police_incident": DAY},
        arithmetic="25 = 25",
        counted=(Counted(kind="police_incidents", reading="how many", after_weeks=0, weeks=52, value=25),),
        members=("f" * 32,),
        rows=(row,) * 25,
    )

    class Told:
        def explain_feature(self, family, feature, as_of):
            assert (family, feature, as_of) == ("a" * 32, "police_incidents_52w", DAY)
            return found

    monkeypatch.setattr(cli, "opened", lambda _folder: Told())
    return ["features", "explain", "a" * 32, "police_incidents_52w", "--as-of", DAY.isoformat()]


def test_an_explanation_is_told_in_plain_words(told):
    shown = CliRunner().invoke(program, told).output
    assert "25 police incidents.  (something is known)" in shown
    assert "25: how many of police_incidents, 0 to 52 weeks back" in shown
    assert shown.count("2026-03-02, known 2026-03-02: feeds.police_incident, carer ffffffff: incident_id I1") == 20
    assert "and 5 earlier ones; --json shows all." in shown
    assert "feeds.police_incident had fallen silent: its latest delivery is of 2026-03-02." in shown


def test_machines_get_everything(told):
    found = json.loads(CliRunner().invoke(program, [*told, "--json"]).output)
    assert (found["value"], len(found["rows"]), found["rows"][0]["happened_on"]) == (25, 25, "2026-03-02")


def test_the_list_has_every_feature_or_those_of_one_topic():
    everything = json.loads(CliRunner().invoke(program, ["features", "list", "--json"]).output)
    assert len(everything) > 150
    assert {"name", "question", "sources", "window_weeks", "missing", "told_by", "sensitivity", "purposes"} <= set(
        everything[0]
    )
    shown = CliRunner().invoke(program, ["features", "list", "--topic", "neet"]).output
    assert "neet_weeks_open" in shown
    assert "police" not in shown


def test_an_unknown_topic_is_refused(capsys):
    assert run(["features", "list", "--topic", "weather"]) == 2
    assert "There is no topic weather; there are adult_social_care" in capsys.readouterr().err


def test_an_unpublished_workspace_explains_nothing(folder, capsys):
    assert run(["features", "explain", "a" * 32, "debts_52w"]) == 2
    assert "No features were computed yet." in capsys.readouterr().err
