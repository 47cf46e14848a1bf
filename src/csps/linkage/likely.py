"""From likeness to persons: what can be nobody's pair is struck out, the dated are gathered, and the undated join them.

Two heaps with dates of birth are one person only if births and forenames agree: a parent and a child of one name differ in
the first, twins in the second, and no likeness of home and surname makes up for either, nor does a third heap that is like
both. Births agree but for one slip, or, under one and the same forename, where two of day, month and year are the same
within ten years. A heap without a date of birth joins the person it is most like, if no other person comes near: "J Smith" in a home of
John and Jane joins neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.domain.errors import ContractError
from csps.linkage.clusters import NONE, chains, gather, spanning
from csps.linkage.judged import judged
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.thresholds import Thresholds
    from csps.linkage.workbench import Columns, Workbench

    Codes = npt.NDArray[np.int64]
    Weights = npt.NDArray[np.float64]
    Ties = tuple[Codes, Codes, Weights]

# Two heaps can be one person unless births, twins, sexes or ages speak against it.
POSSIBLE = """
    (coalesce(births_agree(here.born, there.born), true)
     OR here.forename = there.forename AND births_near(here.born, there.born))
    AND (here.sex IS NULL OR there.sex IS NULL OR here.sex = there.sex OR here.forename = there.forename)
    AND coalesce(here.born <= there.born_by, true) AND coalesce(there.born <= here.born_by, true)
    AND (coalesce(here.forename = there.forename, here.initial = there.initial, true)
         OR list_has_any(here.forenames, there.forenames)
         OR jaro_winkler_similarity(here.forename, there.forename) >= 0.85
         OR (here.born = there.born AND is_short_for(here.forename, there.forename)))
"""
# Nor are two without a birth who stand side by side in one claim, account or case.
PAIRS = f"""
    SELECT one, other, weight, here.born IS NOT NULL AS one_dated, there.born IS NOT NULL AS other_dated
    FROM likeness JOIN feature AS here ON here.unique_id = one JOIN feature AS there ON there.unique_id = other
    WHERE {POSSIBLE} AND NOT (here.born IS NULL AND there.born IS NULL AND (one, other) IN (FROM side_by_side))
    ORDER BY one, other
"""  # noqa: S608 - our words
SIDE_BY_SIDE = """
    SELECT DISTINCT least(here.heap, there.heap) AS one, greatest(here.heap, there.heap) AS other
    FROM member AS mine JOIN member AS theirs USING (unit)
    JOIN heap AS here ON here.record = mine.record JOIN heap AS there ON there.record = theirs.record
    WHERE here.heap <> there.heap
"""
# What a chain brings together though it can be nobody: by way of a third.
IMPOSSIBLE = f"""
    SELECT one, other FROM (
        SELECT mine.heap AS one, theirs.heap AS other FROM chained AS mine JOIN chained AS theirs
        ON mine.chain = theirs.chain AND mine.heap < theirs.heap
    ) JOIN feature AS here ON here.unique_id = one JOIN feature AS there ON there.unique_id = other
    WHERE NOT ({POSSIBLE}) OR (here.born IS NULL AND there.born IS NULL AND (one, other) IN (FROM side_by_side))
    ORDER BY one, other
"""  # noqa: S608 - our words
DATED_FIRST, UNDATED_NEXT = 2000.0, 1000.0  # added to weights, so that whoever joins comes last


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is who, and on what it rests.

    Args:
        person: of each record, a record that stands for its person.
        ties: pairs of heaps that were taken for one person, with their weight in bits; not all of them hold.
        pairs: every pair of heaps that is possible, with its weight.
        never: pairs of heaps that were kept apart though others would have brought them together.
    """

    person: Codes
    ties: Ties
    pairs: Ties
    never: tuple[Codes, Codes]


def find_persons(bench: Workbench, marks: list[Codes], thresholds: Thresholds) -> Persons:
    """Give the person of each record from `heap`, `feature`, `likeness`, `member` and `judged`.

    Args:
        bench: with those tables.
        marks: of each record, what keeps persons apart (`ties.marks_apart`).
        thresholds: from which weight on two heaps are one person.
    """
    bench.make("side_by_side", SIDE_BY_SIDE)
    pairs = bench.columns(PAIRS)
    heap = bench.columns("SELECT heap FROM heap ORDER BY record")["heap"].astype(np.int64)
    held = [np.full(len(heap), NONE) for _ in marks]
    for kept, mark in zip(held, marks, strict=True):
        np.maximum.at(kept, heap, mark)
    dated = _between(pairs, True, True, thresholds.dated)
    undated = _between(pairs, False, False, thresholds.undated)
    one, other = judged(bench, same=False)
    never = _never(bench, len(heap), (dated, undated), (heap[one], heap[other]))
    person = gather(len(heap), dated, held, never)
    group = gather(len(heap), undated, held, never)
    joining = _joining(person, group, pairs, thresholds)
    ties = _together((dated, undated, joining), (0.0, 0.0, 0.0))
    ranked = _together((dated, undated, joining), (DATED_FIRST, UNDATED_NEXT, 0.0))
    found = gather(len(heap), ranked, held, never)
    bench.clear("side_by_side", "member", "feature")
    every = (pairs["one"].astype(np.int64), pairs["other"].astype(np.int64), pairs["weight"].astype(np.float64))
    return Persons(found[heap], ties, every, never)


