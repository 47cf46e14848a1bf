"""TF1.d: a parent is on licence or supervision after prison."""

import pytest

from csps.outcomes.rules.tf.tf1_d_licence import LINE


def test_a_parent_on_licence_counts(town, kit):
    town.add(
        "feeds.probation_order",
        {"person": "mother", "order_type": "LICENCE", "start_date": kit.ago(20), "end_date": None},
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.probation_order",
                {"person": "mother", "order_type": "LICENCE", "start_date": kit.ago(20), "end_date": kit.ago(1)},
            )
        ],
        lambda kit: [
            (
                "feeds.probation_order",
                {"person": "mother", "order_type": "COMMUNITY_ORDER", "start_date": kit.ago(20), "end_date": None},
            )
        ],
        lambda kit: [
            (
                "feeds.probation_order",
                {"person": "uncle", "order_type": "LICENCE", "start_date": kit.ago(20), "end_date": None},
            )
        ],
    ],
)
def test_a_licence_that_ended_another_order_or_another_adult_s_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
