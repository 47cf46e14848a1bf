"""Chances of events that do not depend on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from csps.synthetic.lives.registers import Column


def either(one: Column, other: Column) -> Column:
    """Give the chance that at least one of two events comes.

    >>> float(either(np.array(0.5), np.array(0.5)))
    0.75
    """
    chance: Column = 1 - (1 - one) * (1 - other)
    return chance


def at_least(chances: Collection[Column], number: int) -> Column:
    """Give the chance that at least `number` of several events come.

    >>> at_least([np.array([0.5]), np.array([0.5]), np.array([0.5])], 3).tolist()
    [0.125]
    """
    shape = np.broadcast_shapes(*(np.shape(chance) for chance in chances))
    exactly = [np.ones(shape), *(np.zeros(shape) for _ in range(number - 1))]  # so many of the events looked at so far
    for chance in chances:
        for count in reversed(range(number)):
            exactly[count] = exactly[count] * (1 - chance) + (exactly[count - 1] * chance if count else 0.0)
    result: Column = 1 - np.sum(exactly, axis=0)
    return result
