"""What of a row may be printed in a log or an error.

A value is shown only if its column may be shown and the value is what its column says. The second half matters as much
as the first: in a file whose columns have slipped, a surname stands where a code should be.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from csps.contracts.model import Sensitivity, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.contracts.model import Column, Table

MASK = "[masked]"
"""Stands for any value that may not be printed, whatever its length."""

_NEVER_SHOWN = frozenset({Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.PROTECTED})


def mask_row(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Give the row with every value masked that may not be printed; a column the table does not have is masked too.

    Args:
        table: the declaration the row should follow.
        row: values by column name, as delivered or as parsed.
    """
    return {name: mask_value(table[name], value) if name in table else MASK for name, value in row.items()}


def mask_value(column: Column, value: object) -> object:
    """Give the value if it may be printed, else the mask. A missing value stays None.

    Never shown: identities, special category and criminal data, protected characteristics, and text that is personal
    (an agency's reference of a person or case). Shown where well formed: codes, dates, numbers and flags.

    >>> from csps.contracts.catalogue import table
    >>> contact = table("feeds.ssd_contacts")
    >>> mask_value(contact["cont_contact_source_code"], "6"), mask_value(contact["cont_contact_source_code"], "Smith")
    ('6', '[masked]')
    """
    if value is None:
        return None
    if column.identity is not None or column.sensitivity in _NEVER_SHOWN:
        return MASK
    return value if _well_formed(column, value) else MASK


def _well_formed(column: Column, value: object) -> bool:
    match column.type:
        case Type.CODE:
            return column.codes is not None and value in column.codes.values
        case Type.CODES:
            return column.codes is not None and _codes_in(value) <= set(column.codes.values)
        case Type.DATE:
            return isinstance(value, date) or _is_iso_day(value)
        case Type.FLAG:
            return isinstance(value, bool)
        case Type.INTEGER | Type.REAL:
            return isinstance(value, int | float)
        case Type.TEXT:
            return column.sensitivity is Sensitivity.ORDINARY


def _codes_in(value: object) -> set[str]:
    """Read a JSON array of codes; anything else becomes a set that no code list contains."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return {MASK}
    return {str(item) for item in found} if isinstance(found, list | tuple) else {MASK}


def _is_iso_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value) is not None
    except ValueError:
        return False
