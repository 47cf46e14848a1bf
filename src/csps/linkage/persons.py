"""Persons and whose record is whose, as the lake may know them: under pseudonyms, with a month of birth and no name.

A person is named after their anchor: the record that was known first. Records that come later do not change it, so that
the name lasts from week to week, unless two persons turn out to be one, or one turns out to be two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.keys import PseudonymKind
from csps.linkage.workbench import texts

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.restrictions import Pseudonyms
    from csps.linkage.workbench import Workbench

SCOPE = "linkage"
BELONGING = """
    SELECT record, record_id, register, who,
           first_value(record_id) OVER (PARTITION BY who ORDER BY first_known, record_id) AS anchor
    FROM record JOIN whose USING (record)
"""
# Records that hold nothing to link by, such as an unborn child's, are persons too.
NAMELESS = """
    SELECT DISTINCT record_id, 'feeds.ssd_person' AS register FROM ssd_person WHERE record_id NOT IN (SELECT record_id FROM record)
"""
ANCHORS = "SELECT anchor FROM belonging UNION SELECT record_id FROM nameless ORDER BY 1"
STRONGEST = """
    SELECT unit, max(weight) AS weight FROM (
        SELECT one AS unit, other AS partner, weight FROM likeness UNION ALL SELECT other, one, weight FROM likeness
    ) JOIN heap_person AS here ON here.heap = unit JOIN heap_person AS there ON there.heap = partner
    WHERE here.who = there.who GROUP BY unit
"""
RECORD_LINK = """
    SELECT record_id, person_id, register,
           CASE WHEN numbered.record IS NOT NULL THEN 'number' WHEN count(*) OVER (PARTITION BY who) = 1 THEN 'alone'
                ELSE 'likeness' END AS tie,
           weight AS match_weight
    FROM belonging JOIN anchor_person USING (anchor) JOIN heap USING (record)
    LEFT JOIN strongest ON strongest.unit = heap.heap LEFT JOIN numbered USING (record)
    UNION ALL SELECT record_id, person_id, register, 'alone', NULL FROM nameless JOIN anchor_person ON anchor = record_id
"""
NUMBERED = """
    SELECT DISTINCT record FROM (SELECT one AS record, other AS partner FROM tie WHERE strength > ?
                                 UNION ALL SELECT other, one FROM tie WHERE strength > ?)
    JOIN whose AS here USING (record) JOIN whose AS there ON there.record = partner WHERE here.who = there.who
"""
MONTHS = """
    SELECT person_id, strftime(born, '%Y-%m') AS month_of_birth, count(*) AS records, count(*) FILTER (NOT is_placeholder(born)) AS sure
    FROM record_link JOIN record USING (record_id) WHERE born IS NOT NULL GROUP BY 1, 2
    QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY sure DESC, records DESC, month_of_birth) = 1
"""
PERSON = """
    SELECT person_id, any_value(month_of_birth) AS month_of_birth, count(*) AS records, count(DISTINCT register) AS registers
    FROM record_link LEFT JOIN month USING (person_id) GROUP BY person_id ORDER BY person_id
"""


def name_persons(bench: Workbench, vault: Pseudonyms, whose: npt.NDArray[np.int64], number_strength: float) -> None:
    """Make the tables `record_link` and `person` in the shape of the lake.

    Args:
        bench: with `record`, `heap`, `tie` and `likeness`.
        vault: gives the pseudonyms.
        whose: of each record, a record that stands for its person.
        number_strength: ties stronger than this rest on a number.
    """
    bench.lay("whose", {"record": np.arange(len(whose)), "who": whose})
    bench.make("belonging", BELONGING)
    bench.make("nameless", NAMELESS)
    anchors = texts(bench.columns(ANCHORS)["anchor"])
    pseudonyms = vault.pseudonyms(PseudonymKind.PERSON, SCOPE, anchors)
    bench.lay("anchor_person", {"anchor": _texts(anchors), "person_id": _texts(pseudonyms)})
    bench.make("heap_person", "SELECT DISTINCT heap, who FROM heap JOIN whose USING (record)")
    bench.make("strongest", STRONGEST)
    bench.make("numbered", NUMBERED, [number_strength, number_strength])
    bench.make("record_link", RECORD_LINK)
    bench.make("month", MONTHS)
    bench.make("person", PERSON)


def _texts(values: list[str]) -> npt.NDArray[np.object_]:
    return np.array(values, dtype=object)
