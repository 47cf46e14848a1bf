"""SF1.4: a child's special educational needs are not met."""

import pytest

from csps.outcomes.rules.sf.sf1_4_special_needs import LINE


def test_a_request_that_is_not_decided_counts(town, kit):
    town.add(
        "feeds.school_sen",
        {
            "person": "child",
            "need_type": "SLCN",
            "request_status": "ASSESSING",
            "start_date": kit.ago(20),
            "end_date": None,
        },
    )
    assert kit.who_meets(town, LINE) == {"child"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.school_sen",
                {
                    "person": "child",
                    "need_type": "SLCN",
                    "request_status": "PLAN",
                    "start_date": kit.ago(20),
                    "end_date": None,
                },
            )
        ],
        lambda kit: [
            (
                "feeds.school_sen",
                {
                    "person": "child",
                    "need_type": "SLCN",
                    "request_status": "ASSESSING",
                    "start_date": kit.ago(20),
                    "end_date": kit.ago(1),
                },
            )
        ],
    ],
)
def test_a_plan_in_place_or_a_request_that_ended_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
