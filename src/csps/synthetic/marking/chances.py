"""Are the true probabilities true? What was recorded, held against what the truth said beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.marking.probabilities import expected_auc, observed_over_expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csps.synthetic.marking.folders import Columns, Folder
    from csps.synthetic.marking.probabilities import Band

HORIZON_DAYS = 364

SAID = """
    SELECT p_recorded AS probability, EXISTS (
        SELECT 1 FROM read_parquet(?) AS recorded WHERE recorded.family = risk.family
        AND recorded_on >= quarter AND recorded_on < quarter + ?::INTEGER
    ) AS happened
    FROM read_parquet(?) AS risk
    WHERE outcome = 'maltreatment' AND NOT isnan(p_recorded) AND quarter + ?::INTEGER <= ?::DATE
    ORDER BY quarter, family
"""


@dataclass(frozen=True)
class ChanceMarks:
    """How the truth's own probabilities of recorded maltreatment stand up.

    Args:
        families: family-quarters whose year was over at the end.
        expected: the sum of their probabilities.
        observed: for how many it was recorded.
        bands: tenths, by probability.
        oracle: the area under the curve that no score can beat; None where nothing can be ranked.
    """

    families: int
    expected: float
    observed: int
    bands: Sequence[Band]
    oracle: float | None


def chance_marks(truth: Folder, end: str) -> ChanceMarks:
    """Compare `risk.parquet` with `recorded.parquet`."""
    recorded, risk = str(truth.path / "recorded.parquet"), str(truth.path / "risk.parquet")
    return stand_up(truth.ask(SAID, [recorded, HORIZON_DAYS, risk, HORIZON_DAYS, end]))


def stand_up(said: Columns) -> ChanceMarks:
    """Compare probabilities with what happened, as `probability` and `happened` of each family-quarter."""
    probability, happened = said["probability"].astype(np.float64), said["happened"].astype(bool)
    return ChanceMarks(
        families=len(probability),
        expected=float(probability.sum()),
        observed=int(happened.sum()),
        bands=observed_over_expected(probability, happened),
        oracle=expected_auc(probability, probability),
    )
