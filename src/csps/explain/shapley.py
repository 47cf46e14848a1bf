"""Exact Shapley values of every family's margin, by woodelf, held against LightGBM's own in every run.

Path-dependent Shapley values of a tree ensemble (Lundberg et al. 2020, Nature Machine Intelligence 2, 56-67). Woodelf
(Nadel and Wettenstein 2025) gives the same values for whole populations in a hundredth of the time. `shap.TreeExplainer`
asks LightGBM for them (`pred_contrib`), and so does the check here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import IntegrityError

if TYPE_CHECKING:
    import numpy.typing as npt
    import shap

    from csps.riskmodel import RiskModel

    Reals = npt.NDArray[np.float64]

FAMILIES_AT_ONCE = 50_000  # what woodelf holds beside its result grows with them; every call goes through every tree
CHECKED = 200  # families whose values are held against LightGBM's
CLOSE = 1e-5  # log-odds by which a value may differ from LightGBM's
CLOSE_SUM = 1e-4  # by which all of a family's values together may miss its margin: woodelf's are 32-bit floats
DECIMALS = 6  # kept: a millionth of log-odds is nothing to anybody


def contributions(model: RiskModel, frame: pd.DataFrame) -> Reals:
    """Give what each feature adds to each family's margin, verified on a sample.

    Args:
        model: the model.
        frame: one row per family, with the model's features.

    Returns:
        log-odds in the shape (families, features), in the model's order. A row and `model.expected_margin` add up to
        the family's margin.

    Raises:
        IntegrityError: they do not, or differ from LightGBM's own.
    """
    matrix = pd.DataFrame(model.matrix(frame), columns=list(model.feature_names_in_))
    parts = [
        _computed(model, matrix.iloc[start : start + FAMILIES_AT_ONCE])
        for start in range(0, len(matrix), FAMILIES_AT_ONCE)
    ]
    found = np.vstack(parts) if parts else np.empty((0, model.n_features_in_))
    _verify(model, matrix, found)
    return found.round(DECIMALS) + 0.0  # adding nought turns -0.0 into 0.0, which has other bytes


def explanation(model: RiskModel, frame: pd.DataFrame) -> shap.Explanation:
    """Give the same as SHAP's own object, for its plots: `shap.plots.waterfall(explanation(model, frame)[0])`."""
    import shap  # noqa: PLC0415 - takes seconds to import, and only notebooks draw

    values = contributions(model, frame)
    return shap.Explanation(
        values=values,
        base_values=np.full(len(values), model.expected_margin),
        data=model.matrix(frame),
        feature_names=list(model.feature_names_in_),
    )


def _computed(model: RiskModel, matrix: pd.DataFrame) -> Reals:
    from woodelf import WoodelfExplainer  # noqa: PLC0415 - importing it compiles and reads much that a refusal never needs

    explainer = WoodelfExplainer(model.booster, feature_perturbation="tree_path_dependent")
    return np.asarray(explainer.shap_values(matrix, verbose=False), dtype=np.float64)


def _verify(model: RiskModel, matrix: pd.DataFrame, found: Reals) -> None:
    """Hold a sample, spread evenly, against LightGBM's values, and every sum against its margin."""
    if not len(matrix):
        return
    sample = np.unique(np.linspace(0, len(matrix) - 1, min(CHECKED, len(matrix))).astype(int))
    own = model.contributions(matrix.iloc[sample])
    differ = ~(np.abs(found[sample] - own[:, :-1]).max(axis=1) <= CLOSE)  # so that what is no number differs too
    missed = ~(np.abs(found.sum(axis=1) + own[0, -1] - model.margin(matrix)) <= CLOSE_SUM)
    if differ.any() or missed.any():
        raise IntegrityError(
            f"Contributions to {model.name} cannot be trusted: {int(differ.sum())} of {len(sample)} families in a sample "
            f"differ from LightGBM's own values, and {int(missed.sum())} of {len(matrix)} do not add up to the score.",
            next_step="Do not use the reasons. Reinstall the locked versions and run it again.",
        )
