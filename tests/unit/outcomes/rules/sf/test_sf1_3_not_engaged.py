"""SF1.3: a child cannot engage with education: suspensions, permanent exclusion, off roll, unsuitable home education, no place after school."""

import pytest

from csps.outcomes.rules.sf.sf1_3_not_engaged import LINE


def test_unsuitable_home_education_counts(town, kit):
    town.add("feeds.school_home_education", {"person": "child", "suitability": "UNSUITABLE", "start_date": kit.ago(20)})
    assert kit.who_meets(town, LINE) == {"child"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            ("feeds.school_home_education", {"person": "child", "suitability": "SUITABLE", "start_date": kit.ago(20)})
        ],
        lambda kit: [
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(5),
                    "sessions": 2,
                    "exclusion_id": "X5",
                },
            ),
            (
                "feeds.school_exclusion",
                {
                    "person": "teenager",
                    "exclusion_type": "SUSP",
                    "start_date": kit.ago(6),
                    "sessions": 2,
                    "exclusion_id": "X6",
                },
            ),
        ],
    ],
)
def test_suitable_teaching_at_home_or_two_suspensions_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
