"""An episode is told when it opens and told again, under the same key, when more is known: the later row replaces it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.store import Coded
from csps.synthetic.agencies.batch import Batch
from csps.synthetic.agencies.episodes import told_by
from csps.synthetic.calendar import FOREVER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.synthetic.agencies.batch import Values

LATE_CLOSING = (0, 60)  # days until a case that ended is closed in the system (data standards 4.6)


@dataclass(frozen=True)
class Telling:
    """Some rows, told on a day each, with some columns still empty.

    Args:
        rows: positions into the episodes.
        known: day number of the telling, one per row.
        hides: columns that nobody could fill yet.
    """

    rows: npt.NDArray[np.integer]
    known: npt.NDArray[np.integer]
    hides: Sequence[str] = field(default=())


def told(
    table: str,
    columns: Mapping[str, Values],
    persons: Mapping[str, npt.NDArray[np.integer]],
    tellings: Sequence[Telling],
) -> Batch:
    """Write episodes as many times as they are told; columns hold what is known in the end."""
    rows = np.concatenate([telling.rows for telling in tellings]).astype(np.int64)
    known = np.concatenate([telling.known for telling in tellings]).astype(np.int64)
    number = np.repeat(np.arange(len(tellings)), [len(telling.rows) for telling in tellings])
    written = {name: take(values, rows) for name, values in columns.items()}
    for place, telling in enumerate(tellings):
        for name in telling.hides:
            written[name] = blanked(written[name], number == place)
    return Batch(table, written, known, {role: person[rows] for role, person in persons.items()})


def told_twice(
    table: str,
    columns: Mapping[str, Values],
    persons: Mapping[str, npt.NDArray[np.integer]],
    *,
    opened: npt.NDArray[np.integer],
    ended: npt.NDArray[np.integer],
    hides: Sequence[str],
) -> Batch:
    """Write episodes when they open, and again when the system knows that they ended.

    Args:
        table: the contract's name.
        columns: every column, as it is when the episode has ended.
        persons: see `Batch`.
        opened: day on which the opening is known.
        ended: day on which the end is known, FOREVER while it lasts. Who ends before the opening is known is told once.
        hides: columns that are empty until the end.
    """
    heard = told_by(opened, ended)
    opening, end = heard.only(~heard.ended), heard.only(heard.ended)
    return told(table, columns, persons, [Telling(opening.row, opening.known, hides), Telling(end.row, end.known)])


def known_after(days: npt.NDArray[np.integer], delay: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Add a delay to days; FOREVER stays FOREVER."""
    return np.where(days >= FOREVER, FOREVER, days.astype(np.int64) + delay)


def take(values: Values, rows: npt.NDArray[np.integer]) -> Values:
    """Give a column's values at some rows."""
    return Coded(values.indices[rows], values.vocabulary) if isinstance(values, Coded) else values[rows]


def blanked(values: Values, where: npt.NDArray[np.bool_]) -> Values:
    """Empty a column in some rows: no code, no day, no yes or no."""
    if isinstance(values, Coded):
        return Coded(np.where(where, -1, values.indices), values.vocabulary)
    if values.dtype.kind == "M":
        return np.where(where, np.datetime64("NaT"), values)
    return np.ma.masked_array(values, mask=np.ma.getmaskarray(values) | where)
