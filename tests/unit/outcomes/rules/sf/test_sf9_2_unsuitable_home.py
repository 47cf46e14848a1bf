"""SF9.2: the home is unsuitable, or the family may be evicted or become homeless."""

import pytest

from csps.outcomes.rules.sf.sf9_2_unsuitable_home import LINE


def test_a_notice_of_seeking_possession_counts(town, kit):
    town.add("feeds.housing_tenancy_member", {"person": "mother", "tenancy_ref": "T1", "start_date": kit.ago(100)})
    town.add(
        "feeds.housing_rent_account",
        {
            "tenancy_ref": "T1",
            "balance_date": kit.ago(2),
            "balance_pence": 40000,
            "weekly_rent_pence": 10000,
            "arrears_stage": "NOSP",
        },
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            ("feeds.housing_tenancy_member", {"person": "mother", "tenancy_ref": "T1", "start_date": kit.ago(100)}),
            (
                "feeds.housing_rent_account",
                {
                    "tenancy_ref": "T1",
                    "balance_date": kit.ago(2),
                    "balance_pence": 40000,
                    "weekly_rent_pence": 10000,
                    "arrears_stage": "REMINDER",
                },
            ),
        ],
        lambda kit: [
            ("feeds.housing_tenancy_member", {"person": "mother", "tenancy_ref": "T1", "start_date": kit.ago(100)}),
            (
                "feeds.housing_rent_account",
                {
                    "tenancy_ref": "T1",
                    "balance_date": kit.ago(13),
                    "balance_pence": 40000,
                    "weekly_rent_pence": 10000,
                    "arrears_stage": "NOSP",
                },
            ),
        ],
        lambda kit: [
            ("feeds.homelessness_person", {"person": "mother", "case_ref": "H1", "joined_date": kit.ago(20)}),
            ("feeds.homelessness_case", {"case_ref": "H1", "application_date": kit.ago(20), "closed_date": kit.ago(1)}),
        ],
    ],
)
def test_a_reminder_an_old_statement_or_a_closed_case_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
