"""Growing columns and append-only logs."""

from __future__ import annotations

import numpy as np

from csps.synthetic.lives.registers import Log, Register


def test_rows_keep_their_numbers_and_values_while_a_register_grows():
    rows = Register({"born": (np.int32, -7), "rooms": (np.int16, -1, 2)})
    first = rows.add(3, born=[1, 2, 3])
    second = rows.add(5_000)
    assert first.tolist() == [0, 1, 2]
    assert (second[0], second[-1], rows.count) == (3, 5_002, 5_003)
    assert rows["born"][:4].tolist() == [1, 2, 3, -7]
    assert rows["rooms"].shape == (5_003, 2)
    assert (rows["rooms"] == -1).all()


def test_a_column_is_a_view():
    rows = Register({"born": (np.int32, 0)})
    rows.add(2)
    rows["born"][1] = 9
    assert rows.columns()["born"].tolist() == [0, 9]


def test_a_log_repeats_single_values_and_numbers_its_rows():
    log = Log(("person", "day"))
    assert log.add(person=np.array([4, 5]), day=1).tolist() == [0, 1]
    assert log.add(person=6, day=2).tolist() == [2]
    assert log.add(person=np.empty(0), day=3).tolist() == []
    rows = log.rows()
    assert rows["person"].tolist() == [4, 5, 6]
    assert rows["day"].tolist() == [1, 1, 2]


def test_an_empty_log_has_its_columns():
    assert {name: len(values) for name, values in Log(("a", "b")).rows().items()} == {"a": 0, "b": 0}
