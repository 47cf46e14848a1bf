"""TF3.a: a child from 2 to 4 does not take up an early years place it is entitled to."""

import pytest

from csps.outcomes.rules.tf.tf3_a_early_years import LINE


def test_a_place_not_taken_up_this_term_counts(town, kit):
    town.add("feeds.early_years_takeup", {"person": "baby", "taken_up": False, "term_start": kit.ago(8)})
    assert kit.who_meets(town, LINE) == {"baby"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.early_years_takeup", {"person": "baby", "taken_up": True, "term_start": kit.ago(8)})],
        lambda kit: [("feeds.early_years_takeup", {"person": "baby", "taken_up": False, "term_start": kit.ago(17)})],
    ],
)
def test_a_place_taken_up_or_an_earlier_term_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
