"""What is odd about the values of a delivery beside those of the deliveries before: said by column, decided by the feed.

The thresholds are ours and are meant to be seldom wrong. A delivery is only compared with what was published before, so
that the history a council begins with is not held against itself. What a season or a rhythm explains is not odd: a
September is also held against the September before, and after half the usual time days lie half as far back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from math import log2
from statistics import median
from typing import TYPE_CHECKING

from csps.feeds.patterns import GIVEN, MISSING, UNLISTED, pooled
from csps.feeds.rules.delivery import emptied, new_codes, odd_values

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from csps.feeds.patterns import Pattern
    from csps.feeds.rules.rule import Rule

    Before = Mapping[str, Sequence["Earlier"]]  # table -> published deliveries, by their days

DELIVERIES_BEFORE = 8
"""Deliveries that a new one is compared with."""
YEAR, SEASON = timedelta(weeks=52), timedelta(weeks=3)
"""A year of whole weeks, and how far from its day the deliveries of the season before may lie: terms move by that much."""
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


@dataclass(frozen=True, slots=True)
class Earlier:
    """A published delivery: its extraction date and how its values lie."""

    known_on: date
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Compared:
    """What a delivery is held against.

    Args:
        before: the last deliveries.
        season: those of the same weeks a year before.
        days: columns of days, whose values lie further back the longer ago the delivery before was.
        halvings: how often the time since the delivery before would have to be doubled to be as long as usual.
    """

    before: Sequence[Pattern]
    season: Sequence[Pattern] = ()
    days: Collection[str] = field(default_factory=frozenset)
    halvings: int = 0


def compared(earlier: Sequence[Earlier], known_on: date, days: Collection[str]) -> Compared:
    """Say what a delivery of a day is held against.

    Args:
        earlier: published deliveries.
        known_on: its extraction date.
        days: columns of days.
    """
    ordered = sorted(earlier, key=lambda one: one.known_on)
    last = ordered[-DELIVERIES_BEFORE:]
    season = [one.pattern for one in ordered if abs(one.known_on - (known_on - YEAR)) <= SEASON and one not in last]
    return Compared(
        [one.pattern for one in last], season, days, _halvings(sorted({x.known_on for x in last}), known_on)
    )


def wanted_days(known: Collection[date], new: Collection[date]) -> set[date]:
    """Give the extraction dates of published deliveries that some new ones are held against.

    Args:
        known: of the published ones.
        new: of the new ones.
    """
    season = {day for day in known for one in new if abs(day - (one - YEAR)) <= SEASON}
    return set(sorted(known)[-DELIVERIES_BEFORE:]) | season


def _halvings(before: Sequence[date], known_on: date) -> int:
    """Say how often the time since the delivery before is to be doubled to be the usual one; less than 0 where it is longer."""
    gaps = [(later - earlier).days for earlier, later in pairwise(before)]
    since = [(known_on - day).days for day in before if day < known_on]
    return round(log2(median(gaps) / min(since))) if gaps and since else 0


def odd(now: Pattern, against: Compared) -> Iterator[tuple[str, Rule]]:
    """Yield column and rule of everything that is odd about a delivery; nothing where there is nothing to compare with.

    Args:
        now: the delivery's values.
        against: those of earlier deliveries.
    """
    for column in sorted(now):
        before = against.before
        usual, each = pooled(before, column), [pattern[column] for pattern in before if column in pattern]
        if usual.total():
            if was_filled(each) and is_emptied(now[column], usual):
                yield column, emptied.RULE
            elif has_new_codes(now[column], usual):
                yield column, new_codes.RULE
            elif lies_otherwise(now[column], each) and not _is_explained(now[column], column, each, against):
                yield column, odd_values.RULE


def _is_explained(now: Counter[str], column: str, each: Sequence[Counter[str]], against: Compared) -> bool:
    """Say whether values that lie otherwise are those of the season, or days that another rhythm brings nearer or further."""
    season = [pattern[column] for pattern in against.season if column in pattern]
    if any(_values(bands).total() >= ENOUGH_VALUES and distance(now, bands) < APART for bands in season):
        return True
    is_moved = column in against.days and against.halvings != 0
    return is_moved and not lies_otherwise(further_back(now, against.halvings), each)


def further_back(bands: Counter[str], halvings: int) -> Counter[str]:
    """Give the bands of days as if each lay so many times twice as far back; those ahead stay where they are.

    >>> from collections import Counter
    >>> further_back(Counter({"0": 1, "3": 5, "-2": 4, "missing": 6}), 1)
    Counter({'missing': 6, '4': 5, '-2': 4, '0': 1})
    """
    moved = type(bands)()
    for band, rows in bands.items():
        is_back = re.fullmatch(r"[1-9]\d*", band)
        moved[str(max(int(band) + halvings, 0)) if is_back else band] += rows
    return moved


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
