"""Which lines families meet, and whether that makes them eligible."""

from dataclasses import replace
from datetime import timedelta

import pytest

from csps.outcomes.assessed import assessments
from csps.outcomes.criteria import assessed_on, eligible, first_eligible, judged, met_on
from csps.outcomes.evidence import Evidence
from csps.outcomes.rule_sets import SF2022, TFP2015
from csps.store.held import a_few_rows
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


@pytest.fixture
def eligible_now(town, kit):
    """Say which families meet the threshold of a rule set."""

    def judge(rules):
        with town.edition().connect() as lake:
            people, evidence = people_on(lake, kit.DAY), Evidence(lake, people_on(lake, kit.DAY), kit.DAY)
            met, assessed = met_on(judged(evidence, rules), kit.DAY), assessed_on(assessments(evidence), kit.DAY)
            return eligible(met, people.families, assessed, rules).family_id.to_pyarrow().to_pylist()

    return judge


def assess(town, kit, weeks=5):
    town.add(
        "feeds.ssd_cin_assessments",
        {
            "person": "child",
            "cina_assessment_id": "A1",
            "cina_referral_id": "R1",
            "cina_assessment_start_date": kit.ago(weeks + 6),
            "cina_assessment_auth_date": kit.ago(weeks),
        },
    )


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
def test_three_needs_make_a_family_eligible_under_whichever_headline(town, kit, eligible_now, needs, enough):
    nominate(town, kit, *needs)
    assess(town, kit)
    assert bool(eligible_now(SF2022)) is enough


def test_three_needs_without_an_assessment_are_not_enough(town, kit, eligible_now):
    nominate(town, kit, "SF1.1", "SF1.2", "SF6.5")
    assert eligible_now(SF2022) == []
    assert eligible_now(replace(SF2022, assessed=False)) == ["family"], "a council may leave the assessment out"


@pytest.mark.parametrize(("weeks", "stands"), [(77, True), (78, False)])
def test_an_assessment_stands_for_eighteen_months(town, kit, eligible_now, weeks, stands):
    nominate(town, kit, "SF1.1", "SF1.2", "SF6.5")
    assess(town, kit, weeks)
    assert bool(eligible_now(SF2022)) is stands


def test_an_assessment_stands_while_its_referral_is_open(town, kit, eligible_now):
    nominate(town, kit, "SF1.1", "SF1.2", "SF6.5")
    assess(town, kit, 90)
    town.add("feeds.ssd_cin_episodes", {"person": "child", "cine_referral_id": "R1", "cine_referral_date": kit.ago(99)})
    assert eligible_now(SF2022) == ["family"]


def test_the_programme_found_needs_by_its_own_assessment(town, kit, eligible_now):
    case = {
        "case_ref": "C1",
        "rule_set": "SF2022",
        "stage": "PLAN",
        "identified_on": kit.ago(20),
        "assessed_on": kit.ago(12),
    }
    town.add("feeds.programme_case", case)
    town.add("feeds.programme_member", {"person": "mother", "case_ref": "C1", "joined_on": kit.ago(12)})
    need = {"case_ref": "C1", "identified_on": kit.ago(12), "status": "OPEN"}
    town.add("feeds.programme_need", *({**need, "need": one} for one in ("SF5.1", "SF8.1", "SF10.2")))
    assert eligible_now(SF2022) == ["family"]


@pytest.mark.parametrize(("needs", "enough"), [(("TF1",), False), (("TF1", "TF6"), True)])
def test_two_problems_make_a_family_eligible(town, kit, eligible_now, needs, enough):
    nominate(town, kit, *needs)
    assert bool(eligible_now(TFP2015)) is enough


def test_two_lines_of_one_problem_are_one(town, kit, ask, eligible_now):
    town.add("feeds.ssd_cp_plans", {"person": "child", "cppl_cp_plan_start_date": kit.ago(5)})
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(5)})
    assert len(ask(TFP2015, lambda rows, _: met_on(rows, kit.DAY))) == 2
    assert eligible_now(TFP2015) == []


def test_a_family_without_a_child_born_or_expected_is_never_eligible(empty_town, kit):
    town = empty_town.family(kit.Member("mother", "carer", 400))
    nominate(town, kit, "SF1.1", "SF1.2", "SF6.5")
    with town.edition().connect() as lake:
        people = people_on(lake, kit.DAY)
        met = met_on(judged(Evidence(lake, people, kit.DAY), SF2022), kit.DAY)
        assert met.count().to_pyarrow().as_py() == 3
        families = people.families.select("family_id")
        assert eligible(met, people.families, families, SF2022).count().to_pyarrow().as_py() == 0


def people_always(town, kit):
    """An assessment that has stood for ever."""
    return a_few_rows(
        {"family_id": ["family"], "since": [kit.ago(500)], "until": [None]},
        {"family_id": "string", "since": "date", "until": "date"},
    )


def test_the_first_day_on_which_the_threshold_is_met(town, kit, ask):
    town.week = kit.ago(-30)
    nominate(town, kit, "SF1.1", "SF1.2")
    town.add(
        "feeds.professional_nomination",
        {"person": "mother", "nomination_ref": "N2", "nominated_on": kit.ago(-9), "need": "SF8.1"},
    )
    days = [kit.DAY + timedelta(weeks=ahead) for ahead in range(1, 27)]
    calendar = a_few_rows({"as_of": [kit.DAY] * 26, "day": days}, {"as_of": "date", "day": "date"})
    always = people_always(town, kit)
    found = ask(SF2022, lambda rows, people: first_eligible(rows, people.families, always, SF2022, calendar), town.week)
    assert [row["event_on"] for row in found] == [kit.ago(-9)]
