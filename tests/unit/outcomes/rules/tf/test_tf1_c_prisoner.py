"""TF1.c: a parent in prison will be released within 12 months."""

import pytest

from csps.outcomes.rules.tf.tf1_c_prisoner import LINE


def test_a_parent_who_will_be_released_within_a_year_counts(town, kit):
    town.add(
        "feeds.prison_custody",
        {
            "person": "mother",
            "reception_date": kit.ago(30),
            "expected_release_date": kit.ago(-20),
            "release_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.prison_custody",
                {
                    "person": "uncle",
                    "reception_date": kit.ago(30),
                    "expected_release_date": kit.ago(-20),
                    "release_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.prison_custody",
                {
                    "person": "mother",
                    "reception_date": kit.ago(30),
                    "expected_release_date": kit.ago(-60),
                    "release_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.prison_custody",
                {
                    "person": "mother",
                    "reception_date": kit.ago(30),
                    "expected_release_date": kit.ago(-20),
                    "release_date": kit.ago(1),
                },
            )
        ],
    ],
)
def test_another_adult_a_later_release_or_one_that_has_come_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
