"""SF6.1: there is or was abuse or neglect in the household."""

import pytest

from csps.outcomes.rules.sf.sf6_1_abuse_or_neglect import LINE


def test_an_open_case_for_abuse_or_neglect_counts(town, kit):
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
                    "cine_cin_primary_need_code": "N2",
                    "cine_close_date": None,
                },
            )
        ],
        lambda kit: [("feeds.ssd_s47_enquiry", {"person": "child", "s47e_s47_start_date": kit.ago(52)})],
        lambda kit: [
            (
                "feeds.ssd_cp_plans",
                {"person": "child", "cppl_cp_plan_start_date": kit.ago(20), "cppl_cp_plan_end_date": kit.ago(1)},
            )
        ],
    ],
)
def test_another_need_an_enquiry_of_a_year_ago_or_a_plan_that_ended_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
