"""How good the model, the rule and the baseline are on the same families, and by how much the model is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.assurance import figures
from csps.assurance.resampling import with_intervals

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Named = tuple[str, str]

SUBJECTS = ("model", "rule", "logistic")
COMPARED = ("auc", "average_precision", "brier", "precision_at_capacity", "recall_at_capacity")
TENTHS = 10
NOT_MET = "auc_of_families_not_met"


class Performance:
    """Everything about performance that is computed on one set of families.

    Args:
        held_back: group_id, outcome and the probabilities `model`, `rule` and `logistic`; where it has `met_before`,
            figures of the families the model had never met are told as well.
        capacity: families a week's list names.
    """

    def __init__(self, held_back: pd.DataFrame, capacity: int) -> None:
        self.outcome: Flags = np.asarray(held_back["outcome"], dtype=np.bool_)
        self.scores: dict[str, Reals] = {name: np.asarray(held_back[name], dtype=float) for name in SUBJECTS}
        self.listed = {name: figures.top(score, capacity) for name, score in self.scores.items()}
        self.tenths = np.array_split(np.argsort(self.scores["model"], kind="stable"), TENTHS)
        self.not_met = ~np.asarray(held_back["met_before"], bool) if "met_before" in held_back else None

    def compute(self, weights: Reals) -> dict[Named, Reals]:
        """Give every figure under every weighting, by subject and metric."""
        found = {
            (subject, metric): values for subject in SUBJECTS for metric, values in self._of(subject, weights).items()
        }
        for other in SUBJECTS[1:]:
            for metric in COMPARED:
                found[f"model minus {other}", metric] = found["model", metric] - found[other, metric]
        return found | {("model", metric): values for metric, values in self._only_of_the_model(weights)}

    def sizes(self, metric: str) -> tuple[int, int]:
        """Give the families a metric rests on, and of them those to whom it happened."""
        if metric == NOT_MET and self.not_met is not None:
            return int(self.not_met.sum()), int(self.outcome[self.not_met].sum())
        if metric[-2:].isdigit():
            places = self.tenths[int(metric[-2:]) - 1]
            return len(places), int(self.outcome[places].sum())
        return len(self.outcome), int(self.outcome.sum())

    def _of(self, subject: str, weights: Reals) -> dict[str, Reals]:
        score, outcome, listed = self.scores[subject], self.outcome, self.listed[subject]
        happened = outcome.astype(float)
        everybody = np.ones(len(score))
        precision = figures.share(weights, happened, listed)
        return {
            "auc": figures.auc(score, outcome, weights),
            "average_precision": figures.average_precision(score, outcome, weights),
            "brier": figures.brier(score, outcome, weights),
            "calibration_slope": figures.calibration_slope(score, outcome, weights),
            "calibration_intercept": figures.calibration_intercept(score, outcome, weights),
            "observed_to_expected": figures.ratio(weights @ happened, weights @ score),
            "base_rate": figures.share(weights, happened, everybody),
            "precision_at_capacity": precision,
            "recall_at_capacity": figures.share(weights, listed, happened),
            "lift_at_capacity": figures.ratio(precision, figures.share(weights, happened, everybody)),
        }

    def _only_of_the_model(self, weights: Reals) -> Iterator[tuple[str, Reals]]:
        score = self.scores["model"]
        for number, places in enumerate(self.tenths, start=1):
            inside = weights[:, places]
            yield f"expected_tenth_{number:02d}", figures.ratio(inside @ score[places], inside.sum(axis=1))
            yield f"observed_tenth_{number:02d}", figures.ratio(inside @ self.outcome[places], inside.sum(axis=1))
        if self.not_met is not None:
            new = self.not_met
            yield NOT_MET, figures.auc(score[new], self.outcome[new], weights[:, new])


def performance(held_back: pd.DataFrame, *, capacity: int, confidence: float, seed: int) -> pd.DataFrame:
    """Give the figures with intervals, in the columns of `assurance.metric` save the model's.

    Args:
        held_back: see `Performance`.
        capacity: families a week's list names.
        confidence: of the intervals.
        seed: where the resampling begins.
    """
    measured = Performance(held_back, capacity)
    groups = np.unique(held_back["group_id"], return_inverse=True)[1]
    found = with_intervals(measured.compute, groups, confidence=confidence, seed=seed)
    return pd.DataFrame(
        [(*name, *values, *measured.sizes(name[1])) for name, values in found.items()],
        columns=["subject", "metric", "estimate", "low", "high", "families", "outcomes"],
    )
