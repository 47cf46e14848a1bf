"""The same figures within each group of families, and how far groups lie apart.

Figures come from Fairlearn's MetricFrame, intervals from the bootstrap by groups of families. A group that is too small
to be judged is told with its figures and marked so: leaving it out would hide it, judging it would mislead.

    base_rate              share to whom it happened
    listed                 share on a list of the week's capacity
    auc                    area under the curve among the group's families
    missed                 share, of those to whom it happened, who are not on the list (false negative rate)
    wrongly_listed         share, of those to whom it did not happen, who are on the list (false positive rate)
    observed_to_expected   outcomes over the sum of scores: above 1, the group's risk is told too low
    auc_gap, missed_gap, wrongly_listed_gap
                           how much worse than the best group that can be judged; 0 for the best

Beside its own interval, each gap and ratio of a group that can be judged has one that holds together with all the others:
see `csps.assurance.together`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate, selection_rate
from sklearn.metrics import roc_auc_score

from csps.assurance import figures, together
from csps.assurance.resampling import drawn
from csps.assurance.together import Measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from csps.assurance.resampling import Drawn
    from csps.assurance.together import Contrast
    from csps.settings import ModelSpec

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.intp]
    Name = tuple[int, str, str]  # place of the comparison, group, metric

CROSSED = " x "
SUMMED = ("everybody", "happened", "listed", "both", "score")
GAPS: Mapping[str, int] = {"auc": -1, "missed": 1, "wrongly_listed": 1}  # which sign of a difference is worse
COLUMNS = ["grouping", "group_name", "metric", "estimate", "low", "high", "families", "outcomes", "judged"]
TOGETHER = ["low_together", "high_together"]


@dataclass(frozen=True, slots=True)
class Predictions:
    """What was said of the families of the test date, and what happened.

    Args:
        score: calibrated probabilities.
        outcome: whether it happened.
        listed: whether the family is on a list of the week's capacity.
        groups: number of the group of families that ever shared a person, from 0.
    """

    score: Reals
    outcome: Flags
    listed: Flags
    groups: npt.NDArray[np.intp]

    @classmethod
    def of(cls, held_back: pd.DataFrame, capacity: int) -> Predictions:
        """Take them from the frame of these families; of equal scores the earlier pseudonym is listed."""
        score = np.asarray(held_back["model"], dtype=float)
        listed = np.zeros(len(score), dtype=np.bool_)
        listed[np.lexsort((np.asarray(held_back["family_id"], dtype=str), -score))[:capacity]] = True
        groups = np.unique(held_back["group_id"], return_inverse=True)[1]
        return cls(score, np.asarray(held_back["outcome"], dtype=np.bool_), listed, groups)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One grouping of the families.

    Args:
        grouping: its name.
        estimates: Fairlearn's figures, one row per group.
        judged: whether each group is large enough.
        members: places of each group's families.
    """

    grouping: str
    estimates: pd.DataFrame
    judged: pd.Series
    members: Mapping[str, Places]

    @property
    def crossed(self) -> bool:
        """Whether groups are crossed."""
        return CROSSED in self.grouping

    def best(self, metric: str) -> str | None:
        """Name the best of the groups that can be judged; None where none can."""
        figures_of = (GAPS[metric] * self.estimates.loc[self.judged, metric]).dropna()
        return None if figures_of.empty else str(figures_of.idxmin())


def fairness(predictions: Predictions, attributes: pd.DataFrame, spec: ModelSpec) -> pd.DataFrame:
    """Give the figures of every group of every comparison, in the columns of `assurance.group_metric` save the model's.

    Args:
        predictions: of the families of the test date.
        attributes: one row per family in the same order, one column per protected attribute.
        spec: says which comparisons are made and what is large enough to be judged.
    """
    comparisons = [_comparison(predictions, attributes, names, spec) for names in spec.fairness.comparisons()]
    found = drawn(
        lambda weights: {
            (place, *name): values
            for place, comparison in enumerate(comparisons)
            for name, values in _figures(predictions, comparison, weights).items()
        },
        predictions.groups,
        seed=spec.learner.seed,
    )
    confidence = spec.pass_marks.confidence
    bounds = _together(comparisons, found, confidence)
    return pd.DataFrame(
        [
            (
                *_row(comparisons[place], group, metric, one.interval(confidence)),
                *bounds.get((place, group, metric), (np.nan, np.nan)),
            )
            for (place, group, metric), one in found.items()
        ],
        columns=[*COLUMNS, *TOGETHER],
    )


def _together(
    comparisons: Sequence[Comparison], found: Mapping[Name, Drawn], confidence: float
) -> dict[Name, tuple[float, float]]:
    """Give the intervals that hold together, of every gap and ratio of the groups that can be judged.

    Groups one by one hold together among themselves, and crossed ones among themselves: there are many more crossed ones,
    and what is said of ethnicity alone should not become vaguer because ethnicity is crossed with everything.
    """
    pairs: dict[tuple[int, str], dict[tuple[str, str], Contrast]] = {}
    ratios: dict[Name, Contrast] = {}
    for place, comparison in enumerate(comparisons):
        judged = [str(group) for group in comparison.estimates.index[comparison.judged]]
        for metric, worse in GAPS.items():
            measured = {
                group: _measured(comparison, group, metric, worse, found[place, group, metric]) for group in judged
            }
            pairs[place, metric] = together.gaps(measured)
        for group in judged:
            one = together.contrast(_logarithm(comparison, group, found[place, group, together.RATIO]))
            if one is not None:
                ratios[place, group, together.RATIO] = one
    wide = {
        crossed: together.reach(
            [
                *(one for (place, *_), one in ratios.items() if comparisons[place].crossed is crossed),
                *(
                    one
                    for (place, _), some in pairs.items()
                    if comparisons[place].crossed is crossed
                    for one in some.values()
                ),
            ],
            confidence,
        )
        for crossed in (False, True)
    }
    gaps = {
        (place, str(group), f"{metric}_gap"): together.behind(str(group), compared, wide[comparisons[place].crossed])
        for (place, metric), compared in pairs.items()
        for group in comparisons[place].estimates.index
    }
    return gaps | {name: together.around(one, wide[comparisons[name[0]].crossed]) for name, one in ratios.items()}


