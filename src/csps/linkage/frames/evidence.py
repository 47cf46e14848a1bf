"""Why two records are taken for one person, or are not: a weight for each comparison, a waterfall, and a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError
from csps.linkage.frames.learning import of_one_name
from csps.linkage.frames.weighing import rarity, usual_company

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from csps.linkage.frames.comparisons import Comparison
    from csps.linkage.frames.learning import Model
    from csps.linkage.workbench import Workbench

    Texts = npt.NDArray[np.object_]

NEAR = -3.0  # bits: of pairs of two persons, those are told that come near to being one
PRIOR, NAMESAKES, MOVED, APART, RELATIVES = "any_two", "namesakes", "moved", "births_apart", "relatives"
FIRST = ("record_id", "other_record_id", "match_weight", "match_probability")
LAST = ("because",)
OF_PAIRS = """
    SELECT weighed.one, weighed.other, bits, moved, apart, vector.* EXCLUDE (one, other), here.* EXCLUDE (unique_id)
    FROM weighed JOIN vector USING (one, other) JOIN shared AS here ON here.unique_id = weighed.one
    JOIN belonging AS mine ON mine.row = weighed.one JOIN belonging AS theirs ON theirs.row = weighed.other
    WHERE bits >= ? OR mine.person = theirs.person ORDER BY weighed.one, weighed.other
"""


def probability(bits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the chance that weights in bits mean.

    >>> probability(np.array([0.0, 2.0])).tolist()
    [0.5, 0.8]
    """
    chance: npt.NDArray[np.float64] = np.round(1 / (1 + np.exp2(-bits)), 6)
    return chance


def evidence_of(
    bench: Workbench, comparisons: Sequence[Comparison], model: Model, ids: Texts, person: npt.NDArray[np.int64]
) -> pd.DataFrame:
    """Give a row per pair of one person, and per pair of two that come near to it.

    The weights of a row add up to `match_weight`: `any_two` (before anything is compared), one per comparison, `namesakes`,
    what is taken off because some forenames and surnames go together, `moved`, what is given back because whoever moves changes
    address, town and telephone at once, `births_apart`, what is taken off because a parent and a child may share name and
    home, and `relatives`, what is because two people of one family would agree in so much as well.
    """
    bench.lay("belonging", {"row": np.arange(len(person)), "person": person})
    found = bench.columns(OF_PAIRS, [NEAR])
    bits = found["bits"].astype(np.float64)
    told = pd.DataFrame(
        {"record_id": ids[found["one"].astype(np.int64)], "other_record_id": ids[found["other"].astype(np.int64)]}
    )
    told["match_weight"], told["match_probability"] = bits, probability(bits)
    told[PRIOR] = round(float(np.log2(model.prior * (1 - model.moved) / (1 - model.prior - model.related))), 4)
    because = np.full(len(bits), "", dtype=object)
    for place, (one, weights) in enumerate(zip(comparisons, model.weights(), strict=True)):
        level = found[one.name].astype(np.int64)
        rare = rarity(usual_company(model, place, len(ids)), found[f"n_{one.name}"].astype(np.float64))
        counts = (level == 0) & one.weighs_rare
        told[one.name] = np.round(np.where(level >= 0, weights[level], 0.0) + np.where(counts, rare, 0.0), 4)
        words = np.array([*(each.words for each in one.levels), f"nothing to tell about the {one.words}"], dtype=object)
        because = because + np.where(because == "", "", ", ") + words[level]
    levels = np.column_stack([found[one.name].astype(np.int64) for one in comparisons])
    told[NAMESAKES] = np.where(of_one_name(levels, comparisons), 0.0 - round(model.namesakes, 4), 0.0)
    told[MOVED], told[APART] = found["moved"].astype(np.float64), 0.0 - found["apart"].astype(np.float64)
    parts = told[[PRIOR, *(one.name for one in comparisons), NAMESAKES, MOVED, APART]].sum(axis=1)
    told[RELATIVES] = (told["match_weight"] - parts).round(4)
    told["because"] = [f"{text[:1].upper()}{text[1:]}." for text in because.tolist()]
    bench.clear("belonging")
    return told


def waterfall(evidence: pd.DataFrame, record_id: object, other_record_id: object) -> pd.DataFrame:
    """Give the weights of one pair step by step, and the sum after each.

    Args:
        evidence: as `link_records(..., evidence=True)` gives it.
        record_id: of one record.
        other_record_id: of the other, in either order.

    Returns:
        step, weight and total in bits; the last total is the pair's `match_weight`.

    Raises:
        UsageError: the pair is not in the evidence.
    """
    pair = {record_id, other_record_id}
    rows = evidence[evidence["record_id"].isin(pair) & evidence["other_record_id"].isin(pair)]
    if len(rows) != 1 or len(pair) != 2:
        raise UsageError(
            "The evidence holds no such pair.", next_step="Only pairs that come near to one person are told."
        )
    steps = [name for name in evidence.columns if name not in (*FIRST, *LAST)]
    weight = rows.iloc[0][steps].astype(float).to_numpy()
    return pd.DataFrame({"step": steps, "weight": weight, "total": np.cumsum(weight).round(4)})
