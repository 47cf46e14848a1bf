"""This week's scores: every approved model looks at every family it is about, as known on the Monday."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from csps.domain.errors import ContractError, UsageError
from csps.domain.progress import Progress, SilentProgress
from csps.scoring.words import bands_of, of_100, places_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis
    import numpy as np

    from csps.riskmodel import RiskModel
    from csps.settings import Programme
    from csps.store import Connection, Edition

SCORE_TABLE = "scoring.score"


@dataclass(frozen=True, slots=True)
class Scored:
    """How many families were scored.

    Args:
        families: by model.
        bands: by model, then by band, the lowest band first.
    """

    families: Mapping[str, int]
    bands: Mapping[str, Mapping[str, int]]

    def __str__(self) -> str:
        """Say it in a sentence."""
        return "; ".join(f"{count:,} families scored for {model}" for model, count in self.families.items()) + "."


def score_week(
    edition: Edition,
    *,
    models: Mapping[str, tuple[str, RiskModel]],
    programme: Programme,
    progress: Progress | None = None,
) -> Scored:
    """Score the families of this week and write `scoring.score`.

    A family is scored by a model where `features.family_week` knows it this week and the model is about it
    (`outcomes.family_outcome`, in_population).

    Args:
        edition: the week that is being made.
        models: name -> version and model. Whoever calls has verified that they are approved.
        programme: the council's choices; its bands are used.
        progress: who watches.

    Raises:
        UsageError: no model, or families, features or populations were not computed for this week.
        ContractError: a feature is missing or of another type, or a model gave what is no probability.
    """
    if not models:
        raise UsageError(
            "There is no model to score with.", next_step="Have one approved: `csps approval approve MODEL`."
        )
    watching = progress or SilentProgress()
    tables = []
    with edition.connect() as lake:
        for name, (version, model) in watching.track(models.items(), what="scoring families", total=len(models)):
            frame = _families(lake, name, edition.week.isoformat(), model)
            tables.append(_scored(frame.family_id, model.score(frame), name, version, programme))
    rows = pd.concat(tables, ignore_index=True)
    rows.insert(0, "as_of", edition.week)
    edition.write(SCORE_TABLE, rows, part=edition.week.isoformat())
    return Scored({name: len(table) for name, table in zip(models, tables, strict=True)}, _counted(rows, programme))


def _families(lake: Connection, name: str, week: str, model: RiskModel) -> pd.DataFrame:
    """Give the features of the families that a model is about this week, in the order of their pseudonyms."""
    features = _part(lake, "features.family_week", week)
    population = _part(lake, "outcomes.family_outcome", f"{name}/{week}")
    about = features.semi_join(population.filter(population.in_population), "family_id")
    wanted = [column for column in model.feature_names_in_ if column in features.columns]
    return about.select("family_id", *wanted).order_by("family_id").to_pyarrow().to_pandas()


def _part(lake: Connection, table: str, part: str) -> ibis.Table:
    parts = {} if lake.manifest is None else lake.manifest.parts.get(table, {})
    if part not in parts:
        stage = table.partition(".")[0]
        raise UsageError(
            f"Nobody can be scored: there is no {table} for {part}.", next_step=f"Run `csps {stage}` first."
        )
    return lake.table(table, part=part)


def _scored(families: pd.Series, scores: np.ndarray, name: str, version: str, programme: Programme) -> pd.DataFrame:
    """Put scores into words.

    Raises:
        ContractError: a score is no probability.
    """
    wrong = int((~((scores >= 0) & (scores <= 1))).sum())  # what is not a number is neither
    if wrong:
        raise ContractError(
            f"{name}@{version} gave {wrong} of {len(scores)} families what is no probability.",
            next_step=f"Withdraw it: `csps approval withdraw {name}`, and train again.",
        )
    return pd.DataFrame(
        {
            "model": name,
            "model_version": version,
            "family_id": families,
            "score": scores,
            "band": bands_of(scores, programme.bands),
            "of_100": of_100(scores),
            "place": places_of(scores),
        }
    )


def _counted(rows: pd.DataFrame, programme: Programme) -> dict[str, dict[str, int]]:
    counts = rows.groupby(["model", "band"]).size()
    return {
        model: {band.name: int(counts.get((model, band.name), 0)) for band in programme.bands.levels}
        for model in rows.model.unique()
    }
