"""From weighed pairs to persons: records are gathered while, all in all, they speak for being one person.

A single strong pair between two groups of records does not join them if the other pairs speak against it: that is how a
brother's mistyped record would make one person of two. Groups are joined in the order of the mean weight of the pairs
between them, as long as it is above nought (average linkage).
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.clusters import chains

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

UNSEEN = -2.0  # bits of a pair that shared no key, and so was never compared
MOST, AGAINST = 10.0, 4.0  # bits: no one pair weighs more for, or against: two bad copies of one person are unlike


def gather_people(count: int, one: Codes, other: Codes, weight: Numbers, least: float) -> Codes:
    """Give the person of each of `count` records, named by its lowest record.

    Args:
        count: of the records.
        one: the lower record of each pair, sorted; `other` the higher.
        other: see there.
        weight: in bits, prior included.
        least: bits from which on a pair can join two records.
    """
    strong = weight >= least
    chain = chains(count, one[strong], other[strong])
    size = np.bincount(chain, minlength=count)
    inside = (chain[one] == chain[other]) & (size[chain[one]] > 2)
    person = chain.copy()
    person[size[chain] > 2] = np.flatnonzero(size[chain] > 2)
    order = np.flatnonzero(inside)[np.argsort(chain[one[inside]], kind="stable")]
    starts = np.flatnonzero(np.diff(chain[one[order]])) + 1
    for rows in np.split(order, starts):
        shifted = np.clip(weight[rows] - least, -AGAINST, MOST)
        _agglomerate(person, one[rows].tolist(), other[rows].tolist(), shifted.tolist())
    return person


def _agglomerate(person: Codes, one: list[int], other: list[int], weight: list[float]) -> None:
    """Join the records of a chain, the surest first, and write who is who into `person`."""
    between: dict[int, dict[int, float]] = {}
    for a, b, bits in zip(one, other, weight, strict=True):
        between.setdefault(a, {})[b] = bits - UNSEEN
        between.setdefault(b, {})[a] = bits - UNSEEN
    members = {node: [node] for node in between}
    heap = [(-(bits + UNSEEN), a, b) for a, b, bits in zip(one, other, (w - UNSEEN for w in weight), strict=True)]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if negative >= 0:
            break
        if b not in between.get(a, {}) or -negative != _mean(between, members, a, b):
            continue
        _merge(between, members, a, b)
        for c in sorted(between[a]):
            heapq.heappush(heap, (-_mean(between, members, a, c), min(a, c), max(a, c)))
    for node, group in members.items():
        person[group] = node


def _mean(between: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> float:
    """Give the mean weight of all pairs between two groups; those never compared count as unlikely."""
    return between[a][b] / (len(members[a]) * len(members[b])) + UNSEEN


def _merge(between: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> None:
    """Put group b into group a, the lower."""
    for c, total in between.pop(b).items():
        del between[c][b]
        if c != a:
            between[a][c] = between[c][a] = between[a].get(c, 0.0) + total
    members[a] += members.pop(b)