def _measured(comparison: Comparison, group: str, metric: str, worse: int, one: Drawn) -> Measured:
    """Put a figure so that a larger one is worse, with the number of families that it is a share of."""
    families, outcomes = comparison.estimates.loc[group, ["families", "outcomes"]]
    among = {"missed": outcomes, "wrongly_listed": families - outcomes}.get(metric, 0)
    return Measured(worse * one.estimate, worse * one.draws, int(among))


def _logarithm(comparison: Comparison, group: str, one: Drawn) -> Measured:
    """Take the logarithm of a ratio; a resample without any outcome counts as half of one."""
    expected = comparison.estimates.loc[group, "outcomes"] / one.estimate
    return Measured(float(np.log(one.estimate)), np.log(np.maximum(one.draws, 0.5 / expected)))


def _comparison(
    predictions: Predictions, attributes: pd.DataFrame, names: Sequence[str], spec: ModelSpec
) -> Comparison:
    named = attributes[names[0]].astype(str)
    for other in names[1:]:
        named = named + CROSSED + attributes[other].astype(str)
    named = named.reset_index(drop=True)
    estimates = by_group(predictions, named)
    marks = spec.pass_marks.groups
    judged = (estimates["families"] >= marks.smallest_families) & (estimates["outcomes"] >= marks.smallest_outcomes)
    members = {str(group): np.flatnonzero(named == group) for group in estimates.index}
    return Comparison(CROSSED.join(names), estimates, judged, members)


def _row(comparison: Comparison, group: str, metric: str, values: tuple[float, float, float]) -> tuple[object, ...]:
    """Put a figure into a row: the estimate is Fairlearn's where it has one; gaps are differences of its figures."""
    theirs = comparison.estimates.loc[group]
    estimate = float(theirs[metric]) if metric in theirs else values[0]
    sizes = int(theirs["families"]), int(theirs["outcomes"])
    return comparison.grouping, group, metric, estimate, *values[1:], *sizes, bool(comparison.judged[group])


def by_group(predictions: Predictions, named: pd.Series) -> pd.DataFrame:
    """Give the figures by group through Fairlearn; NaN where a group has nobody with, or nobody without, the outcome.

    All of a group's figures come from one call: MetricFrame takes every array apart row by row for every metric.
    """
    frame = MetricFrame(
        metrics=_of_group,
        y_true=predictions.outcome,
        y_pred=predictions.score,
        sample_params={"listed": predictions.listed},
        sensitive_features=named.rename("group"),
    )
    return pd.DataFrame(frame.by_group.tolist(), index=frame.by_group.index).astype(float)


def _of_group(happened: Flags, score: Reals, listed: Flags) -> dict[str, float]:
    """Give the figures of some families. Where one means nothing it is NaN: Fairlearn's 0 would be a perfect figure."""
    happened, score, listed = np.asarray(happened), np.asarray(score), np.asarray(listed)
    some, not_all = bool(happened.any()), not happened.all()
    return {
        "families": len(happened),
        "outcomes": int(happened.sum()),
        "base_rate": float(happened.mean()),
        "listed": selection_rate(happened, listed),
        "auc": float(roc_auc_score(happened, score)) if some and not_all else np.nan,
        "missed": false_negative_rate(happened, listed) if some else np.nan,
        "wrongly_listed": false_positive_rate(happened, listed) if not_all else np.nan,
        "observed_to_expected": float(happened.sum() / score.sum()),
    }


def _figures(predictions: Predictions, comparison: Comparison, weights: Reals) -> dict[tuple[str, str], Reals]:
    """Give every figure of every group under every weighting, and the gaps to the best groups."""
    found: dict[tuple[str, str], Reals] = {}
    sums = _sums(predictions, comparison, weights)
    for number, (group, places) in enumerate(comparison.members.items()):
        everybody, happened, listed, both, score = (sums[name][:, number] for name in SUMMED)
        found[group, "base_rate"] = figures.ratio(happened, everybody)
        found[group, "listed"] = figures.ratio(listed, everybody)
        found[group, "auc"] = figures.auc(predictions.score[places], predictions.outcome[places], weights[:, places])
        found[group, "missed"] = figures.ratio(happened - both, happened)
        found[group, "wrongly_listed"] = figures.ratio(listed - both, everybody - happened)
        found[group, "observed_to_expected"] = figures.ratio(happened, score)
    for metric, worse in GAPS.items():
        best = comparison.best(metric)
        if best is not None:
            for group in comparison.members:
                found[group, f"{metric}_gap"] = worse * (found[group, metric] - found[best, metric]) + 0.0  # no -0.0
    return found


def _sums(predictions: Predictions, comparison: Comparison, weights: Reals) -> dict[str, Reals]:
    """Add up, for every weighting and group at once, what shares are made of; each of shape (resamples, groups)."""
    inside = np.zeros((len(predictions.score), len(comparison.members)))
    for number, places in enumerate(comparison.members.values()):
        inside[places, number] = 1
    happened, listed = predictions.outcome.astype(float), predictions.listed.astype(float)
    added = (np.ones(len(happened)), happened, listed, happened * listed, predictions.score)
    return {name: weights @ (inside * values[:, None]) for name, values in zip(SUMMED, added, strict=True)}
