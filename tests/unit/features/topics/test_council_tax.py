"""What the council tax account owes."""


def account(town, kit, *statements):
    town.add("feeds.council_tax_account", {"person": "mother", "account_ref": "C1"})
    rows = [
        {"account_ref": "C1", "balance_date": kit.ago(weeks), "balance_pence": pence, "stage": stage}
        for weeks, pence, stage in statements
    ]
    town.add("feeds.council_tax_arrears", *rows)


def test_the_latest_balance_counts_and_the_furthest_stage_of_a_year(town, kit):
    account(town, kit, (30, 90000, "SUMMONS"), (5, 12345, "REMINDER"))
    assert kit.values(
        town,
        "council_tax_arrears_pounds",
        "council_tax_stage",
        "council_tax_highest_stage",
        "council_tax_months_behind_52w",
    ) == {
        "council_tax_arrears_pounds": 123,
        "council_tax_stage": 1,
        "council_tax_highest_stage": 3,
        "council_tax_months_behind_52w": 2,
    }


def test_without_an_account_nothing_is_known_and_in_credit_nothing_is_owed(empty_town, kit):
    town = empty_town.family(name="with").family(kit.Member("other", "carer", 400), name="without")
    account(town, kit, (5, -5000, "NONE"))
    found = kit.values(town, "council_tax_arrears_pounds")
    assert {family: row["council_tax_arrears_pounds"] for family, row in found.items()} == {"with": 0, "without": None}
