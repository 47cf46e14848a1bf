"""What must be known of a model beside its trees, as JSON that is written in one way only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.contracts.feature import Expected
from csps.contracts.model import Type
from csps.domain.errors import UsageError
from csps.riskmodel.calibration import Calibrator
from csps.riskmodel.matrix import FeatureColumn
from csps.settings.learner import Calibration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csps.riskmodel.boosting import Settings

FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A model without its trees; see `RiskModel` for the fields."""

    calibrator: Calibrator
    columns: tuple[FeatureColumn, ...]
    name: str
    specification: str
    base_rate: float
    settings: Settings

    def to_bytes(self) -> bytes:
        """Write JSON: keys sorted, no blanks, floats in the fewest digits that read back the same."""
        line = self.calibrator
        told = {
            "base_rate": self.base_rate,
            "calibrator": {
                "kind": line.kind.value,
                "log_odds": line.log_odds,
                "margins": line.margins,
                "outer_slope": line.outer_slope,
            },
            "features": [
                {
                    "held_to": column.held_to.value,
                    "missing": column.missing,
                    "name": column.name,
                    "type": column.type.value,
                }
                for column in self.columns
            ],
            "format": FORMAT,
            "name": self.name,
            "settings": dict(self.settings),
            "specification": self.specification,
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Description:
        """Read what `to_bytes` wrote; the bytes were verified before.

        Raises:
            UsageError: it was written by another version of csps, in another format.
        """
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise UsageError(
                f"The model is in format {told['format']}; this csps reads format {FORMAT}.",
                next_step="Train it again.",
            )
        return cls(
            calibrator=_calibrator(told["calibrator"]),
            columns=tuple(
                FeatureColumn(each["name"], Type(each["type"]), each["missing"], Expected(each["held_to"]))
                for each in told["features"]
            ),
            name=told["name"],
            specification=told["specification"],
            base_rate=told["base_rate"],
            settings=told["settings"],
        )


def _calibrator(told: Mapping[str, Any]) -> Calibrator:
    return Calibrator(Calibration(told["kind"]), tuple(told["margins"]), tuple(told["log_odds"]), told["outer_slope"])
