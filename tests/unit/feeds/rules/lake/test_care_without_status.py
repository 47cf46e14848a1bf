"""No legal status of the child is in force on the day the looked-after episode began."""

from datetime import date

from csps.feeds.rules.lake.care_without_status import RULE


def test_one_in_force_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cla_episodes=[
                {"clae_cla_episode_start_date": date(2026, 2, 1)},
            ],
            ssd_legal_status=[
                {"lega_legal_status_start_date": date(2026, 1, 1), "lega_legal_status_end_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_one_that_ended_is_not_enough(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cla_episodes=[
            {"clae_cla_episode_start_date": date(2026, 2, 1)},
        ],
        ssd_legal_status=[
            {"lega_legal_status_start_date": date(2026, 1, 1), "lega_legal_status_end_date": date(2026, 1, 31)},
        ],
    ) == [1]


def test_none_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cla_episodes=[
            {"clae_cla_episode_start_date": date(2026, 2, 1)},
        ],
    ) == [1]