def _between(pairs: Columns, one: bool, other: bool, least: float) -> Ties:  # noqa: FBT001 - two sides
    """Give the pairs whose sides are dated or not, from a weight on."""
    rows = (pairs["one_dated"] == one) & (pairs["other_dated"] == other) & (pairs["weight"] >= least)
    return pairs["one"][rows].astype(np.int64), pairs["other"][rows].astype(np.int64), pairs["weight"][rows]


def _together(parts: tuple[Ties, ...], more: tuple[float, ...]) -> Ties:
    """Give ties one after another, each part a little stronger than it is."""
    left, right = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    return left, right, np.concatenate([part[2] + extra for part, extra in zip(parts, more, strict=True)])


def _never(
    bench: Workbench, count: int, ties: tuple[Ties, Ties], judgements: tuple[Codes, Codes]
) -> tuple[Codes, Codes]:
    """Give the pairs of heaps that are never one person, of those that chains of ties would bring together, and the judged."""
    one, other = [judgements[0]], [judgements[1]]
    for left, right, _ in ties:
        chain = chains(count, left, right)
        several = np.flatnonzero(np.bincount(chain, minlength=count)[chain] > 2)
        bench.lay("chained", {"heap": several, "chain": chain[several]})
        found = bench.columns(IMPOSSIBLE)
        one.append(found["one"].astype(np.int64))
        other.append(found["other"].astype(np.int64))
        bench.clear("chained")
    return np.concatenate(one), np.concatenate(other)


def _joining(person: Codes, group: Codes, pairs: Columns, thresholds: Thresholds) -> Ties:
    """Give the ties by which groups of undated heaps join the dated person they are most like.

    Only where the next person is further by the margin: else nobody can say which of the two is meant.
    """
    mixed = (pairs["one_dated"] != pairs["other_dated"]) & (pairs["weight"] >= thresholds.joining - thresholds.margin)
    one, other = pairs["one"][mixed].astype(np.int64), pairs["other"][mixed].astype(np.int64)
    first_is_dated = pairs["one_dated"][mixed].astype(bool)
    dated, undated = np.where(first_is_dated, one, other), np.where(first_is_dated, other, one)
    known, seeking, weight = person[dated], group[undated], pairs["weight"][mixed]
    order = np.lexsort((undated, dated, known, -weight, seeking))
    known, seeking, weight, dated, undated = (each[order] for each in (known, seeking, weight, dated, undated))
    begins = np.r_[True, seeking[1:] != seeking[:-1]] if len(seeking) else np.zeros(0, bool)
    place = np.cumsum(begins) - 1
    best = np.flatnonzero(begins)
    rival = np.full(len(best), -np.inf)
    others = known != known[best][place] if len(best) else np.zeros(0, bool)
    np.maximum.at(rival, place[others], weight[others])
    sure = best[(weight[best] >= thresholds.joining) & (weight[best] - rival >= thresholds.margin)]
    return dated[sure], undated[sure], weight[sure]


def refuse_crowds(bench: Workbench, persons: Persons, most: int) -> None:
    """Refuse a person of more records than a person has: most likely a few weak ties hold several people together.

    Raises:
        ContractError: there is one; the weakest tie of the largest is named.
    """
    size = np.bincount(persons.person) if len(persons.person) else np.zeros(1, np.int64)
    crowds = np.flatnonzero(size > most)
    if not len(crowds):
        return
    worst = int(crowds[np.argmax(size[crowds])])
    left, right, weight = persons.ties
    within = np.flatnonzero((persons.person[left] == worst) & (persons.person[right] == worst))
    held = within[spanning(len(persons.person), (left[within], right[within], weight[within]))]
    said = f"{len(crowds)} persons of more than {most} records would be made, the largest of {size[worst]:,}"
    if not len(held):
        raise ContractError(
            f"{said}; trusted numbers or one name, birth and home tie all of it.",
            next_step="Look at the feed whose numbers repeat, or raise linkage.most_records in programme.toml.",
        )
    weakest = held[np.argmin(weight[held])]
    names = "SELECT record_id FROM record WHERE record IN (?, ?) ORDER BY record"
    one, other = texts(bench.columns(names, [int(left[weakest]), int(right[weakest])])["record_id"])
    raise ContractError(
        f"{said}. Its weakest tie is the one between records {one} and {other}, of {weight[weakest]:.1f} bits.",
        next_step=f"If they are different people, say so with `csps linkage unlink {one} {other}`; else raise "
        "linkage.most_records in programme.toml.",
    )
