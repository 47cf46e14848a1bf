"""What rules are judged by."""

from datetime import timedelta

import pytest

from csps.outcomes.evidence import Evidence, adults, aged, any_of, carers, children, for_a_year, while_it_lasts
from csps.store.people import people_on

TABLE = "feeds.ssd_cp_plans"


@pytest.fixture
def seen(town, kit):
    """Look at a table through the door, with what is known by a day."""

    def look(ask, known_by=kit.DAY):
        with town.edition().connect() as lake:
            return ask(Evidence(lake, people_on(lake, kit.DAY), known_by)).to_pyarrow().to_pylist()

    return look


def test_days_have_one_name_in_all_tables(town, kit, seen):
    town.add(TABLE, {"person": "child", "cppl_cp_plan_start_date": kit.ago(9), "cppl_cp_plan_end_date": kit.ago(3)})
    (row,) = seen(lambda evidence: evidence.of(TABLE))
    assert (row["happened"], row["ended"], row["person_id"], row["member_role"]) == (
        kit.ago(9),
        kit.ago(3),
        "child",
        "child",
    )


def test_protected_attributes_are_not_there(town, kit, seen):
    town.add("feeds.police_incident", {"person": "mother", "incident_date": kit.ago(1), "sex": "F"})
    (row,) = seen(lambda evidence: evidence.of("feeds.police_incident"))
    assert not {"sex", "ethnicity", "month_of_birth"} & set(row)


def test_later_knowledge_is_seen_only_where_it_is_asked_for(town, kit, seen):
    town.week = kit.ago(-20)
    town.add(TABLE, {"person": "child", "cppl_cp_plan_start_date": kit.ago(1), "known_on": kit.ago(-2)})
    assert seen(lambda evidence: evidence.of(TABLE)) == []
    assert len(seen(lambda evidence: evidence.of(TABLE), known_by=kit.ago(-20))) == 1


def test_an_event_counts_for_a_year_and_a_spell_while_it_lasts(town, kit, seen):
    town.add(TABLE, {"person": "child", "cppl_cp_plan_start_date": kit.ago(9), "cppl_cp_plan_end_date": kit.ago(3)})
    (event,) = seen(lambda evidence: for_a_year(evidence.of(TABLE)))
    (spell,) = seen(lambda evidence: while_it_lasts(evidence.of(TABLE)))
    assert event["until"] - event["since"] == timedelta(weeks=52)
    assert (spell["since"], spell["until"]) == (kit.ago(9), kit.ago(3))


def test_a_factor_counts_from_the_day_it_was_signed_and_not_before(town, kit, seen):
    assessment = {"person": "child", "cina_assessment_start_date": kit.ago(9)}
    town.add(
        "feeds.ssd_cin_assessments",
        {**assessment, "cina_assessment_id": "A1", "cina_assessment_auth_date": kit.ago(4)},
        {**assessment, "cina_assessment_id": "A2"},
    )
    factors = {"cinf_assessment_factors_json": ["7A"], "known_on": kit.ago(4)}
    town.add("feeds.ssd_assessment_factors", *({**factors, "cinf_assessment_id": each} for each in ("A1", "A2")))
    assert [row["since"] for row in seen(lambda evidence: evidence.factors("7A"))] == [kit.ago(4)]


@pytest.mark.parametrize(
    ("keep", "people"),
    [
        (children, {"teenager", "child", "baby"}),
        (adults, {"mother", "uncle"}),
        (carers, {"mother"}),
        (lambda rows: aged(rows, 10, 16), {"child"}),
        (lambda rows: aged(rows, 16, 18), {"teenager"}),
    ],
)
def test_people_are_told_apart(seen, keep, people):
    assert {row["person_id"] for row in seen(lambda evidence: keep(evidence.members))} == people


def test_evidence_of_several_sorts_is_put_together(town, kit, seen):
    town.add(TABLE, {"person": "child", "cppl_cp_plan_start_date": kit.ago(9)})
    both = seen(lambda evidence: any_of(for_a_year(evidence.of(TABLE)), while_it_lasts(evidence.of(TABLE))))
    assert {row["until"] for row in both} == {kit.ago(9) + timedelta(weeks=52), None}
