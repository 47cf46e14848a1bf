"""Assurance: from predictions about the families of a later date to evidence that others can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from csps.assurance.attributes import NOT_STATED
from csps.assurance.fairness import Predictions, fairness
from csps.assurance.performance import performance
from csps.domain.errors import UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.store.judged_by import judged_by

if TYPE_CHECKING:
    from datetime import date

    from csps.settings import ModelSpec
    from csps.store import Edition
    from csps.store.judged_by import JudgedBy

ATTRIBUTE = "assurance.protected_attribute"
OUTCOME = "outcomes.family_outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The evidence about one version of a model.

    Args:
        spec: the model's specification.
        version: the first 16 digits of the model's digest.
        tested_on: the date whose families it was tested on.
        capacity: families on the list that was assumed.
        metrics: rows of `assurance.metric`.
        groups: rows of `assurance.group_metric`.
        rules: by which families of the test date were judged; None where the model does not rest on the programme's rules.
    """

    spec: ModelSpec
    version: str
    tested_on: date
    capacity: int
    metrics: pd.DataFrame
    groups: pd.DataFrame
    rules: JudgedBy | None = None

    @property
    def not_judged(self) -> pd.DataFrame:
        """Groups too small to be judged: grouping, group_name, families, outcomes."""
        small = self.groups[~self.groups["judged"]]
        columns = ["grouping", "group_name", "families", "outcomes"]
        return small[columns].drop_duplicates().reset_index(drop=True)


def audit(
    edition: Edition,
    *,
    spec: ModelSpec,
    version: str,
    held_back: pd.DataFrame,
    capacity: int,
    progress: Progress | None = None,
) -> Audit:
    """Measure how good a model is, and for whom, and write it down.

    The list whose misses and errors are counted is the `capacity` highest scores of the test date.

    Args:
        edition: holds the protected attributes of the test date.
        spec: the model.
        version: the first 16 digits of its digest.
        held_back: as_of (one date), family_id, group_id, outcome, model, rule, logistic; see `modelling.Fitted`.
        capacity: families a week's list names.
        progress: who watches.

    Raises:
        UsageError: there are no families, several dates, or no attributes of the date.
    """
    progress = progress or SilentProgress()
    attributes = _attributes(edition, spec, held_back)
    progress.say(f"{spec.name}: measuring performance on {len(held_back):,} families of the test date")
    told = {"model": spec.name, "model_version": version}
    metrics = performance(
        held_back, capacity=capacity, confidence=spec.pass_marks.confidence, seed=spec.learner.seed
    ).assign(**told)
    progress.say(f"{spec.name}: comparing {len(spec.fairness.comparisons())} groupings of families")
    groups = fairness(Predictions.of(held_back, capacity), attributes, spec).assign(**told)
    edition.write("assurance.metric", metrics, part=f"{spec.name}/{version}")
    edition.write("assurance.group_metric", groups, part=f"{spec.name}/{version}")
    tested_on = pd.Timestamp(held_back["as_of"].iloc[0]).date()
    return Audit(
        spec=spec,
        version=version,
        tested_on=tested_on,
        capacity=capacity,
        metrics=metrics,
        groups=groups,
        rules=_rules(edition, spec, tested_on),
    )


def _rules(edition: Edition, spec: ModelSpec, tested_on: date) -> JudgedBy | None:
    """Give the rules that say what the model is about; None where none do.

    Raises:
        UsageError: some do, and families were not judged by those that the outcomes rest on.
    """
    if not spec.rests_on_rules:
        return None
    with edition.connect() as lake:
        found = judged_by(lake, tested_on)
        outcomes = lake.table(OUTCOME, part=f"{spec.name}/{tested_on.isoformat()}")
        of_outcomes = outcomes.select("rule_set", "rule_set_version").distinct().to_pyarrow().to_pylist()
    if found is None or of_outcomes != [{"rule_set": found.rule_set, "rule_set_version": found.version}]:
        raise UsageError(
            f"{spec.name} rests on the programme's rules, and the criteria of {tested_on} were not judged by those of its "
            "outcomes.",
            next_step=f"Judge them with `csps outcomes --model {spec.name}`.",
        )
    return found


def _attributes(edition: Edition, spec: ModelSpec, held_back: pd.DataFrame) -> pd.DataFrame:
    """Give one row per family of the test date, in the same order, and one column per attribute."""
    dates = held_back["as_of"].unique()
    if len(dates) != 1:
        raise UsageError(f"An audit is of the families of one date; there are {len(dates)}.")
    with edition.connect() as lake:
        table = lake.table(ATTRIBUTE, part=f"{dates[0]:%Y-%m-%d}").select("family_id", "attribute", "value")
        long = table.to_pyarrow().to_pandas()
    wide = long.pivot_table(index="family_id", columns="attribute", values="value", aggfunc="first")
    wanted = [group.value for group in spec.fairness.groups]
    return wide.reindex(index=held_back["family_id"], columns=wanted).fillna(NOT_STATED).reset_index(drop=True)
