"""On what each person rests: for every record but one, the strongest tie that holds it, with what spoke for it and how much.

Levels and weights only, and no name, so that a link can be explained long after and without opening the vault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.linkage.clusters import spanning
from csps.linkage.comparisons import COMPARISONS, NOT_KNOWN, RARE
from csps.linkage.ties import STRENGTHS

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.linkage.likely import Persons
    from csps.linkage.model import Model
    from csps.linkage.workbench import Workbench

    Codes = npt.NDArray[np.int64]

FIRM = """
    SELECT one, other, strength FROM tie JOIN heap AS here ON here.record = one JOIN heap AS there ON there.record = other
    WHERE here.heap = there.heap ORDER BY one, other
"""
WORDED = "CASE {cases} ELSE '{unknown}' END AS {what}"
# A heap is named by its lowest record, so that a tie between heaps is one between two records.
EVIDENCE = """
    SELECT record_id, other_id AS other_record_id, person_id, found.tie, weight AS match_weight, prior_weight, {columns} FROM (
        SELECT here.record_id, there.record_id AS other_id, firm_tie.tie, NULL AS weight, NULL AS prior_weight, {nothing}
        FROM firm_tie JOIN record AS here ON here.record = one JOIN record AS there ON there.record = other
        UNION ALL
        SELECT here.record_id, there.record_id, 'likeness', weight, ?, {parts}
        FROM held JOIN likeness USING (one, other)
        JOIN record AS here ON here.record = one JOIN record AS there ON there.record = other
    ) AS found JOIN record_link USING (record_id)
"""


def find_evidence(bench: Workbench, persons: Persons, model: Model) -> None:
    """Make the table `evidence` in the shape of the lake, from `tie`, `heap`, `likeness`, `record` and `record_link`.

    Args:
        bench: with those tables.
        persons: whose ties are looked at.
        model: by which pairs were weighed.
    """
    firm = bench.columns(FIRM)
    one, other = firm["one"].astype(np.int64), firm["other"].astype(np.int64)
    rows = spanning(len(persons.person), (one, other, firm["strength"].astype(np.float64)))
    words = np.array([STRENGTHS[each] for each in firm["strength"][rows].tolist()], dtype=object)
    bench.lay("firm_tie", {"one": one[rows], "other": other[rows], "tie": words})
    left, right, weight = persons.ties
    within = np.flatnonzero(persons.person[left] == persons.person[right])
    kept = within[spanning(len(persons.person), (left[within], right[within], weight[within]))]
    low, high = np.minimum(left[kept], right[kept]), np.maximum(left[kept], right[kept])
    bench.lay("held", {"one": low, "other": high})
    bench.make("evidence", EVIDENCE.format(**_columns(model)), [model.prior])
    bench.clear("firm_tie", "held")


def _columns(model: Model) -> dict[str, str]:
    """Give the columns of evidence in SQL: the word of each level, read off its weight, and the weights themselves."""
    columns, parts, nothing = [], [], []
    for what, compared in COMPARISONS.items():
        cases = " ".join(
            f"WHEN abs(w_{what} - {weight}) < 0.0005 THEN '{each.word}'"
            for each, weight in zip(compared.levels, model.weights(what), strict=True)
        )
        columns += [what, f"{what}_weight"]
        parts += [WORDED.format(cases=f"WHEN w_{what} = 0 THEN '{NOT_KNOWN}' {cases}", unknown=NOT_KNOWN, what=what)]
        parts += [f"w_{what}::DOUBLE"]
        nothing += [f"NULL AS {what}", f"NULL AS {what}_weight"]
        if what in RARE:
            columns += [f"{what}_rarity"]
            parts += [f"rare_{what}::DOUBLE"]
            nothing += [f"NULL AS {what}_rarity"]
    return {"columns": ", ".join(columns), "parts": ", ".join(parts), "nothing": ", ".join(nothing)}
