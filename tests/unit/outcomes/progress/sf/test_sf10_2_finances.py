"""SF10.2: no problem debt has shown for six months."""

from csps.outcomes.progress.sf.sf10_2_finances import RULE

RENT = "feeds.housing_rent_account"


def owed(told, week, pence, **says):
    says = {"tenancy_ref": "T1", "weekly_rent_pence": 100_00, "balance_pence": pence, "arrears_stage": None, **says}
    return told.row("adult", told.weeks(week), **says)


def test_four_weeks_of_rent_are_problem_debt_and_a_penny_less_is_not(told):
    for pence, since in ((400_00, 9), (399_99, 0)):
        rows = {RENT: [owed(told, 5, pence), owed(told, 9, 0)]}
        assert told.judge(RULE, told.weeks(40), rows).holds_from == told.weeks(since)


def test_a_balance_stands_until_the_next_and_for_a_quarter_at_most(told):
    assert told.verdict(RULE, told.weeks(18, days=-1), {RENT: [owed(told, 5, 500_00)]}) == "disproven"
    assert told.verdict(RULE, told.weeks(18), {RENT: [owed(told, 5, 500_00)]}) == "running"
    assert told.verdict(RULE, told.weeks(44), {RENT: [owed(told, 5, 500_00)]}) == "proven"


def test_tax_and_other_debts_count_by_their_stage(told):
    for table, account, stage, milder in (
        ("feeds.council_tax_arrears", "account_ref", "LIABILITY_ORDER", "REMINDER"),
        ("feeds.debt_case", "debt_ref", "ENFORCEMENT", "INVOICE"),
    ):
        for told_stage, word in ((stage, "disproven"), (milder, "proven")):
            rows = {table: [told.row("adult", told.weeks(39), **{account: "A", "stage": told_stage})]}
            assert told.verdict(RULE, told.weeks(40), rows) == word
