"""What counts as an outcome, and whose outcome is not asked about."""

import pytest

from csps.outcomes.events import children_asked_about, first_event
from csps.outcomes.evidence import Evidence
from csps.settings.model_spec import Event, Exclusion
from csps.store.people import people_on

HARM = (Event.PROTECTION_PLAN, Event.LOOKED_AFTER, Event.SECTION_47)
EXCLUDES = (Exclusion.UNDER_PLAN, Exclusion.LOOKED_AFTER)
PLAN, CARE, ENQUIRY = "feeds.ssd_cp_plans", "feeds.ssd_cla_episodes", "feeds.ssd_s47_enquiry"


def plan(kit, weeks, person="child", end=None):
    return {"person": person, "cppl_cp_plan_start_date": kit.ago(weeks), "cppl_cp_plan_end_date": end}


def care(kit, weeks, reason="S", need="N1"):
    return {
        "person": "child",
        "clae_cla_episode_start_date": kit.ago(weeks),
        "clae_cla_episode_start_reason": reason,
        "clae_cla_primary_need_code": need,
    }


def enquiry(kit, weeks, outcome="SUBSTANTIATED_ICPC"):
    return {"person": "child", "s47e_s47_start_date": kit.ago(weeks), "s47e_s47_outcome_code": outcome}


@pytest.fixture
def first(town, kit):
    """Give the first event within a year, as (day, event); None where there is none."""

    def look(excludes=EXCLUDES):
        town.week = kit.ago(-60)
        with town.edition().connect() as lake:
            people = people_on(lake, kit.DAY)
            asked = children_asked_about(Evidence(lake, people, kit.DAY), excludes)
            rows = first_event(Evidence(lake, people, town.week), HARM, asked, weeks=52)
            found = rows.to_pyarrow().to_pylist()
        return (found[0]["event_on"], found[0]["event"]) if found else None

    return look


@pytest.mark.parametrize("table", [PLAN, CARE, ENQUIRY])
def test_each_event_counts_from_the_day_after_to_the_last_day(town, kit, first, table):
    make = {PLAN: plan, CARE: care, ENQUIRY: enquiry}[table]
    town.add(table, make(kit, -52))
    assert first()[0] == kit.ago(-52)


@pytest.mark.parametrize("weeks", [0, -53])
def test_what_happened_on_the_day_or_after_the_horizon_does_not_count(town, kit, first, weeks):
    town.add(ENQUIRY, enquiry(kit, weeks))
    assert first() is None


def test_only_harm_counts(town, kit, first):
    town.add(ENQUIRY, enquiry(kit, -5, "NOT_SUBSTANTIATED"))
    town.add(CARE, care(kit, -5, need="N8"), {**care(kit, -6, reason="P"), "clae_cla_episode_id": "E2"})
    assert first() is None


def test_the_earliest_event_counts(town, kit, first):
    town.add(PLAN, plan(kit, -20))
    town.add(ENQUIRY, enquiry(kit, -18))
    assert first() == (kit.ago(-18), Event.SECTION_47.value)


def test_a_child_under_a_plan_is_not_asked_about_but_a_sister_is(town, kit, first):
    town.add(PLAN, plan(kit, 10), {**plan(kit, -5), "cppl_cp_plan_id": "P2"})
    assert first() is None
    town.add(PLAN, {**plan(kit, -8, "teenager"), "cppl_cp_plan_id": "P3"})
    assert first() == (kit.ago(-8), Event.PROTECTION_PLAN.value)


def test_a_plan_that_ended_excludes_nobody(town, kit, first):
    town.add(
        PLAN, {**plan(kit, 10, end=kit.ago(2)), "known_on": kit.ago(1)}, {**plan(kit, -5), "cppl_cp_plan_id": "P2"}
    )
    assert first() == (kit.ago(-5), Event.PROTECTION_PLAN.value)


def test_a_plan_that_was_learnt_of_later_excludes_nobody_on_the_day(town, kit, first):
    town.add(PLAN, {**plan(kit, 10), "known_on": kit.ago(-1)}, {**plan(kit, -5), "cppl_cp_plan_id": "P2"})
    assert first() == (kit.ago(-5), Event.PROTECTION_PLAN.value)


def test_what_happens_to_an_adult_does_not_count(town, kit, first):
    town.add(ENQUIRY, {**enquiry(kit, -5), "person": "uncle"})
    assert first() is None


def test_an_expected_child_that_was_born_counts(empty_town, kit):
    town = empty_town.family(kit.Member("mother", "carer", 300), kit.Member("unborn", "expected", None))
    with town.edition().connect() as lake:
        asked = children_asked_about(Evidence(lake, people_on(lake, kit.DAY), kit.DAY), EXCLUDES)
        assert asked.person_id.to_pyarrow().to_pylist() == ["unborn"]
