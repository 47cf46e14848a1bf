"""Declared types and the Arrow types that may be meant by them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from csps.contracts.model import Type
from csps.store.shapes import ARROW_TYPES, accepts, arrow_schema

TEXTS = {pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())}
LISTS = {pa.list_(pa.string()), pa.large_list(pa.large_string()), pa.list_(pa.null())}
WHOLE = {pa.int8(), pa.uint64(), pa.int64(), pa.dictionary(pa.int8(), pa.int64())}
BROKEN = {pa.float32(), pa.float64()}
DAYS = {pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("s")}
OTHERS = {
    pa.binary(),
    pa.time32("s"),
    pa.duration("s"),
    pa.timestamp("s", tz="UTC"),
    pa.struct([]),
    pa.list_(pa.int8()),
}
MEANT = {
    Type.TEXT: TEXTS,
    Type.CODE: TEXTS,
    Type.CODES: LISTS,
    Type.DATE: DAYS,
    Type.INTEGER: WHOLE | BROKEN | {pa.decimal128(38, 0)},
    Type.FLAG: {pa.bool_()},
    Type.REAL: WHOLE | BROKEN,
}
EVERYTHING = set().union(*MEANT.values()) | OTHERS


@pytest.mark.parametrize("declared", Type)
def test_sizes_may_differ_and_kinds_may_not(declared):
    accepted = {str(found) for found in EVERYTHING if accepts(declared, found)}
    assert accepted == {str(found) for found in MEANT[declared]}


@pytest.mark.parametrize("declared", Type)
def test_a_column_of_nothing_and_the_stored_type_itself_are_always_accepted(declared):
    assert accepts(declared, pa.null())
    assert accepts(declared, ARROW_TYPES[declared])


def test_a_schema_has_the_contracts_columns_in_order_and_lets_a_check_find_the_gaps(kit):
    schema = arrow_schema(kit.TINY)
    assert schema.equals(kit.SCHEMA)
    assert all(field.nullable for field in schema)
