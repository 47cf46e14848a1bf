"""TF5.c: the police came to the household for a domestic incident in the last 12 months."""

import pytest

from csps.outcomes.rules.tf.tf5_c_call_out import LINE


def test_a_domestic_call_in_the_last_year_counts_whatever_the_role(town, kit):
    town.add(
        "feeds.police_incident",
        {
            "person": "mother",
            "incident_date": kit.ago(51),
            "incident_type": "DOMESTIC",
            "role": "WITNESS",
            "incident_id": "Imother51WITNESS",
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
                    "incident_type": "THEFT",
                    "role": "VICTIM",
                    "incident_id": "Imother3VICTIM",
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
    ],
)
def test_another_incident_or_one_of_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
