"""Which lines families meet, and whether that makes them eligible."""

from datetime import timedelta

import pytest

from csps.outcomes.criteria import eligible, first_eligible, judged, met_on
from csps.outcomes.evidence import Evidence
from csps.outcomes.rule_sets import SF2022, TFP2015
from csps.store.people import people_on


@pytest.fixture
def ask(town, kit):
    """Judge the family by a rule set."""

    def judge(rules, question, known_by=kit.DAY):
        with town.edition().connect() as lake:
            people = people_on(lake, kit.DAY)
            rows = judged(Evidence(lake, people, known_by), rules)
            return question(rows, people).to_pyarrow().to_pylist()

    return judge


def incidents(town, kit):
    incident = {"incident_date": kit.ago(5), "incident_type": "DOMESTIC", "incident_id": "I1"}
    town.add(
        "feeds.police_incident",
        {**incident, "person": "mother", "role": "VICTIM"},
        {**incident, "person": "child", "role": "CHILD_PRESENT"},
        {**incident, "person": "baby", "role": "CHILD_PRESENT"},
    )


def test_a_criterion_comes_with_its_members_rows_and_latest_day(town, kit, ask):
    incidents(town, kit)
    met = {row["criterion"]: row for row in ask(SF2022, lambda rows, _: met_on(rows, kit.DAY))}
    assert set(met) == {"SF8.1", "SF8.3"}
    assert met["SF8.3"] == {
        "family_id": "family",
        "criterion": "SF8.3",
        "headline": 8,
        "members": 2,
        "evidence_rows": 2,
        "latest_on": kit.ago(5),
    }


def nominate(town, kit, *needs):
    form = {"person": "mother", "nomination_ref": "N1", "nominated_on": kit.ago(5)}
    town.add("feeds.professional_nomination", *({**form, "need": need} for need in needs))


@pytest.mark.parametrize(("needs", "enough"), [(("SF1.1", "SF1.2"), False), (("SF1.1", "SF1.2", "SF6.5"), True)])
def test_three_needs_make_a_family_eligible_under_whichever_headline(town, kit, ask, needs, enough):
    nominate(town, kit, *needs)
    found = ask(SF2022, lambda rows, people: eligible(met_on(rows, kit.DAY), people.families, SF2022))
    assert bool(found) is enough


@pytest.mark.parametrize(("needs", "enough"), [(("TF1",), False), (("TF1", "TF6"), True)])
def test_two_problems_make_a_family_eligible(town, kit, ask, needs, enough):
    nominate(town, kit, *needs)
    found = ask(TFP2015, lambda rows, people: eligible(met_on(rows, kit.DAY), people.families, TFP2015))
    assert bool(found) is enough


def test_two_lines_of_one_problem_are_one(town, kit, ask):
    town.add("feeds.ssd_cp_plans", {"person": "child", "cppl_cp_plan_start_date": kit.ago(5)})
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(5)})
    assert len(ask(TFP2015, lambda rows, _: met_on(rows, kit.DAY))) == 2
    assert ask(TFP2015, lambda rows, people: eligible(met_on(rows, kit.DAY), people.families, TFP2015)) == []


def test_a_family_without_a_child_born_or_expected_is_never_eligible(empty_town, kit):
    town = empty_town.family(kit.Member("mother", "carer", 400))
    nominate(town, kit, "SF1.1", "SF1.2", "SF6.5")
    with town.edition().connect() as lake:
        people = people_on(lake, kit.DAY)
        met = met_on(judged(Evidence(lake, people, kit.DAY), SF2022), kit.DAY)
        assert met.count().to_pyarrow().as_py() == 3
        assert eligible(met, people.families, SF2022).count().to_pyarrow().as_py() == 0


def test_the_first_day_on_which_the_threshold_is_met(town, kit, ask):
    town.week = kit.ago(-30)
    nominate(town, kit, "SF1.1", "SF1.2")
    town.add(
        "feeds.professional_nomination",
        {"person": "mother", "nomination_ref": "N2", "nominated_on": kit.ago(-9), "need": "SF8.1"},
    )
    days = [kit.DAY + timedelta(weeks=ahead) for ahead in range(1, 27)]
    found = ask(SF2022, lambda rows, people: first_eligible(rows, people.families, SF2022, days), town.week)
    assert [row["event_on"] for row in found] == [kit.ago(-9)]
