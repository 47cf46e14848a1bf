"""What a feature is, to everybody who meets one: the question it answers, its unit, and what an empty value means.

How its value is found is declared in `csps.features`; this is what the other rooms see of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from csps.contracts.model import Type
from csps.domain.errors import ContractError


class Missing(StrEnum):
    """What a feature says of a family about which its source has nothing."""

    NOTHING_HAPPENED = "nothing happened"  # 0: the register would hold it
    NOT_KNOWN = "not known"  # empty: no member is in the register, or the register does not say


class Expected(StrEnum):
    """Which way a higher value is expected to move a score, before any data was seen."""

    RAISES = "raises"
    LOWERS = "lowers"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One column of `features.family_week`.

    A feature of a feed that was never delivered is empty for every family, whatever `missing` says.

    Args:
        name: the column.
        topic: the family of features it belongs to, as `feature_families` of a model's specification names it.
        question: the question it answers, in plain English.
        phrase: what a reason says of a value, for example "{value} police incidents in the last 12 months".
        type: INTEGER or REAL.
        unit: of the value.
        sources: the tables it reads.
        window_weeks: how far it looks back; None where it looks at the whole past.
        expected: which way a higher value is expected to move a score.
        missing: what it says where its source has nothing.

    Raises:
        ContractError: it is of another type.
    """

    name: str
    topic: str
    question: str
    phrase: str
    type: Type
    unit: str
    sources: tuple[str, ...]
    window_weeks: int | None = None
    expected: Expected = Expected.RAISES
    missing: Missing = Missing.NOTHING_HAPPENED

    def __post_init__(self) -> None:
        """Refuse a feature that a model cannot take."""
        if self.type not in (Type.INTEGER, Type.REAL):
            raise ContractError(f"The feature {self.name} is of type {self.type.value}; a feature is a number.")
