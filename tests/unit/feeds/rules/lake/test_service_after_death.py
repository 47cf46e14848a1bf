"""The event is dated after the person's death."""

from datetime import date

from csps.feeds.rules.lake.service_after_death import RULE


def test_a_day_after_the_death_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        adult_social_care_event=[
            {"event_start_date": date(2026, 2, 2)},
        ],
        adult_social_care_client=[
            {"date_of_death": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_day_of_the_death_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            adult_social_care_event=[
                {"event_start_date": date(2026, 2, 1)},
            ],
            adult_social_care_client=[
                {"date_of_death": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_the_living_break_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            adult_social_care_event=[
                {"event_start_date": date(2026, 2, 2)},
            ],
            adult_social_care_client=[
                {},
            ],
        )
        == []
    )
