"""Every feature, in the order of its topic: what the pipeline, the models and the explanations know of them."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

from csps.domain.errors import ContractError
from csps.features.topics import (
    adult_social_care,
    childrens_social_care,
    council_tax,
    debt,
    domestic_abuse,
    education,
    employment,
    family,
    health,
    homelessness,
    housing,
    housing_benefit,
    neet,
    nominations,
    police,
    probation,
    programme,
    youth_justice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.contracts.feature import Feature
    from csps.features.declaration import Declared
    from csps.features.kind import Kind

TOPICS = (
    family,
    adult_social_care,
    childrens_social_care,
    council_tax,
    debt,
    domestic_abuse,
    education,
    employment,
    health,
    homelessness,
    housing,
    housing_benefit,
    neet,
    nominations,
    police,
    probation,
    programme,
    youth_justice,
)


@functools.cache
def declarations() -> tuple[Declared, ...]:
    """Give every feature with how its value is found.

    Raises:
        ContractError: two features or two kinds have one name.
    """
    return distinct([each for topic in TOPICS for each in topic.FEATURES])


def catalogue() -> tuple[Feature, ...]:
    """Give every feature as the rest of csps sees it.

    >>> next(feature.question for feature in catalogue() if feature.name == "police_incidents_52w")
    'How many police incidents were known in the last 12 months?'
    """
    return tuple(each.feature for each in declarations())


def distinct(declared: Iterable[Declared]) -> tuple[Declared, ...]:
    """Give declarations if no two features, and no two kinds, have one name.

    Raises:
        ContractError: some have; all are named.
    """
    found = tuple(declared)
    kinds: dict[str, Kind] = {}
    twice = {name for name, times in Counter(each.feature.name for each in found).items() if times > 1}
    for each in found:
        for measure in each.measures:
            if kinds.setdefault(measure.kind.name, measure.kind) != measure.kind:
                twice.add(measure.kind.name)
    if twice:
        raise ContractError(f"Declared twice under one name: {', '.join(sorted(twice))}.")
    return found
