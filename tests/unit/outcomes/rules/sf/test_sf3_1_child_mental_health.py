"""SF3.1: a child needs mental health support."""

import pytest

from csps.outcomes.rules.sf.sf3_1_child_mental_health import LINE


def test_a_child_after_self_harm_counts(town, kit):
    town.add("feeds.health_flag", {"person": "teenager", "kind": "SELF_HARM", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.health_flag", {"person": "mother", "kind": "SELF_HARM", "start_date": kit.ago(10)})],
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
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["4B"], "known_on": kit.ago(10)},
            ),
        ],
    ],
)
def test_an_adult_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
