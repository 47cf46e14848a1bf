"""Pieces of formulas: sums of measures, and conditions as numbers, in the one size that features are stored in."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis


def total(found: Sequence[ibis.Value]) -> ibis.Value:
    """Add values up."""
    return functools.reduce(operator.add, found)


def one_where(condition: ibis.Value) -> ibis.Value:
    """Give 1 where a condition holds, and 0 where it does not or cannot be told.

    It is cast, because an engine gives a literal 1 a smaller number than Ibis believes, and Ibis then casts nothing.
    """
    return condition.fill_null(False).cast("int64")


def above_nought(found: Sequence[ibis.Value]) -> ibis.Value:
    """Count the values above 0."""
    return total([one_where(each > 0) for each in found])
