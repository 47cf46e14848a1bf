"""Families on dates of the past: what was known about each, what happened next, and which fold it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import ContractError, UsageError
from csps.modelling.rule import NEEDS_MET, counts_needs
from csps.store.rows import stream_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import ibis
    import numpy.typing as npt

    from csps.contracts.feature import Feature
    from csps.settings import ModelSpec
    from csps.store import Connection, Edition

FEATURES, OUTCOME, FOLD, CRITERION = (
    "features.family_week",
    "outcomes.family_outcome",
    "outcomes.fold",
    "outcomes.criterion_met",
)
KEY = ["as_of", "family_id"]


@dataclass(frozen=True, slots=True)
class Observations:
    """One row per family and date, in the order of date and family.

    Args:
        frame: as_of, family_id, group_id, fold, outcome, event_on (empty where nothing happened), the features as 32-bit floats (NaN: not known) and, for a
            model whose rule counts needs, `needs_met`.
    """

    frame: pd.DataFrame

    @property
    def outcome(self) -> npt.NDArray[np.bool_]:
        """Whether it happened, one truth value per row."""
        return np.asarray(self.frame["outcome"], dtype=np.bool_)

    @property
    def fold(self) -> npt.NDArray[np.int64]:
        """Number of each row's fold."""
        return np.asarray(self.frame["fold"], dtype=np.int64)

    def without(self, features: Sequence[Feature]) -> Observations:
        """Give the same families and dates without what was known of them."""
        return Observations(self.frame.drop(columns=[each.name for each in features]))

    def counts(self) -> dict[str, dict[str, int]]:
        """Give families and outcomes by date."""
        by_date = self.frame.groupby("as_of")["outcome"].agg(["size", "sum"])
        return {
            day.isoformat(): {"families": int(families), "outcomes": int(outcomes)}
            for day, families, outcomes in by_date.itertuples()
        }


def read_observations(
    edition: Edition, spec: ModelSpec, features: Sequence[Feature], dates: Sequence[date]
) -> Observations:
    """Read families whom the model is about and whose outcome is known.

    Args:
        edition: holds features, outcomes and folds of the dates.
        spec: the model.
        features: which to read.
        dates: as-of dates.

    Raises:
        UsageError: a table lacks a date.
        ContractError: a family that has an outcome has no features or no fold.
    """
    _refuse_missing(edition, spec, dates)
    with edition.connect() as lake:
        outcomes = _outcomes(lake, spec, dates)
        expected = outcomes.count().to_pyarrow().as_py()
        families = _families(lake, outcomes, spec, dates).to_pyarrow().to_pandas()
        matrix, told = _filled(_known(lake, outcomes, features, dates), families)
    if told.sum() != expected:
        raise ContractError(
            f"{expected} families and dates have an outcome of {spec.name}, {told.sum()} of them features and a fold.",
            next_step="Compute features, outcomes and folds again for the same dates.",
        )
    known = pd.DataFrame(matrix, columns=[each.name for each in features], copy=False)
    return Observations(pd.concat([families, known], axis=1))


def _filled(known: ibis.Table, families: pd.DataFrame) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """Read features into the one matrix that stays, and say of which rows there were any.

    Joined here, as they come: DuckDB takes ten seconds to join two hundred columns to anything and half a one to read
    them, and each whole copy of half a million rows is another half gigabyte.
    """
    names = [name for name in known.columns if name not in KEY]
    matrix = np.full((len(families), len(names)), np.nan, dtype=np.float32)
    told = np.zeros(len(families), dtype=np.bool_)
    places = pd.MultiIndex.from_frame(families[KEY])
    for batch in stream_of(known):
        rows = batch.to_pandas()
        place = places.get_indexer(pd.MultiIndex.from_frame(rows[KEY]))
        matrix[place[place >= 0]] = rows.loc[place >= 0, names].to_numpy(dtype=np.float32)
        told[place[place >= 0]] = True
    return matrix, told


