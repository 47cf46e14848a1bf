"""The rows that are looked at, as plain arrays: made once from a frame, whatever it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Reals = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.int64]

FEWEST = 20  # rows with the outcome, and without: with fewer nothing can be told from chance


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Families on dates.

    Args:
        names: of the columns.
        matrix: their values (rows, columns), NaN where empty.
        outcome: whether it happened.
        group: number of each row's group of families; rows of one group are not independent.
        day: of each row, as whole days; None where the rows have no date.
        event_day: days after the row's own date at which it happened, NaN elsewhere; None where not known.
        family: number of each row's family, to follow it over dates; None where not known.
        fold: of each row; None where there is none.
    """

    names: tuple[str, ...]
    matrix: Reals
    outcome: Flags
    group: Places
    day: Places | None = None
    event_day: Reals | None = None
    family: Places | None = None
    fold: Places | None = None

    @cached_property
    def half(self) -> Flags:
        """Which of two halves each row is in: whole groups, shared out by lot that is the same every time."""
        groups = int(self.group.max()) + 1
        in_half: Flags = np.random.default_rng(1).permutation(groups) % 2 == 0
        return in_half[self.group]

    def groups_with(self, outcome: Flags) -> int:
        """Count the groups in which something happened: how many independent outcomes there are, at most."""
        return len(np.unique(self.group[outcome]))


def rows_of(
    frame: pd.DataFrame,
    outcome: Sequence[object],
    *,
    columns: Sequence[str] | None = None,
    as_of: str | None = None,
    family: str | None = None,
    group: str | None = None,
    fold: str | None = None,
    event_on: Sequence[object] | None = None,
) -> Rows:
    """Turn a frame into rows. See `csps.modelling.find_leaks` for what each argument is.

    Raises:
        UsageError: a column is not there or not a number, lengths differ, or too little happened.
    """
    told = (as_of, family, group, fold)
    names = tuple(columns if columns is not None else (name for name in frame.columns if name not in told))
    _refuse(frame, outcome, names, told)
    happened = pd.Series(list(outcome)).astype("float64").to_numpy() > 0
    if min(happened.sum(), (~happened).sum()) < FEWEST:
        raise UsageError(
            f"{happened.sum()} of {len(frame)} rows have the outcome; leaks can be told from chance with {FEWEST} of each."
        )
    numbered = {name: _numbered(frame[name]) for name in (family, group) if name is not None}
    whose = numbered.get(group or "", numbered.get(family or ""))
    dated = None if as_of is None else _days(frame[as_of])
    return Rows(
        names=names,
        matrix=frame.loc[:, list(names)].to_numpy(dtype=np.float64, na_value=np.nan),
        outcome=happened,
        group=np.arange(len(frame)) if whose is None else whose,
        day=dated,
        event_day=None if event_on is None or dated is None else _after(event_on, dated),
        family=None if family is None else numbered[family],
        fold=None if fold is None else frame[fold].to_numpy(dtype=np.int64),
    )


def _refuse(
    frame: pd.DataFrame, outcome: Sequence[object], names: tuple[str, ...], told: tuple[str | None, ...]
) -> None:
    missing = [name for name in (*names, *(name for name in told if name)) if name not in frame.columns]
    if missing:
        raise UsageError(f"The frame has no column {', '.join(missing)}.")
    if len(outcome) != len(frame):
        raise UsageError(f"There are {len(outcome)} outcomes for {len(frame)} rows.")
    words = [name for name in names if not pd.api.types.is_numeric_dtype(frame[name])]
    if words:
        raise UsageError(f"Not numbers: {', '.join(words)}.", next_step="Name the columns a model is to see.")
    if not names:
        raise UsageError("No column is left to look at.")


def _numbered(values: pd.Series) -> Places:
    return np.asarray(pd.factorize(values)[0], dtype=np.int64)


def _days(values: pd.Series) -> Places:
    return np.asarray(pd.to_datetime(values).to_numpy().astype("datetime64[D]").astype(np.int64))


def _after(event_on: Sequence[object], day: Places) -> Reals | None:
    """Give days from the row's date to the event; nothing where no day is known at all."""
    dates = pd.to_datetime(pd.Series(list(event_on))).to_numpy().astype("datetime64[D]")
    if np.isnat(dates).all():
        return None
    return np.where(np.isnat(dates), np.nan, dates.astype(np.int64).astype(np.float64) - day)
