"""The true risk of each family of csps on a date: that of the true family in which most of its children live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from csps.synthetic.marking.folders import Folder

# What was so on the last first day of a quarter. The truth leaves a probability empty where it cannot be said: the
# record of maltreatment where all children are under a plan.
LAST_QUARTER = """
    SELECT family, quarter, p_harm, nullif(p_recorded, 'NaN'::DOUBLE) AS p_recorded FROM read_parquet($1)
    WHERE outcome = $2 AND quarter = (SELECT max(quarter) FROM read_parquet($1) WHERE quarter <= $3::DATE)
    ORDER BY family
"""
OF_EACH = """
    WITH youngest AS (
        SELECT family, person AS youngest FROM true_member JOIN true_child USING (person)
        QUALIFY row_number() OVER (PARTITION BY family ORDER BY second, born_on DESC, person) = 1
    )
    SELECT family_id, family, quarter, youngest, p_harm, p_recorded
    FROM true_family JOIN true_risk USING (family) JOIN youngest USING (family) ORDER BY family_id
"""


def lend_risks(workspace: Folder, truth: Folder, day: str, outcome: str) -> None:
    """Make the true risk of each family of csps the table `family_risk` of the workspace.

    It holds family_id, the true family, its youngest child, the quarter, and the probabilities p_harm and p_recorded.
    Families without a child who lives in a true family, and those new since the quarter began, are not in it.

    Args:
        workspace: it has the tables of `lend_households`.
        truth: what is so.
        day: as YYYY-MM-DD.
        outcome: the model's name.
    """
    workspace.lend("true_risk", truth.arrow(LAST_QUARTER, [str(truth.path / "risk.parquet"), outcome, day]))
    workspace.lend("family_risk", workspace.arrow(OF_EACH))


def reals(column: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Give a column of numbers, NaN where it is empty.

    >>> reals(np.ma.masked_array([1, 2], mask=[False, True])).tolist()
    [1.0, nan]
    """
    return np.ma.filled(np.ma.asarray(column).astype(np.float64), np.nan)
