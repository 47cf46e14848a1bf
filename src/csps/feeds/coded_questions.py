"""What rows are asked where each column has few distinct values: once of each value, or of each pair that occurs.

A question about one column has one answer for each of its values. One about several columns is asked of the combinations
of their values that occur in a stretch of rows. The answers are those that each row would have given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
from ibis.expr import operations

from csps.feeds.patterns import band_of
from csps.feeds.rules.questions import answers, questions
from csps.feeds.rules.values import typed
from csps.vault import beside_one_another

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from csps.contracts.model import Table
    from csps.feeds.bench import Bench
    from csps.feeds.rules.questions import Question
    from csps.settings import Feed
    from csps.vault import CodedColumn

ASKED, KNOWN = "asked", "_known_on"
TYPED, BAND = "_typed ", "_band "
FEW = 4  # combinations of values for each row that are counted one by one, before they are looked for


@dataclass(frozen=True, slots=True)
class Answered:
    """What the distinct values of some rows are.

    Args:
        typed: column -> each of its values in its declared type.
        bands: column -> the band of each.
        broken: questions and the rows that break their rule, in order.
    """

    typed: Mapping[str, list[object]]
    bands: Mapping[str, list[str]]
    broken: Sequence[tuple[Question, np.ndarray]]


class CodedQuestions:
    """Everything that is asked of the rows of a table.

    Args:
        table: the contract.
        feed: how its values are spelled.
        known_on: the extraction date of the rows.
        bench: where values are laid.
    """

    def __init__(self, table: Table, feed: Feed, known_on: date, bench: Bench) -> None:
        self._names, self._known_on, self._bench = table.column_names, known_on, bench
        read = ibis.table({**dict.fromkeys(self._names, "string"), KNOWN: "date"}, name=ASKED)
        values = typed(table, feed, read)
        self._by_columns = _by_columns(questions(table, read, values), self._names)
        alone = [one for columns, asked in self._by_columns.items() if len(columns) == 1 for one in asked]
        with_day = {**values, KNOWN: read[KNOWN]}
        chosen = {TYPED + name: value for name, value in values.items()}
        chosen |= {BAND + column.name: band_of(column, with_day) for column in table.columns}
        self._alone = bench.prepared(read.select(**chosen, **answers(alone)))
        self._together = {
            columns: bench.prepared(read.select(**answers(asked)))
            for columns, asked in self._by_columns.items()
            if len(columns) > 1
        }

    def ask(self, columns: Mapping[str, CodedColumn]) -> Answered:
        """Ask every question of some rows.

        Args:
            columns: by the contract's names.
        """
        self._lay({name: column.values for name, column in columns.items()})
        found = self._alone()
        sizes = {name: len(column.values) for name, column in columns.items()}
        broken = list(self._broken_alone(columns, found))
        for names, compute in self._together.items():
            broken += self._broken_together(names, compute, columns)
        return Answered(
            {name: found[TYPED + name].slice(0, size).to_pylist() for name, size in sizes.items()},
            {name: found[BAND + name].slice(0, size).to_pylist() for name, size in sizes.items()},
            sorted(broken, key=lambda pair: pair[0].place),
        )

    def _broken_alone(self, columns: Mapping[str, CodedColumn], found: Any) -> Iterator[tuple[Question, np.ndarray]]:
        for (name,), asked in ((names, asked) for names, asked in self._by_columns.items() if len(names) == 1):
            column = columns[name]
            for question in asked:
                is_broken = (_numbers(found, question)[: len(column.values)] & question.bit) != 0
                if is_broken.any():
                    yield question, np.flatnonzero(is_broken[column.places])

    def _broken_together(
        self, names: tuple[str, ...], compute: Callable[[], Any], columns: Mapping[str, CodedColumn]
    ) -> Iterator[tuple[Question, np.ndarray]]:
        if not len(columns[names[0]].places):
            return
        some, place_of = _combinations([columns[name] for name in names])
        self._lay({name: columns[name].values.take(columns[name].places[some]) for name in names})
        found = compute()
        for question in self._by_columns[names]:
            is_broken = (_numbers(found, question) & question.bit) != 0
            if is_broken.any():
                yield question, np.flatnonzero(is_broken[place_of])

    def _lay(self, values: Mapping[str, Any]) -> None:
        """Lay lists of values beside one another; the shorter ones are filled up, and what stands there means nothing."""
        self._bench.lay(ASKED, beside_one_another(self._names, values, {KNOWN: self._known_on}))


def _by_columns(asked: Sequence[Question], names: Sequence[str]) -> dict[tuple[str, ...], list[Question]]:
    """Sort questions by the columns that they look at, in order; one that looks at none is asked of the first column."""
    found: dict[tuple[str, ...], list[Question]] = {}
    for question in asked:
        seen = {node.name for node in question.broken.op().find(operations.Field)} - {KNOWN}
        columns = tuple(name for name in names if name in seen) or tuple(names[:1])
        found.setdefault(columns, []).append(question)
    return found


def _combinations(columns: Sequence[CodedColumn]) -> tuple[np.ndarray, np.ndarray]:
    """Give a row for each combination of values that occurs, and for each row the place of its own combination."""
    rows = len(columns[0].places)
    some, place_of, total = np.zeros(1, np.int64), np.zeros(rows, np.int64), 1
    for column in columns:
        together, total = place_of * len(column.values) + column.places, total * len(column.values)
        if total <= FEW * rows:
            row_of = np.full(total, -1, np.int64)
            row_of[together] = np.arange(rows)
            some = np.flatnonzero(row_of >= 0)
            number = np.zeros(total, np.int64)
            number[some] = np.arange(len(some))
            some, place_of = row_of[some], number[together]
        else:
            _, some, place_of = np.unique(together, return_index=True, return_inverse=True)
        total = len(some)
    return some, place_of


def _numbers(found: Any, question: Question) -> np.ndarray:
    return np.asarray(found[question.answers].fill_null(0).to_numpy())
