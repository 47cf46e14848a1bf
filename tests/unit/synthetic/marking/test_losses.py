"""What a family misses is counted in records, by group, and beside its scores."""

from __future__ import annotations

import numpy as np

from csps.synthetic.marking.losses import Loss, losses, score_loss

PEOPLE = {
    "ethnicity": np.array(["WBRI", "BAFR"], dtype=object),
    "sex": np.array(["F", "M"], dtype=object),
    "quintile": np.ma.masked_array([1, 5], mask=[False, False]),
    "age": np.array([4.0, 9.0]),
}


def test_records_lost_are_counted_over_all_and_by_group():
    beside = {"records": np.array([10, 4, 6]), "held": np.array([10, 3, 4]), "youngest": np.array([0, 1, 1])}
    found = losses("2026-11-16", beside, PEOPLE, {})
    assert found.overall == Loss(3, 20, 3, 2)
    assert found.overall.share == 0.15
    assert found.groups["ethnicity"] == {"White": Loss(1, 10, 0, 0), "Black": Loss(2, 10, 3, 2)}
    assert set(found.groups["deprivation"]) == {"1, most", "5, least"}


def test_scores_are_compared_with_the_truth_where_records_are_lost_and_where_not():
    columns = {
        "score": np.array([0.3, 0.1, 0.1]),
        "p_recorded": np.array([0.2, 0.2, 0.4]),
        "lost": np.array([False, True, True]),
    }
    found = score_loss(columns)
    assert (found.whole, found.touched, found.whole_over, found.touched_over) == (1, 2, 0.1, -0.2)


def test_nothing_scored_gives_nothing():
    empty = {"score": np.zeros(0), "p_recorded": np.zeros(0), "lost": np.zeros(0, bool)}
    assert score_loss(empty).whole_over is None
    assert Loss(0, 0, 0, 0).share is None
