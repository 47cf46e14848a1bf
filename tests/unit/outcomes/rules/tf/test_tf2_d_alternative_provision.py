"""TF2.d: a child is in alternative provision for behaviour."""

import pytest

from csps.outcomes.rules.tf.tf2_d_alternative_provision import LINE


def test_a_child_in_a_pupil_referral_unit_counts(town, kit):
    town.add(
        "feeds.school_enrolment",
        {"person": "child", "provision": "PRU", "entry_date": kit.ago(60), "leaving_date": None, "estab": "S60"},
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
                    "leaving_date": None,
                    "estab": "S60",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.school_enrolment",
                {
                    "person": "child",
                    "provision": "PRU",
                    "entry_date": kit.ago(60),
                    "leaving_date": kit.ago(1),
                    "estab": "S60",
                },
            )
        ],
    ],
)
def test_a_child_in_a_mainstream_school_or_who_left_the_unit_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
