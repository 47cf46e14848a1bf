"""SF5.2: there is harmful conflict between parents."""

import pytest

from csps.outcomes.rules.sf.sf5_2_parental_conflict import LINE


def test_early_help_over_conflict_counts(town, kit):
    town.add(
        "feeds.ssd_early_help_episodes",
        {
            "person": "child",
            "earl_episode_reason": "CONFLICT",
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
                    "earl_episode_start_date": kit.ago(20),
                    "earl_episode_end_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.ssd_cin_episodes",
                {
                    "person": "child",
                    "cine_referral_date": kit.ago(20),
                    "cine_referral_nfa": False,
                    "cine_cin_primary_need_code": "N5",
                    "cine_close_date": None,
                },
            )
        ],
    ],
)
def test_help_for_something_else_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
