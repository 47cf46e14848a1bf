"""What rules read about the families of several dates."""

from __future__ import annotations

import ibis
import pytest

from csps.domain.errors import UsageError
from csps.outcomes import meet_criteria
from csps.outcomes.evidence import Evidence
from csps.outcomes.past import Past, told_apart
from csps.store.rounds import Rounds

PLAN = "feeds.ssd_cp_plans"


@pytest.fixture
def days(town, kit):
    """Two dates on which the family was there, and between them a plan that was corrected."""
    town.family(day=kit.ago(13))
    plan = {"person": "child", "cppl_cp_plan_id": "P", "cppl_cp_plan_start_date": kit.ago(20)}
    town.add(PLAN, {**plan, "known_on": kit.ago(19)})
    town.add(PLAN, {**plan, "cppl_cp_plan_end_date": kit.ago(2), "known_on": kit.ago(1)})
    town.add(PLAN, {"person": "teenager", "cppl_cp_plan_id": "Q", "cppl_cp_plan_start_date": kit.ago(3)})
    return (kit.ago(13), kit.DAY)


def asked(town, days, known_by=None):
    """Give the plans that are evidence on each of the dates: whose, since when, until when."""
    with town.edition().connect() as lake:
        past = Past(lake, days, known_by)

        def tell(rounds):
            evidence = Evidence(lake, past.people(rounds), known_by, past=past, rounds=rounds)
            return {"plans": told_apart(evidence.of(PLAN))}

        rounds = Rounds(lake, days, tell)
        return {
            day: sorted(
                (row["person_id"], row["family_id"], row["happened"], row["ended"])
                for row in rounds.rows(day, "plans").read_all().to_pylist()
            )
            for day in days
        }


def test_each_date_sees_the_version_it_knew(town, kit, days):
    found = asked(town, days)
    assert found[days[0]] == [("child", "family", kit.ago(20), None)]
    assert found[days[1]] == [
        ("child", "family", kit.ago(20), kit.ago(2)),
        ("teenager", "family", kit.ago(3), None),
    ]


def test_what_is_known_later_is_seen_of_every_date_where_it_is_asked_for(town, kit, days):
    found = asked(town, days, known_by=kit.DAY)
    assert found[days[0]] == found[days[1]]
    assert len(found[days[0]]) == 2


def test_one_date_beside_others_is_the_same_as_alone(town, kit, days):
    assert {day: asked(town, [day])[day] for day in days} == asked(town, days)


def on_the_programme(town, kit):
    """A case whose end became known between the dates: the first of them must not see it by way of the second."""
    case = {"case_ref": "C", "rule_set": "SF2022", "identified_on": kit.ago(40), "assessed_on": kit.ago(30)}
    town.add("feeds.programme_case", {**case, "stage": "PLAN", "known_on": kit.ago(30)})
    town.add("feeds.programme_case", {**case, "stage": "CLOSED", "closed_on": kit.ago(2), "known_on": kit.ago(2)})
    town.add("feeds.programme_member", {"person": "mother", "case_ref": "C", "joined_on": kit.ago(30)})
    town.add("feeds.programme_need", {"case_ref": "C", "identified_on": kit.ago(30), "need": "SF5.1", "status": "OPEN"})


def test_criteria_of_dates_together_are_those_of_each_alone(town, kit, days, programme):
    town.add("feeds.ssd_missing", {"person": "child", "miss_missing_episode_start_date": kit.ago(15)})
    on_the_programme(town, kit)
    tables = ("outcomes.criterion", "outcomes.criterion_met", "outcomes.criterion_evidence")
    together, alone = town.edition(), town.edition()
    meet_criteria(together, dates=days, programme=programme)
    for day in days:
        meet_criteria(alone, dates=[day], programme=programme)
    hashes = [
        {(each.table, each.part): each.sha256 for each in edition.written if each.table in tables}
        for edition in (together, alone)
    ]
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) == len(tables) * len(days)
    with together.connect() as lake:
        needs = lake.table("outcomes.criterion_evidence").filter(ibis._.criterion == "SF5.1").to_pyarrow().to_pylist()
    assert [(row["as_of"], row["until"]) for row in needs] == [(days[0], None)]


def test_a_date_without_families_is_refused(town, kit):
    with town.edition().connect() as lake, pytest.raises(UsageError, match="No families were formed for"):
        Past(lake, [kit.DAY, kit.ago(13)])
