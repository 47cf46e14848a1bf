"""Which columns of a frame say what about a person, and what cannot be linked at all."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from csps.domain.errors import UsageError

RECORD_ID = "record_id"
ROLES = (
    "first_name",
    "surname",
    "full_name",
    "date_of_birth",
    "sex",
    "address_line",
    "town",
    "postcode",
    "uprn",
    "email",
    "phone",
    "identifier",
    "source",
    "other",
)
SILENT = ("source",)  # says where a record came from, and nobody is known by that alone


def columns_by_role(records: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the columns of each role, in the order in which they were named.

    Raises:
        UsageError: these are no frame and no mapping, no column says anything about a person, a role or a column is unknown, or `record_id` is missing,
            repeated or has gaps.
    """
    if not isinstance(records, pd.DataFrame):
        raise UsageError("The records are no pandas frame.", next_step="Make one: pandas.DataFrame(records).")
    if not isinstance(columns, Mapping):
        raise UsageError("The columns are no mapping.", next_step='Say what each tells: {"dob": "date_of_birth"}.')
    unknown = sorted({str(role) for role in columns.values()} - set(ROLES))
    if unknown:
        turned = " A mapping goes from columns to roles: turn it round." if set(columns) <= set(ROLES) else ""
        raise UsageError(f"No such role: {', '.join(unknown)}.{turned}", next_step=f"The roles are {', '.join(ROLES)}.")
    missing = sorted(str(column) for column in {*columns, RECORD_ID} - set(records.columns))
    if missing:
        raise UsageError(
            f"The frame has no column {', '.join(missing)}.", next_step=f"Its columns: {', '.join(map(str, records))}."
        )
    _check_ids(records)
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for column, role in columns.items():
        found[role].append(column)
    if not any(found[role] for role in ROLES if role not in SILENT):
        raise UsageError(
            "No column is said to tell anything about a person.",
            next_step='Name them: columns={"given_name": "first_name", "dob": "date_of_birth"}.',
        )
    return found


def _check_ids(records: pd.DataFrame) -> None:
    """Refuse frames in which a record cannot be named."""
    repeated = [name for name in set(records.columns) if list(records.columns).count(name) > 1]
    if repeated:
        raise UsageError(f"The frame has {len(repeated)} column names twice or more.")
    ids = records[RECORD_ID]
    if ids.isna().any():
        raise UsageError(f"{int(ids.isna().sum())} records have no record_id.", next_step="Give every record its own.")
    twice = int(ids.astype(str).duplicated(keep=False).sum())
    if twice:
        raise UsageError(f"{twice} records share their record_id with another.", next_step="Give every record its own.")
