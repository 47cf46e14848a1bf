"""SF8.1: a member of the family suffers or suffered domestic abuse."""

import pytest

from csps.outcomes.rules.sf.sf8_1_victim import LINE


def test_a_victim_counts(town, kit):
    town.add(
        "feeds.police_incident",
        {
            "person": "mother",
            "incident_date": kit.ago(3),
            "incident_type": "DOMESTIC",
            "role": "VICTIM",
            "incident_id": "Imother3VICTIM",
        },
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "mother",
                    "incident_date": kit.ago(3),
                    "incident_type": "DOMESTIC",
                    "role": "WITNESS",
                    "incident_id": "Imother3WITNESS",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "mother",
                    "incident_date": kit.ago(52),
                    "incident_type": "DOMESTIC",
                    "role": "VICTIM",
                    "incident_id": "Imother52VICTIM",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "mother",
                    "incident_date": kit.ago(3),
                    "incident_type": "THEFT",
                    "role": "VICTIM",
                    "incident_id": "Imother3VICTIM",
                },
            )
        ],
    ],
)
def test_a_witness_a_year_ago_or_another_incident_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
