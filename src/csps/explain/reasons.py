"""Which few of a family's contributions become reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.contracts.feature import Missing
from csps.explain.sentences import MATERIAL, Direction, sentence, subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from csps.contracts.feature import Feature

    Reals = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]
    Flags = npt.NDArray[np.bool_]

MOST = 5  # reasons: more are not read
MOST_LOWERING = 2  # where something raises the score


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the features together say about each subject.

    Args:
        added: log-odds, shape (families, subjects).
        leading: place of the feature that added most in the same direction, shape (families, subjects).
    """

    added: Reals
    leading: Places


def reasons_of(features: Sequence[Feature], values: npt.NDArray[np.float32], contributions: Reals) -> pd.DataFrame:
    """Choose and word the reasons of every family.

    Raising reasons come first, the strongest first; then lowering ones. A subject is named once, by the feature that
    moved it most. Where anything material lowers the score, at least one such reason is given, so that a list of
    concerns does not stand alone. A family with nothing material has one reason, in the smallest words.

    Args:
        features: in the order of the columns.
        values: shape (families, features); NaN where not known.
        contributions: log-odds in the same shape.

    Returns:
        row (place of the family), place (1 for the first), feature, topic, direction, contribution, sentence.
    """
    subjects = _gathered(features, np.isnan(values), contributions)
    chosen = _chosen(subjects.added)
    rows, ranks = np.nonzero(chosen >= 0)
    subject = chosen[rows, ranks]
    feature = subjects.leading[rows, subject]
    added = subjects.added[rows, subject]
    return pd.DataFrame(
        {
            "row": rows,
            "place": ranks + 1,
            "feature": [features[place].name for place in feature],
            "topic": [features[place].topic for place in feature],
            "direction": np.where(added > 0, Direction.RAISES.value, Direction.LOWERS.value),
            "contribution": added,
            "sentence": _sentences(features, feature, values[rows, feature], added),
        }
    )


def _gathered(features: Sequence[Feature], empty: Flags, contributions: Reals) -> Subjects:
    """Add contributions up by subject. All that is not known of one topic is one subject of its own."""
    not_known = empty & np.array([feature.missing is Missing.NOT_KNOWN for feature in features])
    parts = [(_places(features, subject_of), np.where(not_known, 0, contributions))]
    if not_known.any():
        parts.append((_places(features, lambda feature: feature.topic), np.where(not_known, contributions, 0)))
    columns = [_summed(places, theirs[:, places]) for subjects, theirs in parts for places in subjects]
    return Subjects(np.column_stack([added for added, _ in columns]), np.column_stack([lead for _, lead in columns]))


def _places(features: Sequence[Feature], subject: Callable[[Feature], object]) -> list[list[int]]:
    """Give the places of the features of each subject."""
    found: dict[object, list[int]] = {}
    for place, feature in enumerate(features):
        found.setdefault(subject(feature), []).append(place)
    return list(found.values())


def _summed(places: list[int], theirs: Reals) -> tuple[Reals, Places]:
    """Give a subject's sum for each family, and the feature that added most in its direction."""
    added = theirs.sum(axis=1)
    return added, np.array(places)[(theirs * np.sign(added)[:, None]).argmax(axis=1)]


def _chosen(added: Reals) -> Places:
    """Give the subjects of each family's reasons in order, -1 where there are no more; shape (families, MOST)."""
    raising, lowering = (added >= MATERIAL).sum(axis=1), (added <= -MATERIAL).sum(axis=1)
    raised = np.minimum(raising, MOST - (lowering > 0))
    lowered = np.minimum(lowering, np.where(raised > 0, np.minimum(MOST_LOWERING, MOST - raised), MOST))
    strongest = np.argsort(-added, axis=1, kind="stable")[:, :MOST]
    weakest = np.argsort(added, axis=1, kind="stable")[:, :MOST]
    chosen = np.full((len(added), MOST), -1, dtype=np.intp)
    rows = np.arange(len(added))
    for place in range(min(MOST, added.shape[1])):
        chosen[raised > place, place] = strongest[raised > place, place]
        below = np.flatnonzero((lowered > place) & (raised + place < MOST))
        chosen[below, raised[below] + place] = weakest[below, place]
    nothing = raised + lowered == 0
    chosen[nothing, 0] = np.abs(added).argmax(axis=1)[rows[nothing]]
    return chosen


def _sentences(
    features: Sequence[Feature], feature: Places, values: npt.NDArray[np.float32], added: Reals
) -> list[str]:
    return [
        sentence(features[place], None if np.isnan(value) else float(value), contribution)
        for place, value, contribution in zip(feature.tolist(), values.tolist(), added.tolist(), strict=True)
    ]
