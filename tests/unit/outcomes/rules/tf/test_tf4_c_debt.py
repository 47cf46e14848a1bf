"""TF4.c: the family is at significant risk of financial exclusion: problem debt or rent arrears."""

import pytest

from csps.outcomes.rules.tf.tf4_c_debt import LINE


def test_four_weeks_of_rent_owed_count(town, kit):
    town.add("feeds.housing_tenancy_member", {"person": "mother", "tenancy_ref": "T1", "start_date": kit.ago(100)})
    town.add(
        "feeds.housing_rent_account",
        {
            "tenancy_ref": "T1",
            "balance_date": kit.ago(2),
            "balance_pence": 40000,
            "weekly_rent_pence": 10000,
            "arrears_stage": "NONE",
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
                    "balance_pence": 39999,
                    "weekly_rent_pence": 10000,
                    "arrears_stage": "NONE",
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
                    "arrears_stage": "NONE",
                },
            ),
        ],
        lambda kit: [("feeds.debt_case", {"person": "mother", "stage": "REMINDER", "balance_date": kit.ago(5)})],
    ],
)
def test_less_an_old_statement_or_a_reminder_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
