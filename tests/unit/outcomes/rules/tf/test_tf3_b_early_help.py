"""TF3.b: a child has social, emotional or mental health problems, or was assessed as needing early help."""

import pytest

from csps.outcomes.rules.tf.tf3_b_early_help import LINE


def test_early_help_under_way_counts(town, kit):
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
                    "earl_episode_reason": "PARENTING",
                    "earl_episode_start_date": kit.ago(60),
                    "earl_episode_end_date": kit.ago(53),
                },
            )
        ],
        lambda kit: [
            (
                "feeds.school_sen",
                {
                    "person": "child",
                    "need_type": "SEMH",
                    "request_status": None,
                    "start_date": kit.ago(20),
                    "end_date": kit.ago(1),
                },
            )
        ],
    ],
)
def test_help_that_ended_over_a_year_ago_or_a_need_that_ended_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
