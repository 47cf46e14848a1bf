"""Parquet values as text: as one would have written them by hand."""

import io
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet

from csps.vault.columnar import text_of_parquet
from csps.vault.delimited import Fault


def written(**columns):
    sink = io.BytesIO()
    pa.parquet.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_values_are_written_as_by_hand():
    data = written(
        day=[date(2024, 1, 2), None],
        moment=[datetime.fromisoformat("2024-01-02T03:04:00"), None],
        gap=[1.0, None],
        part=[1.5, 2.0],
        ok=[True, False],
        codes=[["1A", "2B"], None],
        kind=pa.array(["x", "y"]).dictionary_encode(),
    )
    first, one, two = text_of_parquet(data, 1 << 20).decode().splitlines()
    assert first == '"day","moment","gap","part","ok","codes","kind"'
    assert one == '"2024-01-02","2024-01-02 03:04:00","1","1.5","true","[""1A"", ""2B""]","x"'
    assert two == ',,,"2","false",,"y"'


def test_more_text_than_allowed_is_too_large():
    assert text_of_parquet(written(a=["x" * 1000] * 1000), 10_000) == Fault("too large")


def test_what_is_no_parquet_is_damaged():
    assert text_of_parquet(b"PAR1 and then nothing PAR1", 1 << 20) == Fault("damaged")
