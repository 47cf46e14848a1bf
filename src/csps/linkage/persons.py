"""Persons and whose record is whose, as the lake may know them: under pseudonyms, with a month of birth and no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.lasting import find_lasting_ids

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from csps.linkage.restrictions import Pseudonyms
    from csps.linkage.workbench import Workbench

# Records that hold nothing to link by, such as an unborn child's, are persons too.
BELONGING = """
    SELECT record, record_id, register, who,
           first_value(record_id) OVER (PARTITION BY who ORDER BY first_known, record_id) AS anchor
    FROM record JOIN whose USING (record)
    UNION ALL SELECT NULL, record_id, 'feeds.ssd_person', -row_number() OVER (ORDER BY record_id), record_id
    FROM (SELECT DISTINCT record_id FROM ssd_person WHERE record_id NOT IN (SELECT record_id FROM record))
"""
STRONGEST = """
    SELECT unit, max(weight) AS weight FROM (
        SELECT one AS unit, other AS partner, weight FROM likeness UNION ALL SELECT other, one, weight FROM likeness
    ) JOIN heap_person AS here ON here.heap = unit JOIN heap_person AS there ON there.heap = partner
    WHERE here.who = there.who GROUP BY unit
"""
RECORD_LINK = """
    SELECT record_id, person_id, register,
           CASE WHEN firm.strength = ? THEN 'judgement' WHEN firm.strength IS NOT NULL THEN 'number'
                WHEN count(*) OVER (PARTITION BY who) = 1 THEN 'alone' ELSE 'likeness' END AS tie,
           weight AS match_weight
    FROM belonging JOIN kept USING (who) LEFT JOIN heap USING (record)
    LEFT JOIN strongest ON strongest.unit = heap.heap LEFT JOIN firm USING (record)
"""
FIRM = """
    SELECT record, max(strength) AS strength FROM (
        SELECT one AS record, other AS partner, strength FROM tie WHERE strength > ?
        UNION ALL SELECT other, one, strength FROM tie WHERE strength > ?
    ) JOIN whose AS here USING (record) JOIN whose AS there ON there.record = partner WHERE here.who = there.who
    GROUP BY record
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


def name_persons(
    bench: Workbench, vault: Pseudonyms, whose: npt.NDArray[np.int64], strengths: tuple[float, float], week: date
) -> None:
    """Make the tables `record_link`, `person` and `change` in the shape of the lake.

    Args:
        bench: with `record`, `heap`, `tie`, `likeness`, `adopted` and `was`.
        vault: gives the pseudonyms.
        whose: of each record, a record that stands for its person.
        strengths: ties stronger than the first rest on a number, those of the second on a judgement.
        week: that is being made.
    """
    bench.lay("whose", {"record": np.arange(len(whose)), "who": whose})
    bench.make("belonging", BELONGING)
    find_lasting_ids(bench, vault, week)
    bench.make("heap_person", "SELECT DISTINCT heap, who FROM heap JOIN whose USING (record)")
    bench.make("strongest", STRONGEST)
    number, judgement = strengths
    bench.make("firm", FIRM, [number, number])
    bench.make("record_link", RECORD_LINK, [judgement])
    bench.make("month", MONTHS)
    bench.make("person", PERSON)
    bench.clear("strongest", "firm", "month")
