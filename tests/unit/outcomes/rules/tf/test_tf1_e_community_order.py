"""TF1.e: a parent is on a community order or a suspended sentence."""

import pytest

from csps.outcomes.rules.tf.tf1_e_community_order import LINE


def test_a_parent_with_a_suspended_sentence_counts(town, kit):
    town.add(
        "feeds.probation_order",
        {"person": "mother", "order_type": "SUSPENDED", "start_date": kit.ago(20), "end_date": None},
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.probation_order",
                {"person": "mother", "order_type": "SUSPENDED", "start_date": kit.ago(20), "end_date": kit.ago(1)},
            )
        ],
        lambda kit: [
            (
                "feeds.probation_order",
                {"person": "mother", "order_type": "LICENCE", "start_date": kit.ago(20), "end_date": None},
            )
        ],
    ],
)
def test_an_order_that_ended_or_a_licence_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
