"""Are scores right, and right for everybody? They are held against true probabilities, which no draw of luck blurs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.marking.families import ATTRIBUTES
from csps.synthetic.marking.households import dates, lend_households
from csps.synthetic.marking.linked import PEOPLE, groups_of
from csps.synthetic.marking.persons import verified
from csps.synthetic.marking.probabilities import expected_auc, rank_correlation
from csps.synthetic.marking.risks import lend_risks, reals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from csps.store import Lake, Manifest
    from csps.synthetic.marking.folders import Columns, Folder

    Flags = npt.NDArray[np.bool_]
    Reals = npt.NDArray[np.float64]

SCORES = "scoring.score"
TENTHS = 10

MODELS = "SELECT DISTINCT model FROM read_parquet(?) ORDER BY model"
SCORED = """
    SELECT score, youngest, p_harm, p_recorded FROM read_parquet(?) LEFT JOIN family_risk USING (family_id)
    WHERE model = ? ORDER BY place, family_id
"""


@dataclass(frozen=True)
class Tenth:
    """Families with scores in one range.

    Args:
        families: how many.
        score: their mean score.
        recorded: the mean true probability of a record.
    """

    families: int
    score: float
    recorded: float


@dataclass(frozen=True)
class GroupScores:
    """Scores of a group of families beside the truth. The top is the tenth of all families with the highest scores.

    Args:
        families: with a true family.
        harm: mean true probability of harm.
        known: families for which the probability of a record can be said.
        recorded: its mean.
        score: mean score of the same families.
        auc: the area under the curve to be expected of the scores.
        oracle: the area of the true probabilities, which no score can beat.
        top: families in the top.
        top_harm: their mean true probability of harm. If a group is held to a higher bar than others, it is higher.
        high: families in the tenth with the highest true probability of harm.
        high_in_top: of them, in the top.
    """

    families: int
    harm: float | None
    known: int
    recorded: float | None
    score: float | None
    auc: float | None
    oracle: float | None
    top: int
    top_harm: float | None
    high: int
    high_in_top: int


@dataclass(frozen=True)
class ScoreMarks:
    """How a model's scores of one date stand beside the truth.

    Args:
        as_of: the date, as YYYY-MM-DD.
        model: the model.
        scored: families.
        rank_recorded: rank correlation with the true probability of a record.
        rank_harm: with that of harm.
        tenths: by score, the lowest first.
        overall: all families with a true family.
        groups: attribute -> group of the youngest child -> its families.
    """

    as_of: str
    model: str
    scored: int
    rank_recorded: float | None
    rank_harm: float | None
    tenths: Sequence[Tenth]
    overall: GroupScores
    groups: Mapping[str, Mapping[str, GroupScores]]


def score_marks(workspace: Folder, truth: Folder, lake: Lake, manifest: Manifest) -> list[ScoreMarks]:
    """Mark the scores of every date that a manifest holds, the oldest first.

    Args:
        workspace: what csps made; it has `true_person`.
        truth: what is so.
        lake: whose snapshots are checked as they are read.
        manifest: the published one.
    """
    found = []
    for day in dates(manifest):
        if day not in manifest.parts.get(SCORES, {}):
            continue
        lend_households(workspace, truth, lake, manifest, day)
        people = truth.ask(PEOPLE, [day, str(truth.path / "person.parquet")])
        scores = verified(lake, manifest, SCORES, day)
        for model in workspace.ask(MODELS, [scores])["model"].tolist():
            lend_risks(workspace, truth, day, model)
            found.append(judged(day, model, workspace.ask(SCORED, [scores, model]), people))
    return found


def judged(day: str, model: str, scored: Columns, people: Columns) -> ScoreMarks:
    """Judge the scores of one model.

    Args:
        day: as YYYY-MM-DD.
        model: the model.
        scored: score, youngest, p_harm and p_recorded of each family, the highest score first.
        people: the true ones, numbered from nought.
    """
    kept = ~np.ma.getmaskarray(scored["youngest"])
    score, harm, recorded = (reals(scored[name])[kept] for name in ("score", "p_harm", "p_recorded"))
    known = ~np.isnan(recorded)
    beside = _Beside(score, harm, recorded)
    youngest = np.ma.getdata(scored["youngest"])[kept].astype(np.int64)
    groups = groups_of(people, youngest)
    return ScoreMarks(
        as_of=day,
        model=model,
        scored=len(kept),
        rank_recorded=rank_correlation(score[known], recorded[known]),
        rank_harm=rank_correlation(score, harm),
        tenths=tenths_of(score[known], recorded[known]),
        overall=beside.of(np.ones(len(score), bool)),
        groups={
            name: {str(group): beside.of(groups[name] == group) for group in np.unique(groups[name])}
            for name in ATTRIBUTES
        },
    )


def tenths_of(score: Reals, recorded: Reals) -> list[Tenth]:
    """Compare means by tenth of score.

    >>> tenths_of(np.array([0.3, 0.1]), np.array([0.5, 0.0]))[0]
    Tenth(families=1, score=0.1, recorded=0.0)
    """
    order = np.argsort(score, kind="stable")
    return [
        Tenth(len(part), float(score[part].mean()), float(recorded[part].mean()))
        for part in np.array_split(order, TENTHS)
        if len(part)
    ]


class _Beside:
    """Scores and true probabilities of the same families, the highest score first."""

    def __init__(self, score: Reals, harm: Reals, recorded: Reals) -> None:
        self._score, self._harm, self._recorded = score, harm, recorded
        many = -(-len(score) // TENTHS)
        self._top = np.arange(len(score)) < many
        self._high = np.zeros(len(score), bool)
        self._high[np.argsort(-harm, kind="stable")[:many]] = True

    def of(self, here: Flags) -> GroupScores:
        """Judge the families of a group."""
        known = here & ~np.isnan(self._recorded)
        score, recorded = self._score[known], self._recorded[known]
        top, high = self._top & here, self._high & here
        return GroupScores(
            families=int(here.sum()),
            harm=_mean(self._harm[here]),
            known=len(score),
            recorded=_mean(recorded),
            score=_mean(score),
            auc=expected_auc(score, recorded),
            oracle=expected_auc(recorded, recorded),
            top=int(top.sum()),
            top_harm=_mean(self._harm[top]),
            high=int(high.sum()),
            high_in_top=int((top & high).sum()),
        )


def _mean(values: Reals) -> float | None:
    return float(values.mean()) if len(values) else None
