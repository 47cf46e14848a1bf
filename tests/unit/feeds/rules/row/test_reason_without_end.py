"""There is a reason for the end and no end."""

import pytest

from csps.feeds.rules.row.reason_without_end import RULE

CASES = {
    "feeds.ssd_cin_episodes": [
        ({"cine_close_date": "2026-01-01", "cine_close_reason": "RC1"}, []),
        ({"cine_close_reason": "RC1"}, ["cine_close_date"]),
    ],
    "feeds.ssd_cla_episodes": [
        ({"clae_cla_episode_ceased_date": "2026-01-01", "clae_cla_episode_ceased_reason": "E4A"}, []),
        ({"clae_cla_episode_ceased_reason": "E4A"}, ["clae_cla_episode_ceased_date"]),
    ],
    "feeds.ssd_early_help_episodes": [
        ({"earl_episode_end_date": "2026-01-01", "earl_episode_end_reason": "MOVED"}, []),
        ({"earl_episode_end_reason": "MOVED"}, ["earl_episode_end_date"]),
    ],
    "feeds.programme_case": [
        ({"closed_on": "2026-01-01", "closure_reason": "MOVED"}, []),
        ({"closure_reason": "MOVED"}, ["closed_on"]),
    ],
    "feeds.probation_order": [
        ({"end_date": "2026-01-01", "end_reason": "COMPLETED"}, []),
        ({"end_reason": "COMPLETED"}, ["end_date"]),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_what_breaks_the_rule(row_breaks, table):
    rows, columns = zip(*CASES[table], strict=True)
    assert row_breaks(RULE, table, rows) == list(columns)
