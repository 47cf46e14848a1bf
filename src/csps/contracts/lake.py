"""The shape of a delivered table once it is outside the vault.

The door splits every row. What identifies somebody goes to the vault; the lake keeps the rest under a `record_id`, a
pseudonym that only the vault's key can make. Four things change between a delivery and the lake:

- identity columns are gone; of a date of birth its month remains, as `month_of_birth` ("YYYY-MM");
- the agency's reference of the row's person has become `record_id`; a reference of another person, such as a mother's
  child, has become `<name>_record_id`; both are keyed from the table that registers the person (`register_of`) and the
  reference, so that an event and its person share a pseudonym;
- a row that names no person (a rent account, a property) has a `record_id` keyed from the row's own key;
- `delivery`, `line` and `known_on` say where the row came from and since when the council could have known it. They
  make the key too: a later delivery adds a version of a row and never overwrites what was known before.
"""

from __future__ import annotations

import dataclasses
import functools
from types import MappingProxyType
from typing import TYPE_CHECKING

from csps.contracts import columns as c
from csps.contracts.catalogue import all_tables
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.model import Column, Identity, Purpose, Sensitivity, Table, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD_ID = "record_id"
MONTH_OF_BIRTH = "month_of_birth"
_ALL_PURPOSES = frozenset(Purpose)
_MONTH = c.text(MONTH_OF_BIRTH, "Month of birth, as YYYY-MM.", purposes=c.CASE_FACTS)
_ORIGIN = (
    c.text(
        "delivery",
        "The delivery that brought the row.",
        required=True,
        sensitivity=Sensitivity.ORDINARY,
        purposes=frozenset({Purpose.OPERATIONS}),
    ),
    c.count(
        "line",
        "Line of the row in the delivery.",
        "line number",
        minimum=1,
        required=True,
        sensitivity=Sensitivity.ORDINARY,
        purposes=frozenset({Purpose.OPERATIONS}),
    ),
    c.day(
        "known_on",
        "Extraction date of the delivery: since when the council could have known it.",
        required=True,
        sensitivity=Sensitivity.ORDINARY,
        purposes=_ALL_PURPOSES,
    ),
)


@functools.cache
def lake_tables() -> Mapping[str, Table]:
    """Give every table by name in the shape that the lake holds: delivered ones without what identifies somebody."""
    delivered = {table.name for table in FEED_TABLES}
    return MappingProxyType(
        {name: lake_table(table) if name in delivered else table for name, table in all_tables().items()}
    )


def lake_table(table: Table) -> Table:
    """Give the lake's shape of a delivered table.

    >>> from csps.contracts.catalogue import table
    >>> lake_table(table("feeds.ssd_mother")).column_names[:3]
    ('record_id', 'moth_table_id', 'moth_childs_person_record_id')

    Raises:
        ContractError: the table holds two dates of birth, or a person reference leads nowhere.
    """
    kept = [outside for column in table.columns if (outside := _outside(table, column)) is not None]
    own = [] if table.person is None else [column for column in kept if column.name == RECORD_ID]
    rest = [column for column in kept if column.name != RECORD_ID]
    first = own[0] if own else _record_id(RECORD_ID, "Pseudonym of the row, keyed from its key.", required=True)
    key = tuple(RECORD_ID if name == table.person else lake_name(table, name) for name in table.key)
    return table.with_columns((first, *rest, *_ORIGIN), key=(*key, "known_on"), person=table.person and RECORD_ID)


def lake_name(table: Table, column: str) -> str:
    """Give the name under which a delivered column is known in the lake; a reference of a person changes its name.

    >>> from csps.contracts.catalogue import table
    >>> lake_name(table("feeds.school_admission_contact"), "child_id")
    'child_record_id'
    """
    if column == table.person:
        return RECORD_ID
    if register_of(table, column) is None:
        return column
    return f"{column.removesuffix('_id').removesuffix('_ref')}_{RECORD_ID}"


def register_of(table: Table, column: str) -> str | None:
    """Name the table that registers the person a column refers to; None where the column refers to no person.

    >>> from csps.contracts.catalogue import table
    >>> register_of(table("feeds.ssd_mother"), "moth_childs_person_id")
    'feeds.ssd_person'
    """
    target, _, target_column = (table[column].references or "").rpartition(".")
    if target and all_tables()[target].person == target_column:
        return target
    return table.name if column == table.person else None


def _outside(table: Table, column: Column) -> Column | None:
    """Give what the lake keeps of a column, or None."""
    if column.identity is Identity.BIRTH_DATE:
        return _MONTH
    if column.identity is not None:
        return None
    register = register_of(table, column.name)
    if register is None:
        return column
    own = column.name == table.person
    pseudonym = _record_id(lake_name(table, column.name), f"Pseudonym of: {column.meaning}", required=True)
    return dataclasses.replace(
        pseudonym,
        required=own or column.required,
        references=None if register == table.name else f"{register}.{RECORD_ID}",
    )


def _record_id(name: str, meaning: str, *, required: bool) -> Column:
    return Column(
        name=name,
        type=Type.TEXT,
        meaning=meaning,
        sensitivity=Sensitivity.ORDINARY,
        purposes=_ALL_PURPOSES,
        required=required,
    )
