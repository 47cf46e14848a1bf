"""Write the true probabilities: per family, quarter and outcome, with help and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.store import Coded, write_parquet
from csps.synthetic.calendar import as_dates
from csps.synthetic.truth.eligibility import EligibilityRisk, evidence
from csps.synthetic.truth.risk import RiskTables

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from csps.synthetic.lives.borough import Borough
    from csps.synthetic.lives.history import History

MALTREATMENT_WEEKS = 52
OUTCOMES = ("maltreatment", "eligibility")


def write_risk(path: Path, borough: Borough, history: History) -> None:
    """Write `risk.parquet`: family, quarter, outcome, p_harm, p_recorded, and both as they would be without help.

    For maltreatment the event is harm to a child within 52 weeks, and its record the outcome of the models. For
    eligibility the event is that three troubles come together within 26 weeks, and its record the threshold met.
    A probability that cannot be said is empty: the record of a family that meets the threshold already, or whose
    children are all under a plan.
    """
    quarters = [
        _quarter(borough, history, week, tables) for tables in [_Tables(borough, history)] for week in history.snapshots
    ]
    write_parquet(path, {name: _joined(name, quarters) for name in quarters[0]})


class _Tables:
    """The tables of chances, worked out once for all quarters."""

    def __init__(self, borough: Borough, history: History) -> None:
        mechanisms, alone = borough.mechanisms, borough.mechanisms.without_help()
        self.helped = RiskTables(mechanisms, weeks=MALTREATMENT_WEEKS)
        self.eligibility = EligibilityRisk(mechanisms)
        self.alone = RiskTables(alone, weeks=MALTREATMENT_WEEKS)
        self.eligibility_alone = EligibilityRisk(alone)
        self.met = evidence(history)


def _quarter(borough: Borough, history: History, week: int, tables: _Tables) -> dict[str, npt.NDArray | Coded]:
    families, day = history.snapshots[week], history.calendar.first_day(week)
    number = len(families["household"])
    harm, recorded = tables.helped.look_up(families)
    harm_alone, recorded_alone = tables.alone.look_up(families)
    trouble, eligible = tables.eligibility.look_up(families, tables.met, day)
    trouble_alone, eligible_alone = tables.eligibility_alone.look_up(families, tables.met, day)
    return {
        "family": np.tile(families["household"], 2),
        "quarter": as_dates(np.full(2 * number, day)),
        "outcome": Coded(np.repeat(np.arange(2, dtype=np.int32), number), list(OUTCOMES)),
        "p_harm": np.r_[harm, trouble].astype(np.float64),
        "p_recorded": np.r_[recorded, eligible].astype(np.float64),
        "p_harm_without_help": np.r_[harm_alone, trouble_alone].astype(np.float64),
        "p_recorded_without_help": np.r_[recorded_alone, eligible_alone].astype(np.float64),
    }


def _joined(name: str, quarters: list[dict[str, npt.NDArray | Coded]]) -> npt.NDArray | Coded:
    if name == "outcome":
        return Coded(np.concatenate([quarter[name].indices for quarter in quarters]), list(OUTCOMES))  # type: ignore[union-attr]
    return np.concatenate([quarter[name] for quarter in quarters])  # type: ignore[arg-type]
