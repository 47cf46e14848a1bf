"""What MLflow calls to load a model that csps recorded: a name in plain text where a pickle would otherwise be.

MLflow checks no file. The digest it kept beside the model catches damage, not a forger, who would change both: to score
families, csps takes a model that a reviewer signed and does not come this way.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csps.riskmodel.model import RiskModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    import pandas as pd


class ScoringFunction:
    """A model in the manner of MLflow's general kind.

    Args:
        model: the model.
    """

    def __init__(self, model: RiskModel) -> None:
        self.model = model

    def predict(self, frame: pd.DataFrame) -> npt.NDArray[np.float64]:
        """Give calibrated scores, one per row. See `RiskModel.score`."""
        return self.model.score(frame)


def _load_pyfunc(data_path: str, model_config: Mapping[str, str]) -> ScoringFunction:
    """Load a model from MLflow's folder; the name and arguments are MLflow's.

    Raises:
        IntegrityError: files are missing, added or damaged.
    """
    return ScoringFunction(RiskModel.load(Path(data_path), model_config["digest"]))
