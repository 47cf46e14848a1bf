"""From likeness to persons: what can be nobody's pair is struck out, the dated are gathered, and the undated join them.

Two heaps with dates of birth are one person only if births and forenames agree: a parent and a child of one name differ in
the first, twins in the second, and no likeness of home and surname makes up for either. A heap without a date of birth
joins the person it is most like, if no other person comes near: "J Smith" in a home of John and Jane joins neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.clusters import NONE, gather

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.workbench import Columns, Workbench

    Codes = npt.NDArray[np.int64]
    Weights = npt.NDArray[np.float64]

DATED, UNDATED, JOINING, MARGIN = 6.0, 7.0, 5.0, 3.0  # bits; measured: see the benchmark of linkage
# A pair is struck out by births, twins, sexes, ages, or by standing side by side in one claim, account or case.
PAIRS = """
    SELECT one, other, weight, here.born IS NOT NULL AS one_dated, there.born IS NOT NULL AS other_dated
    FROM likeness JOIN feature AS here ON here.unique_id = one JOIN feature AS there ON there.unique_id = other
    WHERE coalesce(births_agree(here.born, there.born), true)
      AND (here.sex IS NULL OR there.sex IS NULL OR here.sex = there.sex OR here.forename = there.forename)
      AND coalesce(here.born <= there.born_by, true) AND coalesce(there.born <= here.born_by, true)
      AND (coalesce(here.forename = there.forename, here.initial = there.initial, true)
           OR list_has_any(here.forenames, there.forenames)
           OR jaro_winkler_similarity(here.forename, there.forename) >= 0.85)
      AND NOT (here.born IS NULL AND there.born IS NULL AND (one, other) IN (FROM side_by_side))
    ORDER BY one, other
"""
SIDE_BY_SIDE = """
    SELECT DISTINCT least(here.heap, there.heap) AS one, greatest(here.heap, there.heap) AS other
    FROM member AS mine JOIN member AS theirs USING (unit)
    JOIN heap AS here ON here.record = mine.record JOIN heap AS there ON there.record = theirs.record
    WHERE here.heap <> there.heap
"""


def find_people(bench: Workbench, marks: list[Codes]) -> Codes:
    """Give the person of each record, named by a record, from `heap`, `feature`, `likeness` and `member`.

    Args:
        bench: with those tables.
        marks: of each record, what keeps persons apart (`ties.marks_apart`).
    """
    bench.make("side_by_side", SIDE_BY_SIDE)
    pairs = bench.columns(PAIRS)
    bench.clear("side_by_side", "member", "feature")
    heap = bench.columns("SELECT heap FROM heap ORDER BY record")["heap"].astype(np.int64)
    held = [np.full(len(heap), NONE) for _ in marks]
    for kept, mark in zip(held, marks, strict=True):
        np.maximum.at(kept, heap, mark)
    dated = _between(pairs, True, True, DATED)
    person = gather(len(heap), dated, held)
    undated = gather(len(heap), _between(pairs, False, False, UNDATED), held)
    joined = _joined(person, undated, pairs)
    return joined[heap]


def _between(pairs: Columns, one: bool, other: bool, least: float) -> tuple[Codes, Codes, Weights]:  # noqa: FBT001 - two sides
    """Give the pairs whose sides are dated or not, from a weight on."""
    rows = (pairs["one_dated"] == one) & (pairs["other_dated"] == other) & (pairs["weight"] >= least)
    return pairs["one"][rows].astype(np.int64), pairs["other"][rows].astype(np.int64), pairs["weight"][rows]


def _joined(person: Codes, group: Codes, pairs: Columns) -> Codes:
    """Let each group of undated heaps join the dated person it is most like, if the next is further by the margin."""
    mixed = (pairs["one_dated"] != pairs["other_dated"]) & (pairs["weight"] >= JOINING - MARGIN)
    one, other = pairs["one"][mixed].astype(np.int64), pairs["other"][mixed].astype(np.int64)
    first_is_dated = pairs["one_dated"][mixed].astype(bool)
    known = person[np.where(first_is_dated, one, other)]
    seeking = group[np.where(first_is_dated, other, one)]
    weight = pairs["weight"][mixed]
    order = np.lexsort((known, -weight, seeking))
    known, seeking, weight = known[order], seeking[order], weight[order]
    begins = np.r_[True, seeking[1:] != seeking[:-1]] if len(seeking) else np.zeros(0, bool)
    place = np.cumsum(begins) - 1
    best, best_weight, who = known[begins], weight[begins], seeking[begins]
    rival = np.full(len(best), -np.inf)
    others = known != best[place] if len(best) else np.zeros(0, bool)
    np.maximum.at(rival, place[others], weight[others])
    sure = (best_weight >= JOINING) & (best_weight - rival >= MARGIN)
    joined = np.where(group != np.arange(len(group)), group, person)
    target = np.arange(len(group))
    target[who[sure]] = best[sure]
    return target[joined]
