"""SF5.1: parenting support is needed."""

import pytest

from csps.outcomes.rules.sf.sf5_1_parenting import LINE


def test_early_help_for_parenting_counts(town, kit):
    town.add(
        "feeds.ssd_early_help_episodes",
        {
            "person": "child",
            "earl_episode_reason": "PARENTING",
            "earl_episode_start_date": kit.ago(20),
            "earl_episode_end_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"child"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.ssd_early_help_episodes",
                {
                    "person": "child",
                    "earl_episode_reason": "HOUSING",
                    "earl_episode_start_date": kit.ago(20),
                    "earl_episode_end_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.ssd_early_help_episodes",
                {
                    "person": "child",
                    "earl_episode_reason": "PARENTING",
                    "earl_episode_start_date": kit.ago(20),
                    "earl_episode_end_date": kit.ago(1),
                },
            )
        ],
    ],
)
def test_help_for_something_else_or_that_ended_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
