"""What missed links take from families: the share of their members' records that csps does not know to be theirs.

A record that is not linked to its person is in nobody's features. Its family is then scored on less than was known, and if
that falls on some groups more than on others, so do the mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from csps.synthetic.marking.families import ATTRIBUTES
from csps.synthetic.marking.households import MEMBERSHIP, dates, lend_households
from csps.synthetic.marking.linked import PEOPLE, groups_of
from csps.synthetic.marking.persons import LINKS, verified
from csps.synthetic.marking.risks import lend_risks, reals
from csps.synthetic.marking.scores import MODELS, SCORES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from csps.store import Lake, Manifest
    from csps.synthetic.marking.folders import Columns, Folder

# Of each family of csps with a true family: the records of its members' true persons, and those the members have.
HELD = """
    WITH link AS (SELECT record_id, person_id FROM read_parquet(?)),
         member AS (SELECT DISTINCT family_id, person_id, person FROM read_parquet(?) JOIN true_person USING (person_id)),
         here AS (
             SELECT DISTINCT family_id, person, record_id FROM member JOIN true_record USING (person)
         ),
         had AS (SELECT DISTINCT family_id, person, record_id FROM member JOIN link USING (person_id)
                 JOIN true_record USING (record_id, person))
    SELECT family_id, count(*) AS records, count(had.record_id) AS held
    FROM here LEFT JOIN had USING (family_id, person, record_id) GROUP BY family_id
"""
BESIDE = """
    SELECT held.family_id, records, held, youngest FROM held JOIN (
        SELECT family_id, arg_min(person, (second, -epoch(born_on), person)) AS youngest
        FROM true_family JOIN true_member USING (family) JOIN true_child USING (person) GROUP BY family_id
    ) USING (family_id) ORDER BY family_id
"""
SCORED = """
    SELECT score, p_recorded, held < records AS lost FROM read_parquet(?) JOIN held USING (family_id)
    JOIN family_risk USING (family_id) WHERE model = ? AND p_recorded IS NOT NULL ORDER BY family_id
"""


@dataclass(frozen=True)
class Loss:
    """Families and what they miss.

    Args:
        families: how many.
        records: of their members.
        lost: of them, that csps has not linked to the member.
        touched: families that miss a record.
    """

    families: int
    records: int
    lost: int
    touched: int

    @property
    def share(self) -> float | None:
        """The share of records that are lost."""
        return self.lost / self.records if self.records else None


@dataclass(frozen=True)
class ScoreLoss:
    """A model's scores where records are lost, and where none are.

    Args:
        whole: families that miss nothing.
        touched: families that miss a record.
        whole_over: mean score less mean true probability of a record, of the first.
        touched_over: the same of the others: what the missed links add to it is the difference of the two.
    """

    whole: int
    touched: int
    whole_over: float | None
    touched_over: float | None


@dataclass(frozen=True)
class LossMarks:
    """What missed links take from the families of one date.

    Args:
        as_of: the date, as YYYY-MM-DD.
        overall: all families with a true family.
        groups: attribute -> group of the youngest child -> its families.
        scores: by model.
    """

    as_of: str
    overall: Loss
    groups: Mapping[str, Mapping[str, Loss]]
    scores: Mapping[str, ScoreLoss]


def loss_marks(workspace: Folder, truth: Folder, lake: Lake, manifest: Manifest) -> LossMarks | None:
    """Mark the latest date that a manifest holds families of; None where it holds none.

    Args:
        workspace: what csps made; it has `true_record` and `true_person`.
        truth: what is so.
        lake: whose snapshots are checked as they are read.
        manifest: the published one.
    """
    if not dates(manifest):
        return None
    day = dates(manifest)[-1]
    lend_households(workspace, truth, lake, manifest, day)
    sources = [verified(lake, manifest, LINKS), verified(lake, manifest, MEMBERSHIP, day)]
    workspace.lend("held", workspace.arrow(HELD, sources))
    people = truth.ask(PEOPLE, [day, str(truth.path / "person.parquet")])
    found = {}
    if day in manifest.parts.get(SCORES, {}):
        scores = verified(lake, manifest, SCORES, day)
        for model in workspace.ask(MODELS, [scores])["model"].tolist():
            lend_risks(workspace, truth, day, model)
            found[str(model)] = score_loss(workspace.ask(SCORED, [scores, model]))
    return losses(day, workspace.ask(BESIDE), people, found)


def losses(day: str, beside: Columns, people: Columns, scores: Mapping[str, ScoreLoss]) -> LossMarks:
    """Count what is lost, over all and by group.

    Args:
        day: as YYYY-MM-DD.
        beside: records, held and youngest of each family.
        people: the true ones, numbered from nought.
        scores: by model.
    """
    records, held = beside["records"].astype(np.int64), beside["held"].astype(np.int64)
    groups = groups_of(people, beside["youngest"].astype(np.int64))
    return LossMarks(
        as_of=day,
        overall=_loss(records, held),
        groups={
            name: {
                str(group): _loss(records[groups[name] == group], held[groups[name] == group])
                for group in np.unique(groups[name])
            }
            for name in ATTRIBUTES
        },
        scores=scores,
    )


def _loss(records: npt.NDArray[np.int64], held: npt.NDArray[np.int64]) -> Loss:
    return Loss(len(records), int(records.sum()), int((records - held).sum()), int((held < records).sum()))


def score_loss(scored: Columns) -> ScoreLoss:
    """Compare the scores of families that miss records with those of families that do not.

    >>> columns = {"score": np.array([0.2, 0.1]), "p_recorded": np.array([0.2, 0.3]), "lost": np.array([False, True])}
    >>> score_loss(columns)
    ScoreLoss(whole=1, touched=1, whole_over=0.0, touched_over=-0.2)
    """
    over, lost = reals(scored["score"]) - reals(scored["p_recorded"]), np.ma.getdata(scored["lost"]).astype(bool)
    whole, touched = over[~lost], over[lost]
    return ScoreLoss(len(whole), len(touched), _mean(whole), _mean(touched))


def _mean(values: npt.NDArray[np.float64]) -> float | None:
    return round(float(values.mean()), 6) if len(values) else None
