"""`csps features list` and `csps features explain`."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.factories.known_town import DAY, KnownTown, Member

from csps.cli import features as cli
from csps.cli.program import program, run
from csps.contracts.catalogue import all_tables
from csps.domain.errors import ContractError
from csps.features import compute_features, explain_feature, listing
from csps.features.explanation import Counted, Explanation, RowBehind
from csps.features.kind import Kind, Measure, Reading
from csps.features.source import Source
from csps.settings import read_programme

POLICE = "feeds.police_incident"


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
    assert "25 = 25" not in shown  # it says no more than the line after it
    assert "25 rows about 1 member are behind it" in shown
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


def test_features_are_found_by_a_word_of_their_question_or_name(capsys):
    found = json.loads(CliRunner().invoke(program, ["features", "list", "--find", "Suspen", "--json"]).output)
    assert found
    assert all("suspen" in f"{each['name']} {each['question']} {each['unit']}".lower() for each in found)
    assert run(["features", "list", "--find", "weather"]) == 2
    assert "No feature says weather." in capsys.readouterr().err


def test_an_unknown_topic_is_refused(capsys):
    assert run(["features", "list", "--topic", "weather"]) == 2
    assert "There is no topic weather; there are adult_social_care" in capsys.readouterr().err


def test_an_unpublished_workspace_explains_nothing(folder, capsys):
    assert run(["features", "explain", "a" * 32, "debts_52w"]) == 2
    assert "No features were computed yet." in capsys.readouterr().err


def counted_over(weeks):
    """Declare a measure over so many weeks."""
    return Measure(kind=Kind(name="planted", source=Source(table=POLICE)), reading=Reading.COUNT, weeks=weeks)


@pytest.mark.parametrize(
    ("declare", "place"),
    [
        (lambda: Source(table=POLICE, reads=("shoe_size",)), f"{POLICE} has no column shoe_size"),
        (lambda: Source(table="feeds.weather"), "there is no table feeds.weather"),
        (lambda: Source(table="feeds.restriction"), "features may not read feeds.restriction"),
        (lambda: Source(table="outcomes.family_outcome"), "features may not read outcomes.family_outcome"),
        (lambda: Source(table=POLICE, reads=("ethnicity",)), f"{POLICE}.ethnicity is a protected attribute"),
        (lambda: counted_over(0), "A measure of planted looks from 0 to 0 weeks back"),
        (lambda: counted_over(-4), "A measure of planted looks from 0 to -4 weeks back"),
    ],
)
def test_a_topic_that_declares_what_may_not_be_is_refused_with_the_place_named(monkeypatch, capsys, declare, place):
    """Declarations are made when a topic is read, so that a faulty one never becomes a command that computes."""

    class Planted:
        @property
        def FEATURES(self):  # noqa: N802 - what a topic calls it
            return (declare(),)

    monkeypatch.setattr(listing, "TOPICS", (Planted(),))
    listing.declarations.cache_clear()
    try:
        code = run(["features", "list"])
    finally:
        monkeypatch.undo()
        listing.declarations.cache_clear()
    said = capsys.readouterr().err
    assert code == ContractError.exit_code
    assert place in said
    assert "Nothing was changed" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["family", "police_incidents_52w", "--as-of", "2026-03-09"], "lies after the published week 2026-03-02"),
        (["family", "police_incidents_52w", "--as-of", "2015-01-05"], "lies before the first date with features"),
        (["nobody", "police_incidents_52w", "--as-of", "2026-03-02"], "nobody does not exist as of 2026-03-02"),
        (
            ["later", "police_incidents_52w", "--as-of", "2025-12-01"],
            "It is there on 1 other dates, the latest 2026-03-02",
        ),
        (
            ["family", "police_incidents_0w"],
            "There is no feature police_incidents_0w. Did you mean police_incidents",
        ),
    ],
)
def test_what_nobody_can_explain_is_refused_by_day_family_or_name(computed_town, capsys, words, said):
    assert run(["features", "explain", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Nothing was changed" in told


@pytest.fixture
def computed_town(tmp_path, monkeypatch):
    """A published week with features of two dates; one family is there on the later one only."""
    programme = read_programme(Path(__file__).resolve().parents[3] / "data_synthetic" / "workspace", all_tables())
    before = DAY - timedelta(weeks=13)
    town = KnownTown(tmp_path).family().family(day=before).family(Member("girl", "child", 60), name="later")
    edition = town.edition()
    compute_features(edition, dates=[before, DAY], programme=programme)
    edition.publish()

    class Told:
        def explain_feature(self, family, feature, as_of):
            with town.lake.connect() as lake:
                return explain_feature(lake, family, feature, as_of or DAY, programme)

    monkeypatch.setattr(cli, "opened", lambda _folder: Told())
