"""Tenancies and rent."""


def tenancy(town, kit, end=None):
    town.add(
        "feeds.housing_tenancy_member",
        {"person": "mother", "tenancy_ref": "T1", "start_date": kit.ago(90), "end_date": end, "bedrooms": 2},
    )
    town.add(
        "feeds.housing_rent_account",
        {
            "tenancy_ref": "T1",
            "balance_date": kit.ago(20),
            "balance_pence": 90000,
            "weekly_rent_pence": 10000,
            "arrears_stage": "COURT",
        },
        {
            "tenancy_ref": "T1",
            "balance_date": kit.ago(2),
            "balance_pence": 35000,
            "weekly_rent_pence": 10000,
            "arrears_stage": "REMINDER",
        },
    )


def test_the_latest_balance_and_the_furthest_stage(town, kit):
    tenancy(town, kit)
    names = (
        "tenancies_now",
        "tenancies_begun_104w",
        "bedrooms",
        "rent_arrears_pounds",
        "rent_arrears_weeks",
        "rent_arrears_stage",
        "rent_arrears_highest_stage",
        "rent_months_behind_52w",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 1, 2, 350, 3, 1, 4, 2]


def test_a_tenancy_that_ended_owes_nothing_now(town, kit):
    tenancy(town, kit, end=kit.ago(1))
    assert kit.values(town, "tenancies_now", "rent_arrears_pounds") == {"tenancies_now": 0, "rent_arrears_pounds": None}
