"""SF9.1: the family is in the council's temporary accommodation and may lose it."""

import pytest

from csps.outcomes.rules.sf.sf9_1_temporary_home_at_risk import LINE


def test_a_notice_in_temporary_accommodation_counts(town, kit):
    town.add("feeds.homelessness_person", {"person": "mother", "case_ref": "H1", "joined_date": kit.ago(20)})
    town.add(
        "feeds.homelessness_case",
        {
            "case_ref": "H1",
            "application_date": kit.ago(20),
            "closed_date": None,
            "ta_from_date": kit.ago(10),
            "ta_notice": True,
        },
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            ("feeds.homelessness_person", {"person": "mother", "case_ref": "H1", "joined_date": kit.ago(20)}),
            (
                "feeds.homelessness_case",
                {
                    "case_ref": "H1",
                    "application_date": kit.ago(20),
                    "closed_date": None,
                    "ta_from_date": kit.ago(10),
                    "ta_notice": False,
                },
            ),
        ],
        lambda kit: [
            ("feeds.homelessness_person", {"person": "mother", "case_ref": "H1", "joined_date": kit.ago(20)}),
            (
                "feeds.homelessness_case",
                {
                    "case_ref": "H1",
                    "application_date": kit.ago(20),
                    "closed_date": None,
                    "ta_from_date": kit.ago(10),
                    "ta_to_date": kit.ago(1),
                    "ta_notice": True,
                },
            ),
        ],
    ],
)
def test_no_notice_or_a_stay_that_ended_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
