"""Levels as Splink finds them."""

from __future__ import annotations

import numpy as np

from csps.linkage.frames.comparisons import comparisons_for
from csps.linkage.frames.vectors import find_vectors
from csps.linkage.workbench import Workbench


def test_splink_names_the_level_that_a_pair_meets_and_minus_one_where_nothing_can_be_compared():
    born = np.array(["1980-02-03", "1980-02-03", "1980-03-02", "1980-12-31", "1999-10-10", None], dtype=object)
    pairs = {
        "join_key_l": np.zeros(5, np.int64),
        "join_key_r": np.arange(1, 6),
        "match_key": np.array(["0"] * 5, dtype=object),
    }
    with Workbench() as bench:
        bench.lay("people", {"unique_id": np.arange(6), "born": born})
        bench.lay("pair", pairs)
        find_vectors(bench, comparisons_for({"born": 5}), people="people", pairs="pair", name="vector")
        rows = bench.columns("FROM vector ORDER BY other")
    assert rows["born"].tolist() == [0, 1, 4, 6, -1]
