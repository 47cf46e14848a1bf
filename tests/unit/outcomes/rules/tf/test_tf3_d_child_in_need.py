"""TF3.d: a child is in need under section 17."""

import pytest

from csps.outcomes.rules.tf.tf3_d_child_in_need import LINE


def test_an_open_case_counts(town, kit):
    town.add(
        "feeds.ssd_cin_episodes",
        {
            "person": "child",
            "cine_referral_date": kit.ago(20),
            "cine_referral_nfa": False,
            "cine_cin_primary_need_code": "N1",
            "cine_close_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"child"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.ssd_cin_episodes",
                {
                    "person": "child",
                    "cine_referral_date": kit.ago(20),
                    "cine_referral_nfa": False,
                    "cine_cin_primary_need_code": "N1",
                    "cine_close_date": kit.ago(1),
                },
            )
        ],
        lambda kit: [
            (
                "feeds.ssd_cin_episodes",
                {
                    "person": "child",
                    "cine_referral_date": kit.ago(20),
                    "cine_referral_nfa": True,
                    "cine_cin_primary_need_code": "N1",
                    "cine_close_date": None,
                },
            )
        ],
    ],
)
def test_a_closed_case_or_a_referral_without_action_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
