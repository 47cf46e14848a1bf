"""The needs with which a family came."""

import pytest
from tests.factories.known_town import DAY

from csps.outcomes.evidence import Evidence
from csps.outcomes.progress.baseline import identified, on_record
from csps.outcomes.progress.cases import cases_on
from csps.outcomes.progress.known import Known
from csps.outcomes.progress.sources import Sources


@pytest.fixture
def baseline(programme_town):
    """Give what the programme wrote down, and what is on record, by case."""

    def ask():
        with programme_town.edition().connect() as lake:
            found = cases_on(lake, DAY)
            sources = Sources(lake, Evidence(lake, found.people, DAY))
            known = Known(sources.read)
            shown = on_record(sources.evidence, known, found.cases.values())
            return {name: (identified(case, known), shown.get(name, set())) for name, case in found.cases.items()}

    return ask


def test_what_was_written_down_and_what_is_on_record_are_told_apart(programme_town, baseline, told):
    programme_town.case("F1").need("F1", "SF5.1", "IMPROVED")
    programme_town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": told.weeks(-3)})
    assert baseline() == {"F1": ({"SF5.1": "IMPROVED"}, {"SF6.2"})}


def test_a_line_is_on_record_on_the_day_of_attachment_and_on_no_other(programme_town, baseline, told):
    programme_town.case("F1")
    for day in (told.weeks(0, days=1), told.weeks(-52)):
        programme_town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": day})
    assert baseline()["F1"][1] == set()
    programme_town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": told.weeks(0)})
    assert baseline()["F1"][1] == {"SF6.2"}


def test_the_rules_are_those_under_which_the_family_came(programme_town, baseline, told):
    programme_town.case("F1", rule_set="TFP2015").case("F2", members=("teenager",))
    programme_town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": told.weeks(-3)})
    assert {name: shown for name, (_, shown) in baseline().items()} == {"F1": {"TF3.c"}, "F2": {"SF6.2"}}


def test_a_nomination_within_a_year_is_on_record(programme_town, baseline, told):
    programme_town.case("F1")
    for need, day in (("SF6.5", told.weeks(-51)), ("SF5.4", told.weeks(-52))):
        programme_town.add(
            "feeds.professional_nomination",
            {"person": "child", "nomination_ref": need, "need": need, "nominated_on": day},
        )
    assert baseline()["F1"][1] == {"SF6.5"}


def test_what_became_known_later_about_the_beginning_counts(programme_town, baseline, told):
    programme_town.case("F1")
    programme_town.add(
        "feeds.ssd_missing",
        {"person": "teenager", "miss_missing_episode_start_date": told.weeks(-3), "known_on": told.weeks(20)},
    )
    assert baseline()["F1"][1] == {"SF6.2"}
