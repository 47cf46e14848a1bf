"""TF5.b: a member is known to have committed domestic abuse in the last 12 months."""

import pytest

from csps.outcomes.rules.tf.tf5_b_perpetrator import LINE


def test_a_perpetrator_established_by_the_police_counts(town, kit):
    town.add(
        "feeds.police_incident",
        {
            "person": "uncle",
            "incident_date": kit.ago(3),
            "incident_type": "DOMESTIC",
            "role": "PERPETRATOR",
            "incident_id": "Iuncle3PERPETRATOR",
        },
    )
    assert kit.who_meets(town, LINE) == {"uncle"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "uncle",
                    "incident_date": kit.ago(3),
                    "incident_type": "DOMESTIC",
                    "role": "SUSPECT",
                    "incident_id": "Iuncle3SUSPECT",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "uncle",
                    "incident_date": kit.ago(52),
                    "incident_type": "DOMESTIC",
                    "role": "PERPETRATOR",
                    "incident_id": "Iuncle52PERPETRATOR",
                },
            )
        ],
    ],
)
def test_one_who_is_only_suspected_or_was_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
