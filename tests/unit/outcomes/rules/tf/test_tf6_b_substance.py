"""TF6.b: an adult or child has a drug or alcohol problem."""

import pytest

from csps.outcomes.rules.tf.tf6_b_substance import LINE


def test_treatment_counts(town, kit):
    town.add("feeds.health_flag", {"person": "uncle", "kind": "ALCOHOL", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"uncle"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.health_flag",
                {"person": "mother", "kind": "ALCOHOL", "start_date": kit.ago(30), "end_date": kit.ago(1)},
            )
        ],
        lambda kit: [("feeds.health_flag", {"person": "mother", "kind": "PREGNANCY", "start_date": kit.ago(10)})],
    ],
)
def test_treatment_that_ended_or_another_flag_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
