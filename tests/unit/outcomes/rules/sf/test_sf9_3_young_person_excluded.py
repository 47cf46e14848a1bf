"""SF9.3: a young person of 16 or 17 is excluded from home, or may be."""

import pytest

from csps.outcomes.rules.sf.sf9_3_young_person_excluded import LINE


def test_a_young_person_of_16_put_out_by_the_family_counts(town, kit):
    town.add("feeds.homelessness_person", {"person": "teenager", "case_ref": "H1", "joined_date": kit.ago(20)})
    town.add(
        "feeds.homelessness_case",
        {"case_ref": "H1", "application_date": kit.ago(20), "closed_date": None, "reason": "FAMILY"},
    )
    assert kit.who_meets(town, LINE) == {"teenager"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            ("feeds.homelessness_person", {"person": "mother", "case_ref": "H1", "joined_date": kit.ago(20)}),
            (
                "feeds.homelessness_case",
                {"case_ref": "H1", "application_date": kit.ago(20), "closed_date": None, "reason": "FAMILY"},
            ),
        ],
        lambda kit: [
            ("feeds.homelessness_person", {"person": "teenager", "case_ref": "H1", "joined_date": kit.ago(20)}),
            (
                "feeds.homelessness_case",
                {"case_ref": "H1", "application_date": kit.ago(20), "closed_date": None, "reason": "ARREARS"},
            ),
        ],
    ],
)
def test_an_adult_or_another_reason_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
