"""How each declared type is stored: the one place where a contract's words become Arrow's.

A CODES column is stored as an array of strings, not as the JSON text it is delivered in: both engines can then ask
`codes.contains("3A")` without a JSON function, of which DuckDB and Spark have different ones.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow as pa

from csps.contracts.model import Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from csps.contracts.model import Table

ARROW_TYPES = MappingProxyType(
    {
        Type.TEXT: pa.string(),
        Type.CODE: pa.string(),
        Type.CODES: pa.list_(pa.string()),
        Type.DATE: pa.date32(),
        Type.INTEGER: pa.int64(),
        Type.FLAG: pa.bool_(),
        Type.REAL: pa.float64(),
    }
)


def arrow_schema(table: Table) -> pa.Schema:
    """Give the columns of a table as Arrow has them, in the order of the contract, all nullable.

    Required columns are nullable here too: a null in one is found and counted by `checks`, not by a schema.
    """
    return pa.schema([(column.name, ARROW_TYPES[column.type]) for column in table.columns])


def accepts(declared: Type, found: pa.DataType) -> bool:
    """Say whether values of an Arrow type may be meant as a declared type, before looking at any value.

    Sizes may differ, kinds may not: a number is not quietly taken for a text, nor a text for a number.

    >>> accepts(Type.INTEGER, pa.int16()), accepts(Type.INTEGER, pa.string())
    (True, False)
    """
    if pa.types.is_null(found):
        return True
    if pa.types.is_dictionary(found):
        return accepts(declared, found.value_type)
    return any(suits(found) for suits in _SUITS[declared])


def _is_text(found: pa.DataType) -> bool:
    return any(is_kind(found) for is_kind in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _is_texts(found: pa.DataType) -> bool:
    is_list: bool = pa.types.is_list(found) or pa.types.is_large_list(found)
    return is_list and (_is_text(found.value_type) or pa.types.is_null(found.value_type))


def _is_plain_timestamp(found: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(found) and found.tz is None)


_SUITS: MappingProxyType[Type, tuple[Callable[[pa.DataType], bool], ...]] = MappingProxyType(
    {
        Type.TEXT: (_is_text,),
        Type.CODE: (_is_text,),
        Type.CODES: (_is_texts,),
        Type.DATE: (pa.types.is_date, _is_plain_timestamp),
        # A sum in DuckDB is a decimal and a pandas column with gaps is a float: taken where every value is whole.
        Type.INTEGER: (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal),
        Type.FLAG: (pa.types.is_boolean,),
        Type.REAL: (pa.types.is_floating, pa.types.is_integer),
    }
)
