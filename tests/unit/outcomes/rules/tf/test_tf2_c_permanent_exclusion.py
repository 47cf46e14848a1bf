"""TF2.c: a child was permanently excluded in the last three terms."""

import pytest

from csps.outcomes.rules.tf.tf2_c_permanent_exclusion import LINE


def test_a_permanent_exclusion_in_the_last_year_counts(town, kit):
    town.add(
        "feeds.school_exclusion",
        {
            "person": "teenager",
            "exclusion_type": "PERM",
            "start_date": kit.ago(51),
            "sessions": 2,
            "exclusion_id": "X51",
        },
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(5),
                    "sessions": 2,
                    "exclusion_id": "X5",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "PERM",
                    "start_date": kit.ago(52),
                    "sessions": 2,
                    "exclusion_id": "X52",
                },
            )
        ],
    ],
)
def test_a_suspension_or_an_exclusion_of_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
