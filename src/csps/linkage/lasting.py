"""Persons keep their ids from week to week; where two become one, or one becomes two, it is recorded which id became which.

Of the persons whom the records of an old id now belong to, the one with most of them goes on under it. An id that nobody
had is made from the person's anchor, the record that was known first, so that it is the same on every machine that holds
the key. The two identities of an adoption both get new ids, and nothing says which they had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.keys import PseudonymKind
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    from datetime import date

    from csps.linkage.restrictions import Pseudonyms
    from csps.linkage.workbench import Workbench

SCOPE = "linkage"
OVERLAP = """
    SELECT was.person_id AS was_id, who, count(*) AS records, min(record_id) AS first_record
    FROM was JOIN belonging USING (record_id) GROUP BY was.person_id, who
"""
# Whoever holds a side of an adoption and shares an old id with somebody else has a new life under a new id.
PARTED = """
    SELECT DISTINCT who FROM overlap JOIN belonging USING (who) JOIN adopted USING (record_id)
    WHERE was_id IN (SELECT was_id FROM overlap GROUP BY was_id HAVING count(*) > 1)
"""
PLAIN = """
    SELECT who, was_id AS person_id FROM overlap WHERE who NOT IN (FROM parted)
    QUALIFY count(*) OVER (PARTITION BY was_id) = 1 AND count(*) OVER (PARTITION BY who) = 1
"""
CONTESTED = """
    SELECT was_id, who FROM overlap WHERE who NOT IN (FROM parted) AND who NOT IN (SELECT who FROM kept)
    ORDER BY records DESC, first_record, was_id
"""
UNNAMED = """
    SELECT who, min(anchor) AS anchor FROM belonging WHERE who NOT IN (SELECT who FROM kept) GROUP BY who ORDER BY anchor
"""
TAKEN = "SELECT person_id FROM kept WHERE person_id IN (SELECT unnest(?))"
# What became of an old id: its records are now under another, wholly or in part.
CHANGED = """
    SELECT ?::DATE AS changed_on, was_id AS person_id, person_id AS became_id, records,
           CASE WHEN was_id IN (SELECT person_id FROM kept) THEN
                     CASE WHEN person_id IN (SELECT person_id FROM was) THEN 'moved' ELSE 'split' END
                WHEN count(*) OVER (PARTITION BY was_id) = 1 THEN 'merged' ELSE 'divided' END AS change
    FROM overlap JOIN kept USING (who) WHERE was_id <> person_id AND who NOT IN (FROM parted)
"""


def find_lasting_ids(bench: Workbench, vault: Pseudonyms, week: date) -> None:
    """Make the tables `kept` (who, person_id: of everybody) and `change` from `belonging`, `was` and `adopted`.

    Args:
        bench: with `belonging` (record_id, who, anchor) and `was` (record_id, person_id), what was published last.
        vault: gives the pseudonyms.
        week: that is being made.
    """
    bench.make("overlap", OVERLAP)
    bench.make("parted", PARTED)
    bench.make("kept", PLAIN)
    _settle_contests(bench)
    unnamed = bench.columns(UNNAMED)
    anchors, who = texts(unnamed["anchor"]), unnamed["who"].astype(np.int64)
    ids = _free(bench, vault, anchors, week)
    bench.lay("fresh", {"who": who, "person_id": np.array(ids, dtype=object)})
    bench.add("kept", "SELECT who, person_id::VARCHAR FROM fresh")
    bench.make("change", CHANGED, [week])
    bench.clear("overlap", "parted", "fresh", "was")


def _settle_contests(bench: Workbench) -> None:
    """Let the greatest part of an old id's records decide, one contest after another; there are few."""
    rows = bench.columns(CONTESTED)
    settled: dict[int, str] = {}
    given: set[str] = set()
    for was_id, who in zip(texts(rows["was_id"]), rows["who"].tolist(), strict=True):
        if who not in settled and was_id not in given:
            settled[who] = was_id
            given.add(was_id)
    whos = np.fromiter(settled, np.int64, len(settled))
    bench.lay("settled", {"who": whos, "person_id": np.array(list(settled.values()), dtype=object)})
    bench.add("kept", "SELECT who, person_id::VARCHAR FROM settled")
    bench.clear("settled")


def _free(bench: Workbench, vault: Pseudonyms, anchors: list[str], week: date) -> list[str]:
    """Give an id for each anchor: its own, or, where a person that lost the anchor goes on under that, one of this week."""
    ids = vault.pseudonyms(PseudonymKind.PERSON, SCOPE, anchors)
    taken = set(texts(bench.columns(TAKEN, [ids])["person_id"])) | _parted_ids(bench)
    late = [place for place, one in enumerate(ids) if one in taken]
    others = vault.pseudonyms(PseudonymKind.PERSON, SCOPE, [f"{anchors[place]} {week.isoformat()}" for place in late])
    for place, one in zip(late, others, strict=True):
        ids[place] = one
    return ids


def _parted_ids(bench: Workbench) -> set[str]:
    """Give the ids that persons had who are now apart because of an adoption: nobody has them again."""
    return set(texts(bench.columns("SELECT DISTINCT was_id FROM overlap WHERE who IN (FROM parted)")["was_id"]))
