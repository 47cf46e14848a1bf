"""What happened to each family after each date."""

import dataclasses

import pytest

from csps.domain.errors import SettingsError, UsageError
from csps.outcomes import find_outcomes, meet_criteria
from csps.settings.model_spec import Event, OutcomeDefinition

pytestmark = pytest.mark.usefixtures("few_lines")


@pytest.fixture
def found(town, kit, programme, specs):
    """Look ahead for a model; give the family's row."""

    def look(model, weeks_later):
        town.week = kit.ago(-weeks_later)
        edition = town.edition()
        meet_criteria(edition, dates=[kit.DAY], programme=programme)
        done = find_outcomes(edition, spec=specs[model], dates=[kit.DAY], programme=programme)
        with edition.connect() as lake:
            (row,) = (
                lake.table("outcomes.family_outcome", part=f"{model}/{kit.DAY.isoformat()}").to_pyarrow().to_pylist()
            )
        return row, done

    return look


def enquiry(kit, weeks, known):
    return {
        "person": "child",
        "s47e_s47_start_date": kit.ago(weeks),
        "s47e_s47_outcome_code": "SUBSTANTIATED_ICPC",
        "known_on": kit.ago(known),
    }


def test_an_outcome_is_seen_with_what_is_known_now(town, kit, found):
    town.add("feeds.ssd_s47_enquiry", enquiry(kit, -30, -50))
    row, done = found("maltreatment", 65)
    assert row == {
        "model": "maltreatment",
        "as_of": kit.DAY,
        "family_id": "family",
        "in_population": True,
        "horizon_ends_on": kit.ago(-52),
        "mature": True,
        "happened": True,
        "event_on": kit.ago(-30),
        "event": Event.SECTION_47.value,
        "rule_set": None,
        "rule_set_version": None,
        "to_confirm_of_100": None,
    }
    assert (done.population, done.happened) == ({kit.DAY: 1}, {kit.DAY: 1})
    assert str(done) == f"As of {kit.DAY} the maltreatment model is about 1 families: to 1 it happened."


def test_what_happened_at_the_end_of_the_horizon_and_was_written_down_weeks_later_counts(town, kit, found):
    town.add("feeds.ssd_s47_enquiry", enquiry(kit, -51, -60))
    row, _ = found("maltreatment", 65)
    assert (row["happened"], row["event_on"]) == (True, kit.ago(-51))


def test_nothing_is_said_before_the_horizon_has_passed_and_a_quarter_more(town, kit, found):
    town.add("feeds.ssd_s47_enquiry", enquiry(kit, -30, -40))
    row, done = found("maltreatment", 64)
    assert (row["mature"], row["happened"], row["event_on"], row["event"]) == (False, None, None, None)
    assert done.happened == {}


def test_a_family_whose_only_child_is_under_a_plan_is_not_asked_about(empty_town, kit, programme, specs):
    town = empty_town.family(kit.Member("mother", "carer", 400), kit.Member("child", "child", 100))
    town.add("feeds.ssd_cp_plans", {"person": "child", "cppl_cp_plan_start_date": kit.ago(5)})
    done = find_outcomes(town.edition(), spec=specs["maltreatment"], dates=[kit.DAY], programme=programme)
    assert done.population == {kit.DAY: 0}


def nominate(town, kit, weeks, *needs):
    form = {"person": "mother", "nomination_ref": f"N{weeks}", "nominated_on": kit.ago(weeks)}
    town.add("feeds.professional_nomination", *({**form, "need": need} for need in needs))


def assess(town, kit, weeks=5):
    town.add("feeds.ssd_early_help_episodes", {"person": "child", "earl_episode_start_date": kit.ago(weeks)})


def test_a_family_that_comes_to_meet_the_threshold(town, kit, found):
    nominate(town, kit, 5, "SF1.1", "SF1.2")
    nominate(town, kit, -20, "SF8.1")
    assess(town, kit)
    row, _ = found("eligibility", 39)
    assert (row["in_population"], row["happened"], row["event_on"]) == (True, True, kit.ago(-20))
    assert row["event"] == Event.THRESHOLD_MET.value
    assert (row["rule_set"], row["rule_set_version"]) == ("local", "2022.1")
    assert 0 < row["to_confirm_of_100"] <= 100


def test_a_family_that_meets_it_already_is_not_asked_about(town, kit, found):
    nominate(town, kit, 5, "SF1.1", "SF1.2", "SF8.1")
    assess(town, kit)
    row, done = found("eligibility", 39)
    assert row["in_population"] is False
    assert done.population == {kit.DAY: 0}


def test_needs_without_an_assessment_meet_the_threshold_once_one_comes(town, kit, found):
    nominate(town, kit, 5, "SF1.1", "SF1.2", "SF8.1")
    assess(town, kit, -9)
    row, _ = found("eligibility", 39)
    assert (row["in_population"], row["happened"], row["event_on"]) == (True, True, kit.ago(-9))


def test_the_threshold_after_the_horizon_does_not_count(town, kit, found):
    nominate(town, kit, -27, "SF1.1", "SF1.2", "SF8.1")
    assess(town, kit)
    row, _ = found("eligibility", 43)
    assert (row["in_population"], row["happened"]) == (True, False)


def test_without_the_criteria_eligibility_cannot_be_judged(town, kit, programme, specs):
    with pytest.raises(UsageError, match=r"outcomes.criterion_met"):
        find_outcomes(town.edition(), spec=specs["eligibility"], dates=[kit.DAY], programme=programme)


def test_events_of_children_and_of_families_are_not_mixed(town, kit, programme, specs):
    mixed = OutcomeDefinition(name="mixed", events=(Event.SECTION_47, Event.THRESHOLD_MET))
    spec = dataclasses.replace(specs["maltreatment"], outcome=mixed)
    with pytest.raises(SettingsError, match="mixes events"):
        find_outcomes(town.edition(), spec=spec, dates=[kit.DAY], programme=programme)
