"""Pairs of persons who may be one: noted for whoever reviews links, shown to no practitioner, and no family rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.judged import judged

if TYPE_CHECKING:
    from csps.linkage.likely import Persons
    from csps.linkage.thresholds import Thresholds
    from csps.linkage.workbench import Workbench

# A pair that somebody judged is no longer in question, and nothing outside the vault joins the sides of an adoption.
POSSIBLE = """
    SELECT least(here.person_id, there.person_id) AS person_id, greatest(here.person_id, there.person_id) AS other_person_id,
           max(weight) AS match_weight, CASE WHEN max(weight) < ? THEN 'weak' ELSE 'contradicted' END AS doubt
    FROM near JOIN heap_id AS here ON here.heap = one JOIN heap_id AS there ON there.heap = other
    WHERE here.person_id NOT IN (FROM of_adopted) AND there.person_id NOT IN (FROM of_adopted)
          AND (least(here.person_id, there.person_id), greatest(here.person_id, there.person_id)) NOT IN (FROM told_apart)
    GROUP BY 1, 2
"""
ADOPTED = "SELECT DISTINCT person_id FROM record_link JOIN adopted USING (record_id)"
HEAP_ID = "SELECT heap, person_id FROM heap_person JOIN kept USING (who)"
TOLD_APART = """
    SELECT DISTINCT least(here.person_id, there.person_id) AS one, greatest(here.person_id, there.person_id) AS other
    FROM apart JOIN record AS mine ON mine.record = one JOIN record AS theirs ON theirs.record = other
    JOIN record_link AS here ON here.record_id = mine.record_id JOIN record_link AS there ON there.record_id = theirs.record_id
"""


def find_possible_links(bench: Workbench, persons: Persons, thresholds: Thresholds) -> None:
    """Make the table `possible_link` in the shape of the lake; `name_persons` must have run.

    Args:
        bench: with `record_link`, `heap_person`, `kept`, `adopted` and `judged`.
        persons: who is who.
        thresholds: from which weight on a pair is possible.
    """
    left, right, weight = persons.pairs
    near = np.flatnonzero((persons.person[left] != persons.person[right]) & (weight >= thresholds.possible))
    bench.lay("near", {"one": left[near], "other": right[near], "weight": weight[near]})
    one, other = judged(bench, same=False)
    bench.lay("apart", {"one": one, "other": other})
    bench.make("told_apart", TOLD_APART)
    bench.make("heap_id", HEAP_ID)
    bench.make("of_adopted", ADOPTED)
    bench.make("possible_link", POSSIBLE, [thresholds.joining])
    bench.clear("near", "apart", "told_apart", "heap_id", "of_adopted")
