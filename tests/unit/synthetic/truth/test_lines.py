"""Whom each delivered line is about, as it is remembered and written."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csps.synthetic.lives.population import NOBODY
from csps.synthetic.truth.lines import Lines


def columns(*values):
    return [np.array(part) for part in values]


def written(folder, table):
    frame = pd.read_parquet(folder / f"{table}.parquet")
    assert list(frame.columns) == ["delivery", "line", "role", "person"]
    return set(frame.itertuples(index=False, name=None)), len(frame)


def test_batches_of_one_table_come_into_one_file(tmp_path):
    lines = Lines()
    for files, *values in (
        (["a/x_1.csv", "a/x_2.csv"], [0, 1, 1], [2, 2, 3], [7, 8, 9]),
        (["a/x_3.csv"], [0], [2], [7]),
    ):
        file, line, person = columns(*values)
        lines.remember("feeds.x", files, file, line, {"child": person})
    lines.write(tmp_path)
    found, number = written(tmp_path, "x")
    assert number == 4
    assert found == {
        ("a/x_1.csv", 2, "child", 7), ("a/x_2.csv", 2, "child", 8), ("a/x_2.csv", 3, "child", 9),
        ("a/x_3.csv", 2, "child", 7),
    }  # fmt: skip


def test_a_line_that_names_nobody_is_left_out_and_one_that_names_two_stands_twice(tmp_path):
    lines = Lines()
    file, line, child, mother = columns([0, 0, 0], [2, 3, 4], [5, NOBODY, 6], [NOBODY, NOBODY, 1])
    lines.remember("feeds.x", ["x.csv"], file, line, {"child": child, "mother": mother})
    lines.write(tmp_path)
    found, number = written(tmp_path, "x")
    assert number == 3
    assert found == {("x.csv", 2, "child", 5), ("x.csv", 4, "child", 6), ("x.csv", 4, "mother", 1)}


def test_tables_have_files_of_their_own_and_one_about_places_has_none(tmp_path):
    lines = Lines()
    file, line, person = columns([0], [2], [3])
    lines.remember("feeds.x", ["x.csv"], file, line, {"child": person})
    lines.remember("feeds.y", ["y.csv"], file, line, {"tenant": person})
    lines.remember("feeds.rents", ["z.csv"], file, line, {})
    lines.write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.parquet", "y.parquet"]
    assert written(tmp_path, "y")[0] == {("y.csv", 2, "tenant", 3)}
