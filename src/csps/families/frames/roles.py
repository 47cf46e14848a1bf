"""Which columns of a frame say what about people and ties."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError
from csps.families.bonds import EVIDENCE, PARENT_AND_CHILD

PEOPLE = (
    "person_id", "date_of_birth", "month_of_birth", "age", "surname", "place", "uprn", "address_line", "postcode",
    "date_of_death", "from", "to",
)  # fmt: skip
TIES = ("person", "other_person", "kind", "from", "to")
HOME = ("place", "uprn", "address_line", "postcode")
BENEFIT, TOGETHER = EVIDENCE.index("benefit household"), EVIDENCE.index("family in social care")
TENANCY, TAX = EVIDENCE.index("tenancy"), EVIDENCE.index("council tax")
# Kind of tie -> what it is evidence of, and who is a parent and who a child in it: 1 the person, 2 the other, 0 neither.
KINDS: Mapping[str, tuple[int, int, int]] = {
    **dict.fromkeys(
        ("parent", "mother", "father", "stepparent", "adoptive parent", "foster carer", "guardian", "carer"),
        (PARENT_AND_CHILD, 1, 2),
    ),
    **dict.fromkeys(
        ("child", "son", "daughter", "stepchild", "adopted child", "foster child"), (PARENT_AND_CHILD, 2, 1)
    ),
    **dict.fromkeys(("partner", "spouse", "husband", "wife", "civil partner", "cohabitant"), (TOGETHER, 0, 0)),
    **dict.fromkeys(
        (
            "sibling",
            "brother",
            "sister",
            "grandparent",
            "grandmother",
            "grandfather",
            "grandchild",
            "aunt",
            "uncle",
            "niece",
            "nephew",
            "cousin",
            "parent in law",
            "mother in law",
            "father in law",
            "child in law",
            "son in law",
            "daughter in law",
            "brother in law",
            "sister in law",
            "other relative",
        ),
        (TOGETHER, 0, 0),
    ),
    **dict.fromkeys(("same family", "same household"), (TOGETHER, 0, 0)),
    "same claim": (BENEFIT, 0, 0),
    "same tenancy": (TENANCY, 0, 0),
    "same account": (TAX, 0, 0),
}

# What a tie is called: here it need not be social care that names a family.
WORDS = tuple("named together" if place == TOGETHER else word for place, word in enumerate(EVIDENCE))


def chosen(
    frame: pd.DataFrame, columns: Mapping[str, str], roles: tuple[str, ...], needed: tuple[str, ...]
) -> pd.DataFrame:
    """Give a frame with a column per role: those named in `columns`, and those that bear a role's name.

    Several address lines become one.

    Raises:
        UsageError: a needed role has no column.
    """
    named = {column: role for column, role in columns.items() if column in frame.columns and role in roles}
    named |= {
        role: role for role in roles if role in frame.columns and role not in columns and role not in named.values()
    }
    missing = [role for role in needed if role not in named.values()]
    if missing:
        raise UsageError(
            f"No column says {', '.join(missing)}.", next_step=f"Name it: columns={{'...': '{missing[0]}'}}."
        )
    found: dict[str, pd.Series] = {}
    for column, role in named.items():
        values = frame[column]
        if role in found:
            values = found[role].fillna("").astype(str) + " " + values.fillna("").astype(str)
        found[role] = values
    return frame.iloc[:, :0].assign(**found).reset_index(drop=True)


def check_roles(columns: Mapping[str, str], people: pd.DataFrame, ties: pd.DataFrame | None) -> None:
    """Refuse what is no frame or no mapping, roles that nobody knows, and columns that neither frame has, or one has twice.

    Raises:
        UsageError: there are such.
    """
    if not isinstance(people, pd.DataFrame) or not isinstance(ties, pd.DataFrame | None):
        raise UsageError("People and ties are pandas frames.", next_step="Make one: pandas.DataFrame(people).")
    if not isinstance(columns, Mapping):
        raise UsageError("The columns are no mapping.", next_step='Say what each tells: {"dob": "date_of_birth"}.')
    if not people.columns.is_unique or (ties is not None and not ties.columns.is_unique):
        raise UsageError("A frame has a column name twice or more.")
    unknown = sorted(set(columns.values()) - {*PEOPLE, *TIES})
    if unknown:
        raise UsageError(
            f"No such role: {', '.join(map(str, unknown))}.",
            next_step=f"People: {', '.join(PEOPLE)}; ties: {', '.join(TIES)}.",
        )
    there = {*people.columns, *(ties.columns if ties is not None else ())}
    missing = sorted(str(column) for column in set(columns) - there)
    if missing:
        raise UsageError(f"Neither frame has a column {', '.join(missing)}.")


def kinds_of(column: pd.Series) -> np.ndarray:
    """Give evidence, parent and child of each kind of tie: a row per tie.

    Raises:
        UsageError: a kind is unknown.
    """
    plain = column.astype(str).str.strip().str.lower().str.replace(r"[_-]", " ", regex=True)
    unknown = sorted(set(plain) - set(KINDS))
    if unknown:
        raise UsageError(  # none is named: a column taken for kinds by mistake may hold people's names
            f"Kinds of tie that are unknown: {len(unknown)}, of {int(plain.isin(unknown).sum())} ties.",
            next_step=f"The kinds are {', '.join(KINDS)}.",
        )
    return np.array([KINDS[kind] for kind in plain.tolist()], np.int64).reshape(-1, 3)
