"""SF3.3: a learning disability, neurodiversity or physical health need affects the family."""

import pytest

from csps.outcomes.rules.sf.sf3_3_learning_or_illness import LINE


def test_a_service_of_adult_social_care_counts(town, kit):
    town.add(
        "feeds.adult_social_care_event",
        {"person": "mother", "event_type": "Service", "event_start_date": kit.ago(20), "event_end_date": None},
    )
    assert kit.who_meets(town, LINE) == {"mother"}


@pytest.mark.parametrize(
    "case",
    [
        lambda kit: [
            (
                "feeds.adult_social_care_event",
                {"person": "mother", "event_type": "Request", "event_start_date": kit.ago(20), "event_end_date": None},
            )
        ],
        lambda kit: [
            (
                "feeds.adult_social_care_event",
                {
                    "person": "mother",
                    "event_type": "Service",
                    "event_start_date": kit.ago(20),
                    "event_end_date": kit.ago(1),
                },
            )
        ],
    ],
)
def test_a_request_or_a_service_that_ended_does_not(empty_town, kit, case):
    town = empty_town.family()
    for table, row in case(kit):
        town.add(table, row)
    assert kit.who_meets(town, LINE) == set()
