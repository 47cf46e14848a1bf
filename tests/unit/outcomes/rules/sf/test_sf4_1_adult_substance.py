"""SF4.1: an adult has a drug or alcohol problem."""

import pytest

from csps.outcomes.rules.sf.sf4_1_adult_substance import LINE


def test_an_adult_in_treatment_counts(town, kit):
    town.add("feeds.health_flag", {"person": "mother", "kind": "DRUGS", "start_date": kit.ago(10)})
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.health_flag", {"person": "teenager", "kind": "DRUGS", "start_date": kit.ago(10)})],
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
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["2A"], "known_on": kit.ago(10)},
            ),
        ],
    ],
)
def test_a_child_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
