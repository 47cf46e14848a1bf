"""SF6.6: a child is at risk of other harm outside the home."""

from csps.outcomes.rules.sf.sf6_6_harm_outside_home import LINE


def test_trafficking_found_by_an_assessment_counts(town, kit):
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
        {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["12A"], "known_on": kit.ago(10)},
    )
    assert kit.who_meets(town, LINE) == {"child"}


def test_another_factor_does_not(town, kit):
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
        {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["11A"], "known_on": kit.ago(10)},
    )
    assert kit.who_meets(town, LINE) == set()
