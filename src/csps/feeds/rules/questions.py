"""What the rows of a table are asked, all rules at once.

Every question is one bit of a number that is computed for all rows together; where no bit is set, nothing more is asked.
A table with more questions than a number has bits gets several numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from csps.feeds.rules.catalogue import ROW_RULES, VALUE_RULES
from csps.feeds.rules.rule import Effect, Row, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csps.contracts.model import Table
    from csps.feeds.rules.rule import Rule

BITS = 62  # of a 64-bit number that are safe to shift
ANSWERS = "_broken"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to every row.

    Args:
        column: which column is meant.
        rule: what is broken where the answer is yes.
        broken: the question.
        place: its place among all questions of the table.
    """

    column: str
    rule: Rule
    broken: ibis.Value
    place: int

    @property
    def answers(self) -> str:
        """The column that holds its answers."""
        return f"{ANSWERS}_{self.place // BITS}"

    @property
    def bit(self) -> int:
        """Its bit in them."""
        return 1 << self.place % BITS

    def is_broken(self, rows: ibis.Table) -> ibis.Value:
        """Say of rows that have the answers whether they break the rule."""
        return (rows[self.answers] & self.bit) != 0


def questions(table: Table, read: ibis.Table, values: Mapping[str, ibis.Value]) -> list[Question]:
    """Give everything that is asked of the rows of a table, in order.

    Args:
        table: the contract.
        read: the delivery's rows, all of them text, with `_known_on`.
        values: the same in their declared types.
    """
    return [
        Question(column, rule, broken, place)
        for place, (column, rule, broken) in enumerate(_asked(table, read, values))
    ]


def answers(asked: Sequence[Question]) -> dict[str, ibis.Value]:
    """Put the answers into numbers: the bit of a question is set where its rule is broken."""
    found: dict[str, ibis.Value] = {}
    for question in asked:  # a question without an answer is not broken: it leads to 0 as well
        bit = ibis.ifelse(question.broken, ibis.literal(question.bit, "int64"), ibis.literal(0, "int64"))
        found[question.answers] = found[question.answers] + bit if question.answers in found else bit
    return found


def rejects(asked: Sequence[Question], rows: ibis.Table) -> ibis.Value:
    """Say of rows that have the answers whether they are rejected."""
    masks: dict[str, int] = {}
    for question in asked:
        if question.rule.effect is Effect.ROW:
            masks[question.answers] = masks.get(question.answers, 0) | question.bit
    return ibis.or_(*((rows[name] & mask) != 0 for name, mask in masks.items()))


def _asked(table: Table, read: ibis.Table, values: Mapping[str, ibis.Value]) -> Iterator[tuple[str, Rule, ibis.Value]]:
    happened = None if table.happened_on is None else values[table.happened_on]
    for column in table.columns:
        asked = Value(table, column, read[column.name], values[column.name], happened, read["_known_on"])
        for value_rule in VALUE_RULES:
            broken = value_rule.broken(asked)
            if broken is not None:
                yield column.name, value_rule, broken
    row = Row(table, values, read["_known_on"])
    for row_rule in ROW_RULES:
        if not row_rule.tables or table.name in row_rule.tables:
            for column_name, is_broken in row_rule.broken(row):
                yield column_name, row_rule, is_broken
