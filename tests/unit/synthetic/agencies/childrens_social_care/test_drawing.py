from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.childrens_social_care.drawing import by_weight, days_between, draw_codes, staff, team


def test_weights_become_shares():
    weights = np.tile(np.array([1.0, 3.0, 0.0]), (20_000, 1))
    shares = np.bincount(by_weight(np.random.default_rng(1), weights), minlength=3) / 20_000
    assert np.allclose(shares, [0.25, 0.75, 0.0], atol=0.02)


def test_codes_follow_their_weights():
    drawn = draw_codes(np.random.default_rng(1), 1000, {"A": 1, "B": 9})
    assert 0.85 < drawn.indices.mean() < 0.95


def test_delays_include_both_ends():
    assert set(days_between(np.random.default_rng(1), 500, (2, 4)).tolist()) == {2, 3, 4}


def test_a_case_keeps_its_worker_and_team():
    groups = np.array([0, 1, 0, 1])
    for column in (staff(np.random.default_rng(1), groups), team(np.random.default_rng(1), groups, "Team", 3)):
        assert column.indices[0] == column.indices[2]
        assert column.indices[1] == column.indices[3]


def test_nobody_to_work_for_is_no_error():
    assert len(staff(np.random.default_rng(1), np.empty(0, dtype=int))) == 0