def fingerprints_of(edition: Edition, spec: ModelSpec, dates: Sequence[date]) -> dict[str, str]:
    """Name the hash of every snapshot that `read_observations` reads: the data a model rests on."""
    parts = edition.manifest().parts
    return {
        f"{table}/{part}": parts[table][part].sha256
        for table in (FEATURES, OUTCOME, FOLD, CRITERION)
        for part in _parts(table, spec, dates)
    }


def _parts(table: str, spec: ModelSpec, dates: Sequence[date]) -> tuple[str, ...]:
    days = tuple(day.isoformat() for day in dates)
    by_table: Mapping[str, tuple[str, ...]] = {
        FEATURES: days,
        OUTCOME: tuple(f"{spec.name}/{day}" for day in days),
        FOLD: (spec.name,),
        CRITERION: days if counts_needs(spec) else (),
    }
    return by_table[table]


def _refuse_missing(edition: Edition, spec: ModelSpec, dates: Sequence[date]) -> None:
    parts = edition.manifest().parts
    for table in (FEATURES, OUTCOME, FOLD, CRITERION):
        missing = [part for part in _parts(table, spec, dates) if part not in parts.get(table, {})]
        if missing:
            raise UsageError(
                f"There are no rows of {table} for {', '.join(missing)}.",
                next_step="Compute features, outcomes and folds for the same dates first.",
            )


def _dated(lake: Connection, table: str, dates: Sequence[date]) -> ibis.Table:
    """Give a table's rows of some dates, read whole: a union of its parts takes Ibis half a second for each."""
    rows = lake.table(table)
    return rows.filter(rows.as_of.isin(list(dates)))


def _outcomes(lake: Connection, spec: ModelSpec, dates: Sequence[date]) -> ibis.Table:
    rows = _dated(lake, OUTCOME, dates)
    wanted = rows.filter((rows.model == spec.name) & rows.in_population & rows.mature)
    return wanted.select(*KEY, outcome=wanted.happened, event_on=wanted.event_on)


def _families(lake: Connection, outcomes: ibis.Table, spec: ModelSpec, dates: Sequence[date]) -> ibis.Table:
    fold = lake.table(FOLD, part=spec.name).select(*KEY, "group_id", "fold")
    joined = outcomes.join(fold, KEY, how="inner")
    if counts_needs(spec):
        met = _dated(lake, CRITERION, dates)
        needs = met.group_by(KEY).agg(**{NEEDS_MET: met.headline.nunique()})
        joined = joined.left_join(needs, KEY).drop(*(f"{column}_right" for column in KEY))
        joined = joined.mutate(**{NEEDS_MET: joined[NEEDS_MET].fill_null(0)})
    return joined.order_by(KEY)


def _known(lake: Connection, outcomes: ibis.Table, features: Sequence[Feature], dates: Sequence[date]) -> ibis.Table:
    rows = _dated(lake, FEATURES, dates).semi_join(outcomes, KEY)
    return rows.select(*KEY, **{each.name: rows[each.name].cast("float32") for each in features})


def refuse_unfit(training: Observations, test: Observations, spec: ModelSpec, fewest: int) -> None:
    """Refuse to learn from too little.

    Raises:
        UsageError: nobody to test on.
        ContractError: too few outcomes, or none outside one fold.
    """
    happened, rows = int(training.outcome.sum()), len(training.frame)
    if min(happened, rows - happened) < fewest:
        raise ContractError(
            f"{spec.name}: {happened} outcomes among {rows} families and dates are too few to learn from; "
            f"there must be {fewest} with and {fewest} without.",
            next_step="Take in a longer history, or more families.",
        )
    folds = np.unique(training.fold)
    if len(folds) < 2 or any(not training.outcome[training.fold != fold].any() for fold in folds):
        raise ContractError(
            f"{spec.name}: {happened} outcomes lie in one of {len(folds)} folds, so that a model cannot be tried on "
            "families it has not seen.",
            next_step="Take in a longer history, or more families.",
        )
    if not len(test.frame):
        raise UsageError(f"{spec.name}: there is no family to test on at the test date.")
