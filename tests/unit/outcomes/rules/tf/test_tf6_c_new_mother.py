"""TF6.c: a new mother has a mental health or substance problem."""

import pytest

from csps.outcomes.rules.tf.tf6_c_new_mother import LINE


def test_a_carer_of_a_baby_with_a_mental_health_problem_counts(town, kit):
    town.add("feeds.health_flag", {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.health_flag", {"person": "uncle", "kind": "MENTAL_HEALTH", "start_date": kit.ago(10)})],
        lambda kit: [("feeds.health_flag", {"person": "mother", "kind": "LONG_TERM", "start_date": kit.ago(10)})],
    ],
)
def test_another_adult_or_another_illness_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
