"""Records gathered into persons along their ties, without ever gathering what cannot be one person.

Ties are taken from the strongest to the weakest, and one that would bring a contradiction into a person (two trusted
numbers of one kind, both sides of an adoption) is left out: that is, a chain that contradicts itself is cut where it is
weakest. Only the few chains that hold a contradiction are walked through tie by tie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Sequence

    Codes = npt.NDArray[np.int64]

NONE = -1


def gather(count: int, ties: tuple[Codes, Codes, npt.NDArray[Any]], apart: Sequence[Codes]) -> Codes:
    """Give the person of each of `count` nodes, named by the lowest node in it.

    Args:
        count: of the nodes.
        ties: two nodes and a weight each; of equal weights the one with the lower nodes is the stronger.
        apart: marks of each node, -1 for none; a person never holds two different marks of one list.

    >>> left, right, weight = np.array([0, 1]), np.array([1, 2]), np.array([9.0, 5.0])
    >>> gather(3, (left, right, weight), []).tolist()
    [0, 0, 0]
    >>> gather(3, (left, right, weight), [np.array([7, -1, 8])]).tolist()
    [0, 0, 2]
    """
    left, right, weight = ties
    chain = chains(count, left, right)
    torn = np.zeros(count, bool)
    for marks in apart:
        torn |= _holding_two(chain, marks)
    walked = torn[left]
    person = np.where(torn, np.arange(count), chain)
    rows = np.flatnonzero(walked)
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = rows[np.lexsort((high[rows], low[rows], -weight[rows]))]
    return _walk(person, list(zip(left[order].tolist(), right[order].tolist(), strict=True)), apart)


def chains(count: int, left: Codes, right: Codes) -> Codes:
    """Give the connected part of each node, named by its lowest node."""
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(count, count))
    _, part = connected_components(graph, directed=False)
    _, first = np.unique(part, return_index=True)
    lowest: Codes = first[part].astype(np.int64) if count else np.zeros(0, np.int64)
    return lowest


def _holding_two(chain: Codes, marks: Codes) -> npt.NDArray[np.bool_]:
    """Say of each node whether its chain holds two different marks."""
    count = len(chain)
    marked = marks != NONE
    low, high = np.full(count, np.iinfo(np.int64).max), np.full(count, NONE)
    np.minimum.at(low, chain[marked], marks[marked])
    np.maximum.at(high, chain[marked], marks[marked])
    two: npt.NDArray[np.bool_] = ((high != NONE) & (low != high))[chain]
    return two


def _walk(person: Codes, pairs: Sequence[tuple[int, int]], apart: Sequence[Codes]) -> Codes:
    """Join pair by pair what may be joined, and give the lowest node of everybody."""
    parent = {node: node for pair in pairs for node in pair}
    held = {
        node: {kind: int(marks[node]) for kind, marks in enumerate(apart) if marks[node] != NONE} for node in parent
    }

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        if low != high and all(held[low].get(kind, mark) == mark for kind, mark in held[high].items()):
            parent[high] = low
            held[low] |= held.pop(high)
    joined = person.copy()
    for node in parent:
        joined[node] = root(node)
    return joined
