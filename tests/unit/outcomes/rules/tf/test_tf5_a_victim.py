"""TF5.a: a young person or adult suffered domestic abuse in the last 12 months."""

import pytest

from csps.outcomes.rules.tf.tf5_a_victim import LINE


def test_a_conference_in_the_last_year_counts(town, kit):
    town.add("feeds.marac_case", {"person": "mother", "role": "VICTIM", "meeting_date": kit.ago(51)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.marac_case", {"person": "mother", "role": "VICTIM", "meeting_date": kit.ago(52)})],
        lambda kit: [("feeds.marac_case", {"person": "child", "role": "CHILD", "meeting_date": kit.ago(10)})],
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "mother",
                    "incident_date": kit.ago(3),
                    "incident_type": "DOMESTIC",
                    "role": "SUSPECT",
                    "incident_id": "Imother3SUSPECT",
                },
            )
        ],
    ],
)
def test_a_year_ago_another_role_or_a_suspect_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
