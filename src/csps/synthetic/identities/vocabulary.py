"""Strings that grow: every distinct text once, and numbers that stand for it.

Three hundred thousand people and a million and a half records share some tens of thousands of distinct names. They
are kept as int32 numbers into one `Vocabulary`; a text is touched once however many people bear it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

NOTHING = 0  # the number of the empty text: no name, not known


class Vocabulary:
    """A growable list of distinct texts. Number 0 is the empty text; a text keeps its number for ever.

    Numbers are given in the order in which texts are first met, so equal calls in equal order give equal numbers.

    >>> words = Vocabulary(["Ada", "Grace"])
    >>> words.add(["Grace", "Mary"]).tolist()
    [2, 3]
    >>> words.texts([3, 0]).tolist()
    ['Mary', '']
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts: list[str] = [""]
        self._numbers: dict[str, int] = {"": NOTHING}
        self._table: NDArray[np.object_] | None = None
        self.add(texts)

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, texts: Iterable[str]) -> NDArray[np.int32]:
        """Give the number of each text, taking in those not met before. One Python step per text: pass distinct ones."""
        return np.fromiter((self._number(text) for text in texts), dtype=np.int32)

    def _number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = len(self._texts)
            self._numbers[text] = number
            self._texts.append(text)
        return number

    def texts(self, ids: NDArray[np.integer[Any]] | list[int]) -> NDArray[np.object_]:
        """Give the texts of an array of numbers, in an object array of the same shape.

        Raises:
            IndexError: a number that was never given.
        """
        if self._table is None or len(self._table) != len(self._texts):
            self._table = np.array(self._texts, dtype=object)
        result: NDArray[np.object_] = self._table[np.asarray(ids)]
        return result

    def map(self, ids: NDArray[np.int32], change: Callable[[str], str]) -> NDArray[np.int32]:
        """Apply `change` to each distinct text among `ids` and give the numbers of the results, shape of `ids`."""
        present = np.zeros(len(self._texts), dtype=bool)
        present[ids] = True
        distinct = np.flatnonzero(present)
        table = np.zeros(len(present), dtype=np.int32)
        table[distinct] = self.add([change(self._texts[number]) for number in distinct])
        result: NDArray[np.int32] = table[ids]
        return result

    def combine(
        self, left: NDArray[np.int32], right: NDArray[np.integer[Any]], join: Callable[[str, int], str]
    ) -> NDArray[np.int32]:
        """Apply `join(text of left, number in right)` to each distinct pair, shape of `left`.

        `right` may be numbers of texts (see `text_of`) or any other small whole numbers, such as a random choice.
        """
        pairs, inverse = np.unique(left.astype(np.int64) << 32 | right.astype(np.int64), return_inverse=True)
        made = self.add([join(self._texts[pair >> 32], pair & 0xFFFFFFFF) for pair in pairs.tolist()])
        result: NDArray[np.int32] = made[inverse].reshape(left.shape)
        return result

    def text_of(self, number: int) -> str:
        """Give one text."""
        return self._texts[number]

    def number_of(self, text: str) -> int:
        """Give the number of a text, or 0 when it was never taken in."""
        return self._numbers.get(text, NOTHING)


class Alternatives:
    """For some texts of a vocabulary, other texts that stand for the same name: nicknames, spellings.

    Args:
        choices: for the number of a text, the numbers of its alternatives in order.
        size: numbers below this may have alternatives; later ones have none.
    """

    def __init__(self, choices: dict[int, list[int]], size: int) -> None:
        counts = np.zeros(size, dtype=np.int64)
        for number, others in choices.items():
            counts[number] = len(others)
        self._counts = counts
        self._starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        self._flat = np.array([other for number in sorted(choices) for other in choices[number]], dtype=np.int32)

    def has(self, ids: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Say which numbers have at least one alternative."""
        return (ids < len(self._counts)) & (self._counts[np.minimum(ids, len(self._counts) - 1)] > 0)

    def pick(self, ids: NDArray[np.int32], rng: np.random.Generator) -> NDArray[np.int32]:
        """Give one alternative for each number, evenly drawn; a number without any is given back."""
        able = self.has(ids)
        draws = rng.random(len(ids))
        result = ids.copy()
        numbers = ids[able]
        result[able] = self._flat[self._starts[numbers] + (draws[able] * self._counts[numbers]).astype(np.int64)]
        return result
