"""What was said of families held back from training, with the true probability of each beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from csps.domain.errors import UsageError
from csps.store import Lake
from csps.synthetic.marking.folders import Folder, read_recipe, refuse_strangers
from csps.synthetic.marking.households import dates, lend_households
from csps.synthetic.marking.persons import lend_true_persons, lend_true_records
from csps.synthetic.marking.risks import lend_risks, reals

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from csps.synthetic.marking.folders import Columns

SAID = "registry/candidates/{model}/held_back.parquet"
DAYS = "SELECT DISTINCT strftime(as_of::DATE, '%Y-%m-%d') AS day FROM said ORDER BY day"
BESIDE = """
    SELECT family_id, group_id, outcome, model, rule, logistic, p_harm, p_recorded
    FROM said LEFT JOIN family_risk USING (family_id) WHERE as_of::DATE = ?::DATE ORDER BY family_id
"""


def held_back(workspace: Path, truth: Path, model: str) -> Columns:
    """Give the predictions of a model in training, of its rule and baseline, beside the truth.

    Args:
        workspace: in which the model was trained.
        truth: made with it.
        model: its name.

    Returns:
        family_id, group_id, outcome, model, rule, logistic, p_harm and p_recorded, a row per family held back; the last
        two are NaN where the family has no true family, or the truth says no probability of a record for it.

    Raises:
        UsageError: one of the folders is not what it should be, or the model was not trained.
        IntegrityError: a file cannot be read.
    """
    refuse_strangers(workspace, read_recipe(truth))
    lake = Lake(workspace / "lake")
    manifest, file = lake.current(), SAID.format(model=model)
    if manifest is None or not (workspace / file).exists():
        raise UsageError(f"No {model} model was trained in {workspace}.", next_step=f"Run `csps train {model}` first.")
    with Folder(workspace) as seen, Folder(truth) as true:
        lend_true_records(seen, true, lake, manifest)
        lend_true_persons(seen, lake, manifest)
        seen.lend("said", seen.parquet(file))
        days = seen.ask(DAYS)["day"].tolist()
        if strange := sorted(set(days) - set(dates(manifest))):
            raise UsageError(f"{model} was tested on {strange[0]}, and the lake holds no families of that date.")
        parts = []
        for day in days:
            lend_households(seen, true, lake, manifest, day)
            lend_risks(seen, true, day, model)
            parts.append(seen.ask(BESIDE, [day]))
    return {name: np.concatenate([_plain(name, part[name]) for part in parts]) for name in parts[0]}


def _plain(name: str, column: NDArray[Any]) -> NDArray[Any]:
    """Give a column without its mask, which only probabilities need."""
    return reals(column) if name.startswith("p_") else np.ma.getdata(column)
