"""TF4.b: a young person is not in education, employment or training, or leaves school with no place."""

import pytest

from csps.outcomes.rules.tf.tf4_b_neet import LINE


def test_a_young_person_out_of_everything_counts(town, kit):
    town.add(
        "feeds.neet_activity",
        {
            "person": "teenager",
            "activity_code": "NEET_SEEKING",
            "intended_destination_yr11": None,
            "start_date": kit.ago(20),
            "end_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.neet_activity",
                {
                    "person": "teenager",
                    "activity_code": "NEET_SEEKING",
                    "intended_destination_yr11": None,
                    "start_date": kit.ago(20),
                    "end_date": kit.ago(1),
                },
            )
        ],
        lambda kit: [
            (
                "feeds.neet_activity",
                {
                    "person": "teenager",
                    "activity_code": "SCHOOL",
                    "intended_destination_yr11": None,
                    "start_date": kit.ago(20),
                    "end_date": None,
                },
            )
        ],
    ],
)
def test_one_who_was_or_who_is_at_school_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
