"""Columns of whole numbers and days: how people, places and ties are held while families are formed.

Names of people and places become positions once; a date is then formed with NumPy alone, in well under a second.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, Self

import ibis
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of one length, by the names of the fields."""

    @classmethod
    def of(cls, expression: ibis.Table) -> Self:
        """Read the columns that the fields name from an expression, in its order."""
        table = expression.select(*(each.name for each in fields(cls))).to_pyarrow()
        return cls(**{each.name: plain(table.column(each.name).to_numpy()) for each in fields(cls)})

    def only(self, rows: npt.NDArray[Any]) -> Self:
        """Give some of the rows, by flags or positions."""
        return type(self)(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))


class ByKey:
    """Positions of rows by a key of theirs, in the order of the rows.

    Args:
        keys: of each row, a number from nought.
        count: how many keys there may be.

    >>> rows, which = ByKey(np.array([2, 0, 2]), 3).of(np.array([2, 1, 0]))
    >>> rows.tolist(), which.tolist()
    ([0, 2, 1], [0, 0, 2])
    """

    def __init__(self, keys: Codes, count: int) -> None:
        self._order = np.argsort(keys, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=count))])

    def of(self, keys: Codes) -> tuple[Codes, Codes]:
        """Give the rows of some keys, and for each which of the keys it is of."""
        begin, many = self._starts[keys], self._starts[keys + 1] - self._starts[keys]
        which = np.repeat(np.arange(len(keys)), many)
        within = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
        return self._order[begin[which] + within], which


class Dated(Protocol):
    """Versions of what begins on a day."""

    @property
    def started_on(self) -> Days:
        """The day on which each begins."""
        ...

    @property
    def known_on(self) -> Days:
        """The day from which each is known."""
        ...

    @property
    def known_until(self) -> Days:
        """The day from which each no longer holds."""
        ...


def begun_by(versions: Dated, on: np.datetime64) -> Flags:
    """Flag what had begun by a day, in the version that was known then."""
    flags: Flags = (versions.known_on <= on) & (versions.known_until > on) & (versions.started_on <= on)
    return flags


def known_until(versions: ibis.Table, key: Sequence[str]) -> ibis.Value:
    """Give the day from which each version no longer holds: the next one of its key is known, or all that said so was taken back.

    Of two rows that say the same one may be taken back as a copy: what the other says holds still.

    Args:
        versions: with `known_on`, `stands` (whether nothing of it was taken back) and `withdrawn_on`.
        key: what a version is of.
    """
    own, of_key = ibis.window(group_by=key, order_by="known_on"), ibis.window(group_by=key)
    following = versions.known_on.lead().over(own)
    ended = ibis.ifelse(versions.stands.any().over(of_key), ibis.null("date"), versions.withdrawn_on.max().over(of_key))
    return ibis.least(following, ended, ibis.literal(FOREVER))


def plain(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Give a column with whole numbers as int64 and days as datetime64[D].

    >>> plain(np.array([1, 2], dtype="int32")).dtype
    dtype('int64')
    """
    if column.dtype.kind in "iu":
        return column.astype(np.int64)
    if column.dtype.kind == "M":
        return column.astype("datetime64[D]")
    return column


def firsts(*keys: npt.NDArray[Any]) -> Flags:
    """Flag the first row of every run of equal keys; the rows must be sorted by them.

    >>> firsts(np.array([1, 1, 2])).tolist()
    [True, False, True]
    """
    begins = np.zeros(len(keys[0]), bool)
    begins[:1] = True
    for key in keys:
        begins[1:] |= key[1:] != key[:-1]
    return begins
