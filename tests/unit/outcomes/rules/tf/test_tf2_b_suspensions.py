"""TF2.b: a child was suspended three times or more, or for ten school days, in the last three terms."""

import pytest

from csps.outcomes.rules.tf.tf2_b_suspensions import LINE


def test_three_suspensions_within_a_year_count(town, kit):
    town.add(
        "feeds.school_exclusion",
        {"person": "teenager", "exclusion_type": "SUSP", "start_date": kit.ago(5), "sessions": 2, "exclusion_id": "X5"},
    )
    town.add(
        "feeds.school_exclusion",
        {
            "person": "teenager",
            "exclusion_type": "FIXD",
            "start_date": kit.ago(15),
            "sessions": 2,
            "exclusion_id": "X15",
        },
    )
    town.add(
        "feeds.school_exclusion",
        {
            "person": "teenager",
            "exclusion_type": "SUSP",
            "start_date": kit.ago(50),
            "sessions": 2,
            "exclusion_id": "X50",
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
            ),
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(15),
                    "sessions": 2,
                    "exclusion_id": "X15",
                },
            ),
        ],
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
            ),
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(15),
                    "sessions": 2,
                    "exclusion_id": "X15",
                },
            ),
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(57),
                    "sessions": 2,
                    "exclusion_id": "X57",
                },
            ),
        ],
        lambda kit: [
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "LNCH",
                    "start_date": kit.ago(5),
                    "sessions": 2,
                    "exclusion_id": "X5",
                },
            ),
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "LNCH",
                    "start_date": kit.ago(6),
                    "sessions": 2,
                    "exclusion_id": "X6",
                },
            ),
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "LNCH",
                    "start_date": kit.ago(7),
                    "sessions": 2,
                    "exclusion_id": "X7",
                },
            ),
        ],
        lambda kit: [
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(5),
                    "sessions": 19,
                    "exclusion_id": "X5",
                },
            )
        ],
    ],
)
def test_two_three_over_more_than_a_year_lunchtimes_or_nine_and_a_half_days_do_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()


@pytest.mark.parametrize(
    ("age", "sessions", "counts"), [(131, 10, True), (131, 9, False), (132, 19, False), (132, 20, True)]
)
def test_five_school_days_are_enough_in_primary_school_and_ten_afterwards(empty_town, kit, age, sessions, counts):
    town = empty_town.family(kit.Member("mother", "carer", 400), kit.Member("child", "child", age))
    row = {"person": "child", "exclusion_type": "SUSP", "start_date": kit.ago(5), "exclusion_id": "X"}
    town.add("feeds.school_exclusion", {**row, "sessions": sessions})
    assert bool(kit.who_meets(town, LINE)) is counts
