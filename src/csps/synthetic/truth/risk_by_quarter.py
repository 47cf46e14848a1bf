"""Write the true probabilities: per family, quarter and outcome, with help and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.store import Coded, write_parquet
from csps.synthetic.calendar import as_dates
from csps.synthetic.truth.eligibility import EligibilityRisk
from csps.synthetic.truth.needs import evidence
from csps.synthetic.truth.risk import RiskTables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csps.synthetic.lives.borough import Borough
    from csps.synthetic.lives.history import History
    from csps.synthetic.lives.mechanisms import Mechanisms
    from csps.synthetic.lives.registers import Column
    from csps.synthetic.truth.intervals import Intervals

MALTREATMENT_WEEKS = 52
OUTCOMES = ("maltreatment", "eligibility")


def write_risk(path: Path, borough: Borough, history: History) -> None:
    """Write `risk.parquet`: family, quarter, outcome, p_harm, p_recorded, and both as they would be without help.

    For maltreatment the event is harm to a child within 52 weeks, and its record the outcome of the models. For
    eligibility the event is that three troubles come together within 26 weeks, and its record the threshold met by a
    family that did not meet it.
    A probability that cannot be said is empty: the record of maltreatment where all children are under a plan.
    """
    met, mechanisms = evidence(history), borough.mechanisms
    helped, alone = _Tables(mechanisms), _Tables(mechanisms.without_help())
    columns: dict[str, list[Column]] = {}
    for week, families in history.snapshots.items():
        day, number = history.calendar.first_day(week), len(families["household"])
        quarter = {
            "family": np.tile(families["household"], len(OUTCOMES)),
            "quarter": as_dates(np.full(len(OUTCOMES) * number, day)),
            "outcome": np.repeat(np.arange(len(OUTCOMES), dtype=np.int32), number),
        }
        quarter["p_harm"], quarter["p_recorded"] = helped.look_up(families, met, day)
        quarter["p_harm_without_help"], quarter["p_recorded_without_help"] = alone.look_up(families, met, day)
        for name, values in quarter.items():
            columns.setdefault(name, []).append(values)
    whole = {name: np.concatenate(parts) for name, parts in columns.items()}
    write_parquet(path, whole | {"outcome": Coded(whole["outcome"], list(OUTCOMES))})


class _Tables:
    """The tables of chances of both outcomes, worked out once for all quarters."""

    def __init__(self, mechanisms: Mechanisms) -> None:
        self._maltreatment = RiskTables(mechanisms, weeks=MALTREATMENT_WEEKS)
        self._eligibility = EligibilityRisk(mechanisms)

    def look_up(self, families: Mapping[str, Column], met: Mapping[str, Intervals], day: int) -> tuple[Column, Column]:
        """Give the chance of the event and of its record: maltreatment of every family, then eligibility of every one."""
        harm, recorded = self._maltreatment.look_up(families)
        trouble, eligible = self._eligibility.look_up(families, met, day)
        return np.r_[harm, trouble].astype(np.float64), np.r_[recorded, eligible].astype(np.float64)
