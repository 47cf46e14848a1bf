"""SF8.3: a child is affected by domestic abuse."""

import pytest

from csps.outcomes.rules.sf.sf8_3_affected_child import LINE


def test_a_child_who_was_present_counts(town, kit):
    town.add(
        "feeds.police_incident",
        {
            "person": "child",
            "incident_date": kit.ago(3),
            "incident_type": "DOMESTIC",
            "role": "CHILD_PRESENT",
            "incident_id": "Ichild3CHILD_PRESENT",
        },
    )
    assert kit.who_meets(town, LINE) == {"child"}


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
                    "role": "VICTIM",
                    "incident_id": "Imother3VICTIM",
                },
            )
        ],
        lambda kit: [("feeds.marac_case", {"person": "mother", "role": "VICTIM", "meeting_date": kit.ago(10)})],
    ],
)
def test_a_victim_alone_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
