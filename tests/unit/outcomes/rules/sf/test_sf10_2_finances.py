"""SF10.2: the family's finances are at risk: unmanageable debt or rent arrears."""

import pytest

from csps.outcomes.rules.sf.sf10_2_finances import LINE


def test_a_debt_with_enforcement_agents_counts(town, kit):
    town.add("feeds.debt_case", {"person": "mother", "stage": "ENFORCEMENT", "balance_date": kit.ago(5)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.debt_case", {"person": "mother", "stage": "PLAN", "balance_date": kit.ago(5)})],
        lambda kit: [("feeds.debt_case", {"person": "mother", "stage": "COURT", "balance_date": kit.ago(13)})],
    ],
)
def test_a_repayment_plan_or_an_old_statement_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
