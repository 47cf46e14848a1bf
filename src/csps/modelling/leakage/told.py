"""What the caller can tell about where values and rows come from: compared, not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError
from csps.modelling.leakage.leak import WHOLE, Check, Leak

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from csps.modelling.leakage.rows import Rows

ROUNDING = 1e-5  # relative: features are kept as 32-bit floats


def recomputed(rows: Rows, again: pd.DataFrame) -> Iterator[Leak]:
    """Find columns that come out otherwise when everything known after the date is taken away beforehand.

    Args:
        rows: the rows.
        again: the same columns computed again in that way, in the same order of rows. Rows that were not computed again
            are empty throughout.

    Raises:
        UsageError: it has another number of rows, or none of the columns.
    """
    names = [name for name in rows.names if name in again.columns]
    if len(again) != len(rows.outcome) or not names:
        raise UsageError("What was computed again does not have the same rows and columns.")
    values = again.loc[:, names].to_numpy(dtype=np.float64, na_value=np.nan)
    here = ~np.isnan(values).all(axis=1)
    for place, name in enumerate(names):
        old, new = rows.matrix[here, rows.names.index(name)], values[here, place]
        differ = ~(np.isclose(old, new, rtol=ROUNDING, atol=ROUNDING) | (np.isnan(old) & np.isnan(new)))
        if differ.any():
            share = float(differ.mean())
            words = f"{differ.sum()} of {here.sum()} values differ when what was known later is taken away first"
            yield Leak(check=Check.KNOWN_LATER, column=name, figure=share, bound=0.0, words=words)


def dated(
    rows: Rows,
    latest: Mapping[str, Sequence[object]],
    sources: Mapping[str, Collection[str]],
    label_tables: Collection[str],
) -> Iterator[Leak]:
    """Find columns behind which there are facts from after the row's date.

    Args:
        rows: the rows.
        latest: column -> the day on which the newest fact behind each value happened or was known.
        sources: column -> the tables it is made of.
        label_tables: the tables in which the outcome is recorded: a fact in them from after the date is the outcome.

    Raises:
        UsageError: a column has another number of days.
    """
    assert rows.day is not None, "asked only where rows have dates"
    for name, days in latest.items():
        if len(days) != len(rows.outcome):
            raise UsageError(f"{name} has {len(days)} days of its newest facts for {len(rows.outcome)} rows.")
        newest = pd.to_datetime(pd.Series(list(days))).to_numpy().astype("datetime64[D]")
        after = ~np.isnat(newest) & (newest.astype(np.int64) > rows.day)
        if after.any():
            of_label = bool(set(sources.get(name, ())) & set(label_tables))
            yield Leak(
                check=Check.LABEL_TABLE if of_label else Check.KNOWN_LATER,
                column=name,
                figure=float(after.mean()),
                bound=0.0,
                words=f"{after.sum()} values rest on facts from after the date",
            )


def divided(rows: Rows) -> Iterator[Leak]:
    """Find groups of families that are in more than one fold."""
    assert rows.fold is not None, "asked only where rows have folds"
    pairs = np.unique(np.column_stack([rows.group, rows.fold]), axis=0)
    groups, folds = np.unique(pairs[:, 0], return_counts=True)
    torn = int((folds > 1).sum())
    if torn:
        words = f"{torn} of {len(groups)} groups of families are in several folds"
        yield Leak(check=Check.FOLDS, column=WHOLE, figure=float(torn), bound=0.0, words=words)


def beyond(rows: Rows, horizon_weeks: int, test: date) -> Iterator[Leak]:
    """Find rows whose outcome was not complete when the test date came."""
    assert rows.day is not None, "asked only where rows have dates"
    late = rows.day + 7 * horizon_weeks > (test - type(test)(1970, 1, 1)).days
    if late.any():
        words = f"the outcomes of {late.sum()} rows reach beyond the test date {test.isoformat()}"
        yield Leak(check=Check.HORIZON, column=WHOLE, figure=float(late.mean()), bound=0.0, words=words)
