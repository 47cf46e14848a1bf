"""Sums and conditions in the size that features are stored in."""

import ibis
import pytest

from csps.features.formulas import above_nought, one_where, total

NUMBERS = ibis.memtable({"a": [3, 0, None], "b": [-1, 2, 5]}, schema={"a": "int64", "b": "int64"})


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (lambda: total([NUMBERS.a, NUMBERS.b]), [2, 2, None]),
        (lambda: one_where(NUMBERS.a > 0), [1, 0, 0]),
        (lambda: above_nought([NUMBERS.a, NUMBERS.b]), [1, 1, 1]),
    ],
)
def test_what_comes_out_has_the_stored_size_in_the_engine_itself(formula, wanted):
    backend = ibis.duckdb.connect()
    asked = NUMBERS.select(found=formula())
    backend._run_pre_execute_hooks(asked)
    told = backend.con.sql(backend.compile(asked))
    assert [str(each) for each in told.types] == ["BIGINT"]
    assert [found for (found,) in told.fetchall()] == wanted
