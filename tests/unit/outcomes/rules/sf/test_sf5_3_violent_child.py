"""SF5.3: a child is violent or abusive at home."""

import pytest

from csps.outcomes.rules.sf.sf5_3_violent_child import LINE


def test_child_to_parent_abuse_counts(town, kit):
    town.add(
        "feeds.police_incident",
        {
            "person": "teenager",
            "incident_date": kit.ago(3),
            "incident_type": "CHILD_TO_PARENT",
            "role": "SUSPECT",
            "incident_id": "Iteenager3SUSPECT",
        },
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "teenager",
                    "incident_date": kit.ago(3),
                    "incident_type": "VIOLENCE",
                    "role": "SUSPECT",
                    "incident_id": "Iteenager3SUSPECT",
                },
            )
        ],
        lambda kit: [
            (
                "feeds.police_incident",
                {
                    "person": "teenager",
                    "incident_date": kit.ago(52),
                    "incident_type": "CHILD_TO_PARENT",
                    "role": "SUSPECT",
                    "incident_id": "Iteenager52SUSPECT",
                },
            )
        ],
    ],
)
def test_another_incident_or_a_year_ago_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
