"""What the family owes the council."""


def test_the_latest_balance_of_each_debt_counts(town, kit):
    debt = {"person": "mother", "debt_ref": "D1", "kind": "PARKING"}
    town.add(
        "feeds.debt_case",
        {**debt, "balance_date": kit.ago(20), "balance_pence": 90000, "stage": "COURT"},
        {**debt, "balance_date": kit.ago(2), "balance_pence": 5000, "stage": "PLAN"},
        {**debt, "debt_ref": "D2", "balance_date": kit.ago(2), "balance_pence": 0, "stage": "PAID"},
    )
    assert kit.values(town, "debts_owed_now", "debts_owed_pounds", "debts_52w", "debts_in_court_52w") == {
        "debts_owed_now": 1,
        "debts_owed_pounds": 50,
        "debts_52w": 2,
        "debts_in_court_52w": 1,
    }
