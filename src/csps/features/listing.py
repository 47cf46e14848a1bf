"""Every feature, in the order of its topic: what the pipeline, the models and the explanations know of them."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from csps.contracts.feature import Missing
from csps.domain.errors import ContractError
from csps.features.kind import WHOLE_PAST
from csps.features.topics import (
    adult_social_care,
    childrens_social_care,
    concerns,
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
    multi_agency,
    neet,
    nominations,
    police,
    probation,
    programme,
    youth_justice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csps.contracts.feature import Feature
    from csps.features.declaration import Declared
    from csps.features.kind import Kind
    from csps.features.source import Source

TOPICS = (
    family,
    adult_social_care,
    childrens_social_care,
    concerns,
    council_tax,
    debt,
    domestic_abuse,
    education,
    employment,
    health,
    homelessness,
    housing,
    housing_benefit,
    multi_agency,
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
        ContractError: the declarations contradict one another.
    """
    return distinct([each for topic in TOPICS for each in topic.FEATURES])


def catalogue() -> tuple[Feature, ...]:
    """Give every feature as the rest of csps sees it.

    >>> next(feature.question for feature in catalogue() if feature.name == "police_incidents_52w")
    'How many police incidents were known in the last 12 months?'
    """
    return tuple(each.feature for each in declarations())


def distinct(declared: Iterable[Declared]) -> tuple[Declared, ...]:
    """Give declarations if they hold together.

    Raises:
        ContractError: two features, or two kinds, have one name; a feature that may be empty names none that tells why; or
            what is added up over a window is asked for over two; or an amount in a
            window is of a thing whose rows may lie on different days. Every fault is named.
    """
    found = tuple(declared)
    faults = [*_named_twice(found), *_told_by_nobody(found), *_added_up_twice(found), *_amounts_of_several_days(found)]
    if faults:
        raise ContractError(
            f"The catalogue of features contradicts itself: {'; '.join(faults)}.",
            next_step="Mend the declarations in csps.features.topics.",
        )
    return found


def _named_twice(declared: Sequence[Declared]) -> Iterator[str]:
    names = Counter(each.feature.name for each in declared)
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for each in declared:
        for measure in each.measures:
            kinds[measure.kind.name].add(measure.kind)
    yield from (f"the feature {name} is declared twice" for name in sorted(names) if names[name] > 1)
    yield from (f"two kinds are called {name}" for name in sorted(kinds) if len(kinds[name]) > 1)


def _told_by_nobody(declared: Sequence[Declared]) -> Iterator[str]:
    names = {each.feature.name for each in declared}
    for each in declared:
        feature = each.feature
        if feature.missing is not Missing.NOTHING_HAPPENED and feature.told_by not in names:
            yield f"{feature.name} can be empty, and {feature.told_by or 'no feature'} does not tell why"


def _added_up_twice(declared: Sequence[Declared]) -> Iterator[str]:
    windows: dict[Source, set[int]] = defaultdict(set)
    for each in declared:
        for measure in each.measures:
            source = measure.kind.source
            if source.sums is not None and not source.sums.by_day:
                windows[source].add(measure.weeks)
    for source, weeks in windows.items():
        if len(weeks) > 1:
            yield f"rows of {source.table} are added up over windows of {', '.join(map(str, sorted(weeks)))} weeks at once"


def _amounts_of_several_days(declared: Sequence[Declared]) -> Iterator[str]:
    """Name kinds of whose amount nobody could say in which window it lies."""
    for kind in {m.kind: None for each in declared for m in each.measures if m.weeks < WHOLE_PAST}:
        source, table = kind.source, kind.source.contract
        if kind.amount is None or not kind.counted or source.sums is not None:
            continue
        key = {column for column in table.key if column not in ("known_on", table.person)}
        if (source.day or table.happened_on) not in kind.counted and not key <= set(kind.counted):
            yield f"{kind.name} has an amount, and rows about one of its things may lie on different days"
