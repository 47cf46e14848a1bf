"""Records gathered into persons along their ties, without ever gathering what cannot be one person.

Ties are taken from the strongest to the weakest, and one that would bring a contradiction into a person (two trusted
numbers of one kind, both sides of an adoption, a pair that is never one person) is left out: that is, a chain that
contradicts itself is cut where it is weakest. Only the few chains that hold a contradiction are walked through tie by tie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    Codes = npt.NDArray[np.int64]
    Weights = npt.NDArray[np.float64]
    Ties = tuple[Codes, Codes, Weights]
    Pairs = tuple[Codes, Codes]

NONE = -1
NOBODY: Pairs = (np.zeros(0, np.int64), np.zeros(0, np.int64))


def gather(
    count: int, ties: tuple[Codes, Codes, npt.NDArray[Any]], apart: Sequence[Codes], never: Pairs = NOBODY
) -> Codes:
    """Give the person of each of `count` nodes, named by the lowest node in it.

    Args:
        count: of the nodes.
        ties: two nodes and a weight each; of equal weights the one with the lower nodes is the stronger.
        apart: marks of each node, -1 for none; a person never holds two different marks of one list.
        never: pairs of nodes that are never of one person.

    >>> left, right, weight = np.array([0, 1]), np.array([1, 2]), np.array([9.0, 5.0])
    >>> gather(3, (left, right, weight), []).tolist()
    [0, 0, 0]
    >>> gather(3, (left, right, weight), [np.array([7, -1, 8])]).tolist()
    [0, 0, 2]
    >>> gather(3, (left, right, weight), [], (np.array([0]), np.array([2]))).tolist()
    [0, 0, 2]
    """
    left, right, weight = ties
    chain = chains(count, left, right)
    torn = np.zeros(count, bool)
    for marks in apart:
        torn |= _holding_two(chain, marks)
    within = chain[never[0]] == chain[never[1]]
    torn[np.isin(chain, chain[never[0][within]])] = True
    walked = torn[left]
    person = np.where(torn, np.arange(count), chain)
    rows = np.flatnonzero(walked)
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = rows[np.lexsort((high[rows], low[rows], -weight[rows]))]
    pairs = list(zip(left[order].tolist(), right[order].tolist(), strict=True))
    return _walk(person, pairs, apart, zip(never[0][within].tolist(), never[1][within].tolist(), strict=True))


def chains(count: int, left: Codes, right: Codes) -> Codes:
    """Give the connected part of each node, named by its lowest node."""
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(count, count))
    _, part = connected_components(graph, directed=False)
    _, first = np.unique(part, return_index=True)
    lowest: Codes = first[part].astype(np.int64) if count else np.zeros(0, np.int64)
    return lowest


def spanning(count: int, ties: Ties) -> Codes:
    """Give the numbers of the ties that hold everything together which all of them do, the strongest that can.

    Of two ties between the same nodes, or of equal ones on a circle, the earlier one is given.

    >>> spanning(3, (np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([9.0, 2.0, 5.0]))).tolist()
    [0, 2]
    """
    left, right, weight = ties
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((-weight, high, low))
    first = np.ones(len(order), bool)
    first[1:] = (low[order][1:] != low[order][:-1]) | (high[order][1:] != high[order][:-1])
    kept = order[first]
    if not len(kept):
        return np.zeros(0, np.int64)
    rank = np.empty(len(kept), np.int64)
    rank[np.lexsort((kept, -weight[kept]))] = np.arange(1, len(kept) + 1)  # no two alike, and nought would be no tie
    tree = minimum_spanning_tree(coo_array((rank, (low[kept], high[kept])), shape=(count, count)).tocsr())
    found: Codes = np.sort(kept[np.argsort(rank)[tree.data.astype(np.int64) - 1]])
    return found


def _holding_two(chain: Codes, marks: Codes) -> npt.NDArray[np.bool_]:
    """Say of each node whether its chain holds two different marks."""
    count = len(chain)
    marked = marks != NONE
    low, high = np.full(count, np.iinfo(np.int64).max), np.full(count, NONE)
    np.minimum.at(low, chain[marked], marks[marked])
    np.maximum.at(high, chain[marked], marks[marked])
    two: npt.NDArray[np.bool_] = ((high != NONE) & (low != high))[chain]
    return two


class _Parts:
    """Nodes joined step by step: what each part holds, and which parts it is never joined with."""

    def __init__(self, nodes: Sequence[int], apart: Sequence[Codes], never: Sequence[tuple[int, int]]) -> None:
        self._parent = {node: node for node in nodes}
        self._marks = {
            node: {kind: int(marks[node]) for kind, marks in enumerate(apart) if marks[node] != NONE} for node in nodes
        }
        self._shunned: dict[int, set[int]] = {node: set() for node in nodes}
        for one, other in never:
            self._shunned[one].add(other)
            self._shunned[other].add(one)

    def root(self, node: int) -> int:
        """Give the lowest node of a node's part."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, one: int, other: int) -> None:
        """Join the parts of two nodes, unless they contradict each other."""
        low, high = sorted((self.root(one), self.root(other)))
        marks = self._marks[low]
        if low == high or any(marks.get(kind, mark) != mark for kind, mark in self._marks[high].items()):
            return
        if any(self.root(shunned) == low for shunned in self._shunned[high]):
            return
        self._parent[high] = low
        self._marks[low] = marks | self._marks.pop(high)
        self._shunned[low] |= self._shunned.pop(high)


def _walk(person: Codes, pairs: Sequence[tuple[int, int]], apart: Sequence[Codes], never: Any) -> Codes:
    """Join pair by pair what may be joined, and give the lowest node of everybody."""
    shunned = list(never)
    nodes = sorted({node for pair in (*pairs, *shunned) for node in pair})
    parts = _Parts(nodes, apart, shunned)
    for one, other in pairs:
        parts.join(one, other)
    joined = person.copy()
    for node in nodes:
        joined[node] = parts.root(node)
    return joined
