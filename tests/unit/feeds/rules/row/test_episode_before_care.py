"""The episode begins before the child entered care."""

from csps.feeds.rules.row.episode_before_care import RULE

CASES = [
    ({"clae_cla_episode_start_date": "2026-01-01", "clae_entered_care_date": "2026-01-02"}, ["clae_entered_care_date"]),
    ({"clae_cla_episode_start_date": "2026-01-02", "clae_entered_care_date": "2026-01-02"}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_cla_episodes", rows) == list(columns)
