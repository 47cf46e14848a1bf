"""TF6.a: an adult or child has a mental health problem."""

import pytest

from csps.outcomes.rules.tf.tf6_a_mental_health import LINE


def test_a_flag_without_an_end_counts_for_a_year(town, kit):
    town.add("feeds.health_flag", {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(51)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.health_flag", {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(52)})],
        lambda kit: [
            (
                "feeds.health_flag",
                {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(10), "end_date": kit.ago(1)},
            )
        ],
        lambda kit: [("feeds.health_flag", {"person": "mother", "kind": "LONG_TERM", "start_date": kit.ago(10)})],
    ],
)
def test_a_year_ago_one_taken_down_or_another_flag_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
