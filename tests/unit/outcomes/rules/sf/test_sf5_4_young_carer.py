"""SF5.4: a young carer has no support."""

import pytest

from csps.outcomes.rules.sf.sf5_4_young_carer import LINE


def test_a_young_carer_found_by_an_assessment_counts(town, kit):
    town.add(
        "feeds.ssd_cin_assessments",
        {
            "person": "child",
            "cina_assessment_id": "A1",
            "cina_assessment_start_date": kit.ago(10, 40),
            "cina_assessment_auth_date": kit.ago(10),
        },
    )
    town.add(
        "feeds.ssd_assessment_factors",
        {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["7A"], "known_on": kit.ago(10)},
    )
    assert kit.who_meets(town, LINE) == {"child"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.ssd_cin_assessments",
                {
                    "person": "child",
                    "cina_assessment_id": "A1",
                    "cina_assessment_start_date": kit.ago(52, 40),
                    "cina_assessment_auth_date": kit.ago(52),
                },
            ),
            (
                "feeds.ssd_assessment_factors",
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["7A"], "known_on": kit.ago(52)},
            ),
        ],
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
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["8B"], "known_on": kit.ago(10)},
            ),
        ],
    ],
)
def test_a_year_ago_or_another_factor_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
