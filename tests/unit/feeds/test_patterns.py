"""How the values of a delivery lie: counted by column and band, and never told."""

from collections import Counter
from datetime import date

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Type
from csps.feeds.bench import Bench
from csps.feeds.patterns import GIVEN, MISSING, UNLISTED, count_bands, pattern_rows, patterns_of, pooled

TABLE = delivered_tables()["feeds.housing_rent_account"]
DAY = date(2026, 11, 8)
COLUMNS = {"tenancy_ref": pa.string(), "balance_date": pa.date32(), "balance_pence": pa.int64(),
           "weekly_rent_pence": pa.int64(), "arrears_stage": pa.string(), "stage_date": pa.date32()}  # fmt: skip


@pytest.fixture
def bench():
    with Bench() as opened:
        yield opened


def counted(bench, *rows):
    schema = pa.schema([("_file", pa.int32()), ("_known_on", pa.date32()), *COLUMNS.items()])
    table = pa.Table.from_pylist([{"_file": 0, "_known_on": DAY} | row for row in rows], schema)
    laid = bench.lay("rows", table)
    return count_bands(TABLE, laid, {"arrears_stage": laid["arrears_stage"] == "ZZ"}, bench)[0]


def test_codes_are_bands_and_what_is_in_no_list_is_not_told(bench):
    stage = next(column for column in TABLE.columns if column.type is Type.CODE)
    code = stage.codes.values[0]
    found = counted(bench, {"arrears_stage": code}, {"arrears_stage": "ZZ"}, {})
    assert found["arrears_stage"] == {code: 1, UNLISTED: 1, MISSING: 1}


def test_numbers_lie_in_bands_of_their_size_and_days_in_those_of_their_distance(bench):
    rows = [{"balance_pence": pence} for pence in (-4, 0, 3, 6, 7)]
    assert counted(bench, *rows)["balance_pence"] == {"-2": 1, "0": 1, "2": 2, "3": 1}
    days = [{"balance_date": day} for day in (DAY, date(2026, 11, 7), date(2026, 11, 9))]
    assert counted(bench, *days)["balance_date"] == {"0": 1, "1": 1, "-1": 1}


def test_of_references_and_identities_only_whether_there_is_one_is_counted(bench):
    assert counted(bench, {"tenancy_ref": "T1"}, {"tenancy_ref": "T2"}, {})["tenancy_ref"] == {GIVEN: 2, MISSING: 1}
    people = delivered_tables()["feeds.police_asb"]
    assert {column.name for column in people.columns if column.identity} >= {"surname", "postcode"}


def test_a_pattern_is_written_and_read_back():
    pattern = {"a": Counter({"x": 2}), "b": Counter({"y": 1})}
    names = ("delivery", "table_name", "column_name", "band", "rows")
    rows = [dict(zip(names, row, strict=True)) for row in pattern_rows("d.csv", "feeds.t", pattern)]
    assert patterns_of(rows) == {"d.csv": {"feeds.t": pattern}}
    assert pooled([pattern, pattern], "a") == {"x": 4}
