"""SF3.2: an adult needs mental health support."""

import pytest

from csps.outcomes.rules.sf.sf3_2_adult_mental_health import LINE


def test_an_adult_in_contact_with_mental_health_services_counts(town, kit):
    town.add("feeds.health_flag", {"person": "mother", "kind": "MENTAL_HEALTH", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.health_flag", {"person": "teenager", "kind": "MENTAL_HEALTH", "start_date": kit.ago(10)})],
        lambda kit: [
            (
                "feeds.ssd_cin_assessments",
                {
                    "person": "child",
                    "cina_assessment_id": "A1",
                    "cina_assessment_start_date": kit.ago(10, 40),
                    "cina_assessment_auth_date": kit.ago(10),
                },
            ),
            (
                "feeds.ssd_assessment_factors",
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["4A"], "known_on": kit.ago(10)},
            ),
        ],
    ],
)
def test_a_child_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
