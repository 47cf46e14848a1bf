"""TF2.e: a child of school age is neither registered at a school nor otherwise educated."""

import pytest

from csps.outcomes.rules.tf.tf2_e_off_roll import LINE


def test_a_child_who_left_school_a_month_ago_counts(town, kit):
    town.add(
        "feeds.school_enrolment",
        {
            "person": "child",
            "provision": "MAINSTREAM",
            "entry_date": kit.ago(60),
            "leaving_date": kit.ago(5),
            "estab": "S60",
        },
    )
    assert kit.who_meets(town, LINE) == {"child"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.school_enrolment",
                {
                    "person": "child",
                    "provision": "MAINSTREAM",
                    "entry_date": kit.ago(60),
                    "leaving_date": kit.ago(3),
                    "estab": "S60",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.school_enrolment",
                {
                    "person": "child",
                    "provision": "MAINSTREAM",
                    "entry_date": kit.ago(60),
                    "leaving_date": kit.ago(5),
                    "estab": "S60",
                },
            ),
            (
                "feeds.school_enrolment",
                {
                    "person": "child",
                    "provision": "MAINSTREAM",
                    "entry_date": kit.ago(4),
                    "leaving_date": None,
                    "estab": "S4",
                },
            ),
        ],
        lambda kit: [
            (
                "feeds.school_enrolment",
                {
                    "person": "child",
                    "provision": "MAINSTREAM",
                    "entry_date": kit.ago(60),
                    "leaving_date": kit.ago(5),
                    "estab": "S60",
                },
            ),
            ("feeds.school_home_education", {"person": "child", "suitability": "SUITABLE", "start_date": kit.ago(20)}),
        ],
        lambda kit: [
            (
                "feeds.school_enrolment",
                {
                    "person": "teenager",
                    "provision": "MAINSTREAM",
                    "entry_date": kit.ago(60),
                    "leaving_date": kit.ago(5),
                    "estab": "S60",
                },
            )
        ],
    ],
)
def test_one_who_left_last_week_went_to_another_school_is_taught_at_home_or_is_16_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
