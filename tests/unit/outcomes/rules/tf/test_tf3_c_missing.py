"""TF3.c: a child was reported missing, or is at risk of exploitation."""

import pytest

from csps.outcomes.rules.tf.tf3_c_missing import LINE


def test_a_child_missing_in_the_last_year_counts(town, kit):
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(51)})
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(52)})],
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
                {"cinf_assessment_id": "A1", "cinf_assessment_factors_json": ["10A"], "known_on": kit.ago(10)},
            ),
        ],
    ],
)
def test_a_year_ago_or_a_factor_about_something_else_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
