"""The referral is dated after the child's death."""

from datetime import date

from csps.feeds.rules.lake.referral_after_death import RULE


def test_a_day_after_the_death_is_found(lake_breaks):
    assert lake_breaks(
        RULE,
        ssd_cin_episodes=[
            {"cine_referral_date": date(2026, 2, 2)},
        ],
        ssd_person=[
            {"pers_death_date": date(2026, 2, 1)},
        ],
    ) == [1]


def test_the_day_of_the_death_is_right(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_episodes=[
                {"cine_referral_date": date(2026, 2, 1)},
            ],
            ssd_person=[
                {"pers_death_date": date(2026, 2, 1)},
            ],
        )
        == []
    )


def test_the_living_break_nothing(lake_breaks):
    assert (
        lake_breaks(
            RULE,
            ssd_cin_episodes=[
                {"cine_referral_date": date(2026, 2, 2)},
            ],
            ssd_person=[
                {},
            ],
        )
        == []
    )
