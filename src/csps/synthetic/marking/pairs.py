"""Pairs of records, counted without listing them.

Two records are a true pair if they are about the same person, and a claimed pair if linkage gave them the same one.
Borough-wide there are millions of pairs, and listing them is never needed: records that agree are sorted into heaps, and
a heap of n holds n (n - 1) / 2 pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

Labels = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Agreement:
    """How well claimed pairs and true pairs agree.

    Args:
        true: pairs of records of one person, or of people of one family.
        claimed: pairs that csps put together.
        right: pairs that are both.

    Attributes:
        precision: share of the claimed pairs that are true.
        recall: share of the true pairs that were claimed.
    """

    true: float
    claimed: float
    right: float
    precision: float | None = field(init=False)
    recall: float | None = field(init=False)

    def __post_init__(self) -> None:
        """Work out the shares; a share of nothing is None."""
        object.__setattr__(self, "precision", self.right / self.claimed if self.claimed else None)
        object.__setattr__(self, "recall", self.right / self.true if self.true else None)

    def __add__(self, other: Agreement) -> Agreement:
        """Take other pairs together with these."""
        return Agreement(self.true + other.true, self.claimed + other.claimed, self.right + other.right)

    def __sub__(self, part: Agreement) -> Agreement:
        """Leave out a part of the pairs, to see the rest."""
        return Agreement(self.true - part.true, self.claimed - part.claimed, self.right - part.right)


def heaps(*labels: Labels) -> npt.NDArray[np.int64]:
    """Number the records so that two have the same number if all their labels agree.

    >>> heaps(np.array([7, 7, 5]), np.array([1, 1, 1])).tolist()
    [1, 1, 0]
    """
    number = np.zeros(len(labels[0]), dtype=np.int64)
    for label in labels:
        distinct, place = np.unique(label, return_inverse=True)
        _, number = np.unique(number * max(1, len(distinct)) + place, return_inverse=True)
    return number


def pairs_within(*labels: Labels) -> int:
    """Count the pairs of records that agree in every label.

    >>> pairs_within(np.array([1, 1, 1, 2]))
    3
    """
    size = np.bincount(heaps(*labels))
    return int((size * (size - 1) // 2).sum())


def pairs_across(side: Labels, *labels: Labels) -> int:
    """Count the pairs that agree in every label but lie on different sides, for example in different agencies.

    >>> pairs_across(np.array([0, 0, 1]), np.array([4, 4, 4]))
    2
    """
    return pairs_within(*labels) - pairs_within(*labels, side)


def pairs_touching(side: Labels, sides: int, *labels: Labels) -> npt.NDArray[np.int64]:
    """Count, for each side, the pairs that agree in every label and have one end on that side and one elsewhere.

    Args:
        side: of each record, 0 to `sides` - 1.
        sides: how many there are.
        labels: what must agree.

    >>> pairs_touching(np.array([0, 0, 1]), 2, np.array([4, 4, 4])).tolist()
    [2, 2]
    """
    heap = heaps(*labels)
    size = np.bincount(heap)
    cell, first = np.unique(heap * sides + side, return_index=True)
    here = np.bincount(np.searchsorted(cell, heap * sides + side), minlength=len(cell))
    return np.bincount(side[first], weights=here * (size[heap[first]] - here), minlength=sides).astype(np.int64)


def agreement(claimed: Labels, person: Labels) -> Agreement:
    """Compare claimed persons with true ones, record by record in the same order.

    >>> agreement(claimed=np.array([1, 1, 1]), person=np.array([5, 5, 6])).precision
    0.3333333333333333
    """
    return Agreement(pairs_within(person), pairs_within(claimed), pairs_within(claimed, person))


def agreement_by_group(claimed: Labels, person: Labels, group: Labels) -> Mapping[int, Agreement]:
    """Compare within groups of people. Every person is of one group, so a true pair lies within a group.

    A claimed pair may join two groups by mistake: it then counts half in each, so that the groups add up to the whole.

    Args:
        claimed: person that linkage gave each record.
        person: true person of each record.
        group: group of that true person.
    """
    heap = heaps(claimed)
    size = np.bincount(heap)
    found = {}
    for value in np.unique(group).tolist():
        here = group == value
        ends = int((size[heap[here]] - 1).sum())
        found[value] = Agreement(pairs_within(person[here]), ends / 2, pairs_within(claimed[here], person[here]))
    return found
