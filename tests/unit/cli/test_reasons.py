"""`csps worklist why`, as somebody types it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from tests.factories.known_town import DAY

from csps.cli import reasons as cli
from csps.cli.program import run
from csps.features.explanation import Explanation, RowBehind
from csps.workspace.reasons import ReasonBehind


def row(table, day, ended=None):
    return RowBehind(
        agency="an agency", table=table, person_id="f" * 32, role="child", happened_on=day, ended_on=ended, known_on=day,
        days_ago=0, says={}, counts_for={},
    )  # fmt: skip


def reason(name, *rows, absent=()):
    behind = Explanation(
        family_id="a" * 32, feature=name, as_of=DAY, question=f"How many {name}?", value=1.0, said="1", state="",
        empty_means="0 means that nothing happened.", absent=absent, silent={}, arithmetic="1 = 1", counted=(), members=(),
        rows=rows,
    )  # fmt: skip
    return ReasonBehind(
        model="maltreatment", raises=True, sentence=f"Some {name} (raises)", command=f"show {name}", behind=behind
    )


@pytest.fixture
def told(monkeypatch):
    """A workspace that says why a family has its score."""
    plan, police = "feeds.ssd_cp_plans", "feeds.police_incident"
    calls = [row(police, DAY - timedelta(days=days)) for days in range(9)]
    found = (
        reason("calls", *calls),
        reason("plans", row(plan, date(2026, 2, 2)), row(plan, date(2024, 1, 1), date(2024, 12, 2))),
        reason("nothing"),
        reason("unknown", absent=(police,)),
    )

    class Told:
        def why_scored(self, family, as_of):
            assert (family, as_of) == ("aaaaaaaa", DAY)
            return found

    monkeypatch.setattr(cli, "opened", lambda _folder: Told())
    return ["worklist", "why", "aaaaaaaa", "--as-of", DAY.isoformat()]


def test_each_reason_has_its_feature_the_days_of_its_rows_and_the_words_that_show_them(told, capsys):
    assert run(told) == 0
    said = capsys.readouterr().out
    assert "Family aaaaaaaa" in said
    assert "- Some calls (raises)\n  calls: How many calls?\n  9 rows of feeds.police_incident: 2 March 2026; " in said
    assert "26 February 2026; and 3 between; 22 February 2026\n  show calls\n" in said


def test_what_has_not_ended_is_told_from_what_has(told, capsys):
    run(told)
    said = capsys.readouterr().out
    assert "2 rows of feeds.ssd_cp_plans: 2 February 2026, not ended; 1 January 2024 to 2 December 2024" in said
    assert "No row is behind it. 0 means that nothing happened.\n  show nothing" in said


def test_that_nothing_was_delivered_is_told_from_that_nothing_happened(told, capsys):
    run(told)
    assert "?\n  Nothing had been delivered by that date of feeds.police_incident" in capsys.readouterr().out


def test_machines_get_every_row(told, capsys):
    assert run([*told, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(each["behind"]["rows"]) for each in found] == [9, 2, 0, 0]
    assert found[0]["command"] == "show calls"
