"""SF7.2: a young person is at risk of crime, gangs or weapons."""

import pytest

from csps.outcomes.rules.sf.sf7_2_youth_at_risk import LINE


def test_a_diversion_counts(town, kit):
    town.add(
        "feeds.youth_justice_offence",
        {"person": "teenager", "offence_date": kit.ago(10), "proven": True, "disposal": "DIVERSION"},
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.youth_justice_offence",
                {"person": "teenager", "offence_date": kit.ago(10), "proven": True, "disposal": "YOUTH_CAUTION"},
            )
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
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["24A"], "known_on": kit.ago(10)},
            ),
        ],
    ],
)
def test_another_disposal_or_another_factor_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
