"""The contract of `features.family_week`: a row per date and family, a column per feature."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from csps.contracts import columns as c
from csps.contracts.model import Column, Sensitivity, Table
from csps.contracts.retention import COMPUTED_WEEK
from csps.features.listing import catalogue

if TYPE_CHECKING:
    from csps.contracts.feature import Feature

NAME = "features.family_week"


@functools.cache
def family_week_table() -> Table:
    """Give the contract of the table, made from the catalogue."""
    return Table(
        name=NAME,
        agency="csps",
        meaning="What was known about a family on a date, in numbers.",
        row="one row per date and family",
        key=("as_of", "family_id"),
        happened_on="as_of",
        retention=COMPUTED_WEEK,
        purposes=c.CASE_FACTS,
        source="the declarations in csps.features.topics",
        columns=(
            c.as_of(),
            c.pseudonym("family_id", "Pseudonym of the family."),
            *(_column(feature) for feature in catalogue()),
        ),
    )


def _column(feature: Feature) -> Column:
    """Give a feature's column. Whatever it counts, of a family it is as sensitive as health or crime."""
    return Column(
        name=feature.name,
        type=feature.type,
        meaning=feature.question,
        unit=feature.unit,
        sensitivity=Sensitivity.SPECIAL,
    )
