"""Explaining: from a model and families to contributions and reasons, for families held back and for this week's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import ContractError, UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.explain.reasons import reasons_of
from csps.explain.shapley import contributions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import ibis
    import numpy.typing as npt

    from csps.contracts.feature import Feature
    from csps.riskmodel import RiskModel
    from csps.settings import ModelSpec
    from csps.store import Connection, Edition

KEY = ["as_of", "family_id"]
VALUE_DECIMALS = 4  # of a feature's value: it was held as a 32-bit float


@dataclass(frozen=True, slots=True)
class Explained:
    """What was explained.

    Args:
        families: how many, models counted apart.
        contributions: rows written.
        reasons: rows written.
    """

    families: int
    contributions: int
    reasons: int

    def __add__(self, other: Explained) -> Explained:
        return Explained(
            self.families + other.families,
            self.contributions + other.contributions,
            self.reasons + other.reasons,
        )


@dataclass(frozen=True, slots=True)
class _Whose:
    """The columns that say whose explanation it is."""

    model: str
    model_version: str
    population: str
    as_of: date

    @property
    def part(self) -> str:
        """The part of the tables that holds it."""
        return f"{self.model}/{'held_back' if self.population == 'held_back' else self.as_of.isoformat()}"

    def columns(self, rows: int) -> dict[str, pd.Categorical]:
        """Give the columns, each value held once."""
        told = {
            "model": self.model,
            "model_version": self.model_version,
            "population": self.population,
            "as_of": self.as_of,
        }
        return {name: pd.Categorical.from_codes(np.zeros(rows, np.int8), [value]) for name, value in told.items()}


def explain_held_back(
    edition: Edition,
    *,
    model: RiskModel,
    version: str,
    features: Sequence[Feature],
    spec: ModelSpec,
    test: date,
    progress: Progress | None = None,
) -> Explained:
    """Explain the score of every family held back, before anybody approves the model.

    Args:
        edition: holds features and outcomes of the test date.
        model: the model.
        version: the first 16 digits of its digest.
        features: all there are.
        spec: the model's specification.
        test: the date on which it is tested.
        progress: who watches.

    Raises:
        UsageError: the date has no features or outcomes.
        ContractError: the model rests on a feature that is not declared.
        IntegrityError: contributions do not add up.
    """
    with edition.connect() as lake:
        outcome = lake.table("outcomes.family_outcome", part=f"{spec.name}/{test.isoformat()}")
        families = outcome.filter(outcome.in_population & outcome.mature).select(*KEY)
        frame = _known(lake, families, test, model)
        told = _as_they_were(lake, features, test)
    whose = _Whose(spec.name, version, "held_back", test)
    (progress or SilentProgress()).say(f"{spec.name}: finding reasons for {len(frame):,} families held back")
    return _explain(edition, whose, model, told, frame)


def explain_week(
    edition: Edition,
    *,
    models: Mapping[str, tuple[str, RiskModel]],
    features: Sequence[Feature],
    progress: Progress | None = None,
) -> Explained:
    """Explain every score of the week.

    Args:
        edition: holds the week's features and scores.
        models: version and model, by name.
        features: all there are.
        progress: who watches.

    Raises:
        UsageError: the week has no features or scores.
        ContractError: a model rests on a feature that is not declared, or scores are of another version.
        IntegrityError: contributions do not add up.
    """
    progress = progress or SilentProgress()
    told = Explained(0, 0, 0)
    for name, (version, model) in models.items():
        with edition.connect() as lake:
            score = lake.table("scoring.score", part=edition.week.isoformat())
            _refuse_other_version(score, name, version)
            frame = _known(lake, score.filter(score.model == name).select(*KEY), edition.week, model)
            known = _as_they_were(lake, features, edition.week)
        whose = _Whose(name, version, "week", edition.week)
        progress.say(f"{name}: finding reasons for {len(frame):,} families")
        told += _explain(edition, whose, model, known, frame)
    return told


def _refuse_other_version(score: ibis.Table, name: str, version: str) -> None:
    others = score.filter((score.model == name) & (score.model_version != version)).count().to_pyarrow().as_py()
    if others:
        raise ContractError(
            f"{others} scores of {name} are of another version than {version}.",
            next_step="Score the week again with the model that is in force.",
        )


def _known(lake: Connection, families: ibis.Table, as_of: date, model: RiskModel) -> pd.DataFrame:
    """Read the model's features of some families, in the order of their pseudonyms."""
    known = lake.table("features.family_week", part=as_of.isoformat()).semi_join(families, KEY)
    frame = known.select("family_id", *model.feature_names_in_).to_pyarrow().to_pandas()
    frame = frame.sort_values("family_id", ignore_index=True)
    expected = families.count().to_pyarrow().as_py()
    if len(frame) != expected:
        raise UsageError(
            f"{expected - len(frame)} of {expected} families have no features as of {as_of.isoformat()}.",
            next_step="Compute the features again.",
        )
    return frame


def _as_they_were(lake: Connection, features: Sequence[Feature], as_of: date) -> list[Feature]:
    """Give features as they were on a date: one of whose sources nothing had been delivered is not known where it is empty."""
    states = lake.table_or_empty("features.source_state")
    silent = states.filter((states.as_of == as_of) & (states.state != "there")).table_name
    absent = set(silent.to_pyarrow().to_pylist())
    return [feature.as_absent() if absent.intersection(feature.sources) else feature for feature in features]


def _explain(
    edition: Edition,
    whose: _Whose,
    model: RiskModel,
    features: Sequence[Feature],
    frame: pd.DataFrame,
) -> Explained:
    seen = _features_of(model, features)
    values = model.matrix(frame)
    added = contributions(model, frame)
    reasons = reasons_of(seen, values, added)
    families = pd.Index(frame["family_id"])
    long = _long(whose, families, seen, values, added)
    edition.write("explain.contribution", long, part=whose.part, in_order=True)
    rows = reasons.pop("row").to_numpy()
    edition.write(
        "explain.reason",
        reasons.assign(**whose.columns(len(rows)), family_id=pd.Categorical.from_codes(rows, families)),
        part=whose.part,
        in_order=True,
    )
    return Explained(len(frame), len(long), len(reasons))


def _features_of(model: RiskModel, features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Give the model's features in its order: a number without a declaration has no words."""
    declared = {feature.name: feature for feature in features}
    unknown = [name for name in model.feature_names_in_ if name not in declared]
    if unknown:
        raise ContractError(
            f"{model.name} rests on {len(unknown)} features that are not declared: {', '.join(unknown)}.",
            next_step="Train it again on the features there are.",
        )
    return tuple(declared[name] for name in model.feature_names_in_)


def _long(
    whose: _Whose,
    families: pd.Index,
    features: Sequence[Feature],
    values: npt.NDArray[np.float32],
    added: npt.NDArray[np.float64],
) -> pd.DataFrame:
    """Give one row per family and feature that moved its score at all, in the order of the table's key."""
    by_name = np.argsort([feature.name for feature in features])
    row, place = np.nonzero(added[:, by_name])
    column = by_name[place]
    return pd.DataFrame(
        {
            **whose.columns(len(row)),
            "family_id": pd.Categorical.from_codes(row, families),
            "feature": pd.Categorical.from_codes(column, [feature.name for feature in features]),
            "value": values[row, column].astype(np.float64).round(VALUE_DECIMALS),
            "contribution": added[row, column],
        }
    )
