"""SF8.2: a member of the family commits or committed domestic abuse."""

from csps.outcomes.rules.sf.sf8_2_perpetrator import LINE


def test_a_perpetrator_counts(town, kit):
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


def test_a_suspect_does_not(town, kit):
    town.add(
        "feeds.police_incident",
        {
            "person": "uncle",
            "incident_date": kit.ago(3),
            "incident_type": "DOMESTIC",
            "role": "SUSPECT",
            "incident_id": "Iuncle3SUSPECT",
        },
    )
    assert kit.who_meets(town, LINE) == set()
