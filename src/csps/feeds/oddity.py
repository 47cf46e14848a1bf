"""What is odd about the values of a delivery beside those of the deliveries before: said by column, decided by the feed.

The thresholds are ours and are meant to be seldom wrong. A delivery is only compared with what was published before, so
that the history a council begins with is not held against itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.feeds.patterns import GIVEN, MISSING, UNLISTED, pooled
from csps.feeds.rules.delivery import emptied, new_codes, odd_values

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence

    from csps.feeds.patterns import Pattern
    from csps.feeds.rules.rule import Rule

    Before = Mapping[str, Sequence[Pattern]]  # table -> the last published deliveries

DELIVERIES_BEFORE = 8
"""Deliveries that a new one is compared with."""
ENOUGH = 20
"""Rows from which an empty column, or codes that are not in their list, say something."""
WAS_FILLED, IS_EMPTY = 0.5, 0.1
"""A column was usually filled from the one share on, and is hardly any more below the other."""
MORE_UNLISTED = 0.05
"""Share of values by which codes that are not in their list have become more, from which their list has changed."""
ENOUGH_DELIVERIES, ENOUGH_VALUES = 4, 50
"""Deliveries, and values in each, from which the way that values lie can be compared."""
APART, TIMES_USUAL = 0.35, 2.0
"""Share of values that would have to move for two deliveries to look alike, from which that is odd, where it is also so
many times what earlier deliveries differed from one another."""


def odd(now: Pattern, before: Sequence[Pattern]) -> Iterator[tuple[str, Rule]]:
    """Yield column and rule of everything that is odd about a delivery; nothing where there is nothing to compare with.

    Args:
        now: the delivery's values.
        before: those of earlier deliveries.
    """
    for column in sorted(now):
        usual, each = pooled(before, column), [pattern[column] for pattern in before if column in pattern]
        if usual.total():
            if was_filled(each) and is_emptied(now[column], usual):
                yield column, emptied.RULE
            elif has_new_codes(now[column], usual):
                yield column, new_codes.RULE
            elif lies_otherwise(now[column], each):
                yield column, odd_values.RULE


def was_filled(before: Sequence[Counter[str]]) -> bool:
    """Say whether a column came filled in each of enough deliveries; those of few rows say nothing."""
    measured = [bands for bands in before if bands.total() >= ENOUGH]
    return len(measured) >= ENOUGH_DELIVERIES and all(_filled(bands) >= WAS_FILLED for bands in measured)


def is_emptied(now: Counter[str], usual: Counter[str]) -> bool:
    """Say whether a column that was usually filled is hardly any more."""
    return now.total() >= ENOUGH and _filled(usual) >= WAS_FILLED and _filled(now) < IS_EMPTY


def has_new_codes(now: Counter[str], usual: Counter[str]) -> bool:
    """Say whether codes that are not in their list have become many."""
    given = now.total() - now[MISSING]
    if given < ENOUGH:
        return False
    before = usual[UNLISTED] / max(usual.total() - usual[MISSING], 1)
    return now[UNLISTED] / given - before >= MORE_UNLISTED


def lies_otherwise(now: Counter[str], before: Sequence[Counter[str]]) -> bool:
    """Say whether values lie otherwise than in earlier deliveries, and otherwise than those among themselves."""
    measured = [bands for bands in before if _values(bands).total() >= ENOUGH_VALUES]
    if len(measured) < ENOUGH_DELIVERIES or _values(now).total() < ENOUGH_VALUES:
        return False
    apart = distance(now, _sum(measured))
    if apart < APART:
        return False
    usual = max(
        distance(bands, _sum([*measured[:place], *measured[place + 1 :]])) for place, bands in enumerate(measured)
    )
    return apart >= TIMES_USUAL * usual


def distance(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of values that would have to lie in another band for two deliveries to look alike.

    >>> from collections import Counter
    >>> distance(Counter({"M": 30, "F": 10}), Counter({"M": 10, "F": 30}))
    0.5
    """
    mine, theirs = _values(one), _values(other)
    if not mine.total() or not theirs.total():
        return 0.0
    bands = sorted(mine.keys() | theirs.keys())
    return sum(abs(mine[band] / mine.total() - theirs[band] / theirs.total()) for band in bands) / 2


def _values(bands: Counter[str]) -> Counter[str]:
    """Leave out what says only whether there is a value."""
    return type(bands)({band: rows for band, rows in bands.items() if band not in (MISSING, GIVEN, UNLISTED)})


def _sum(several: Sequence[Counter[str]]) -> Counter[str]:
    together = type(several[0])()
    for bands in several:
        together.update(bands)
    return together


def _filled(bands: Counter[str]) -> float:
    return (bands.total() - bands[MISSING]) / bands.total()
