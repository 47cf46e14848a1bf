"""When a whole-family assessment stands behind a family."""

import pytest

from csps.outcomes.assessed import assessments
from csps.outcomes.evidence import Evidence
from csps.settings.thresholds import Thresholds
from csps.store.people import people_on


def stands(town, kit):
    """Give since when and until when assessments stand."""
    with town.edition().connect() as lake:
        rows = assessments(Evidence(lake, people_on(lake, kit.DAY), kit.DAY)).to_pyarrow().to_pylist()
    return {(row["since"], row["until"]) for row in rows}


def test_an_assessment_counts_from_the_day_a_manager_signed_it(town, kit):
    row = {"person": "child", "cina_assessment_id": "A1", "cina_assessment_start_date": kit.ago(9)}
    town.add("feeds.ssd_cin_assessments", {**row, "cina_assessment_auth_date": kit.ago(3)})
    assert stands(town, kit) == {(kit.ago(3), kit.ago(3, -Thresholds().assessment_days))}


def test_an_assessment_that_nobody_signed_does_not_count(town, kit):
    row = {"person": "child", "cina_assessment_id": "A1", "cina_assessment_start_date": kit.ago(9)}
    town.add("feeds.ssd_cin_assessments", row)
    assert stands(town, kit) == set()


@pytest.mark.parametrize("ended", [None, 1])
def test_early_help_is_an_assessment_while_it_lasts_and_eighteen_months_at_least(town, kit, ended):
    until = None if ended is None else kit.ago(ended)
    town.add(
        "feeds.ssd_early_help_episodes",
        {"person": "child", "earl_episode_start_date": kit.ago(90), "earl_episode_end_date": until},
    )
    assert stands(town, kit) == {(kit.ago(90), kit.ago(90, -Thresholds().assessment_days)), (kit.ago(90), until)}
