"""What an agency says in one table, before it is cut into deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

from csps.store import Coded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Values: TypeAlias = "np.ndarray | Coded"


@dataclass(frozen=True)
class Batch:
    """Rows of one table, in any order.

    Args:
        table: the contract's name, for example "feeds.police_incident".
        columns: every column of the contract; dates as datetime64[D] (NaT for none), whole numbers as int64 or masked
            int64, flags as bool, texts and codes as `Coded` (preferred) or object arrays.
        known: day number from which the agency's system holds the row: it goes out with the next extract. Rows known
            before the first delivered day go out with the first extract.
        persons: the true persons of each row, by the role of the column that names them, NOBODY for none.
    """

    table: str
    columns: Mapping[str, Values]
    known: npt.NDArray[np.integer]
    persons: Mapping[str, npt.NDArray[np.integer]]

    def __len__(self) -> int:
        return len(self.known)


def coded(values: npt.NDArray[np.integer], words: Sequence[str]) -> Coded:
    """Make a column of codes from positions in a short list; -1 is empty."""
    return Coded(np.asarray(values, dtype=np.int32), list(words))


def constant(value: str, rows: int) -> Coded:
    """Make a column that says the same in every row."""
    return Coded(np.zeros(rows, dtype=np.int32), [value])


def empty(rows: int) -> Coded:
    """Make a column that says nothing."""
    return Coded(np.full(rows, -1, dtype=np.int32), [""])


def numbered(prefix: str, numbers: npt.NDArray[np.integer], width: int = 7) -> Coded:
    """Make a column of references such as "EH0000123" from whole numbers; negative is empty.

    >>> numbered("EH", np.array([7, -1]), width=3).vocabulary.tolist()
    ['EH007']
    """
    distinct, place = np.unique(numbers, return_inverse=True)
    present = distinct >= 0
    words = np.array([f"{prefix}{number:0{width}d}" for number in distinct[present].tolist()], dtype=object)
    return Coded((place - np.count_nonzero(~present)).astype(np.int32).clip(-1), words)


@runtime_checkable
class Stream(Protocol):
    """A table too large to be held whole: it comes week by week."""

    def weeks(self) -> Iterator[Batch]:
        """Give one batch per week."""
        ...
