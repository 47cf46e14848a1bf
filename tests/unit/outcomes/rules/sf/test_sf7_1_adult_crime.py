"""SF7.1: an adult was involved in crime or anti-social behaviour in the last 12 months."""

import pytest

from csps.outcomes.rules.sf.sf7_1_adult_crime import LINE


def test_an_order_of_the_last_year_counts(town, kit):
    town.add(
        "feeds.probation_order",
        {"person": "mother", "order_type": "COMMUNITY_ORDER", "start_date": kit.ago(20), "end_date": None},
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.probation_order",
                {"person": "mother", "order_type": "COMMUNITY_ORDER", "start_date": kit.ago(52), "end_date": None},
            )
        ],
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "mother",
                    "incident_date": kit.ago(3),
                    "incident_type": "DOMESTIC",
                    "role": "PERPETRATOR",
                    "incident_id": "Imother3PERPETRATOR",
                },
            )
        ],
        lambda kit: [("feeds.police_asb", {"person": "teenager", "asb_date": kit.ago(10), "intervention": "ABC"})],
    ],
)
def test_a_year_ago_domestic_abuse_or_a_child_s_behaviour_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
