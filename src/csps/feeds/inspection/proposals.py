"""Where unknown columns might belong: proposed by their names and their values, for a person to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.feeds.inspection.meanings import said_in_words
from csps.feeds.inspection.names import likeness, topics
from csps.feeds.inspection.result import Proposal
from csps.feeds.inspection.values import as_day, suitability
from csps.feeds.layouts.layout import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csps.contracts.model import Column, Table

WORTH_SAYING = 0.3
SURE = 0.7
PLACED = 0.5
"""What a column is worth that counts as having found a place."""
CONTRADICTED = 0.25
"""What a name is worth whose values are of another kind."""
VALUES_ALONE = 0.6
"""What values are worth without a name: many columns hold days."""
NAMED = 0.15
"""What it is worth that all words of the table's name stand in the file's name and its headings."""


class Judge:
    """What values suit, asked once for every kind of column.

    Args:
        columns: heading -> some of its values.
    """

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        self.columns = columns
        self._known: dict[tuple[object, ...], float | None] = {}

    def suitability(self, heading: str, column: Column) -> float | None:
        """Say how well a heading's values suit a column of a contract."""
        kind = (heading, column.identity, column.type, column.codes and column.codes.name)
        if kind not in self._known:
            self._known[kind] = suitability(self.columns[heading], column)
        return self._known[kind]


def proposed(judge: Judge, tables: Iterable[str], taken: Iterable[tuple[str, str]] = ()) -> dict[str, Proposal]:
    """Propose a place for each column, each place once: the surest first.

    Args:
        judge: who has seen the columns' values.
        tables: the tables that come into question.
        taken: table and column of places that are filled already.
    """
    filled, names = set(taken), list(tables)
    chances = sorted(
        (
            (found, heading)
            for heading in judge.columns
            for name in names
            for column in delivered_tables()[name].columns
            if (name, column.name) not in filled
            for found in (_proposal(judge, heading, name, column),)
            if found is not None
        ),
        key=lambda chance: (-chance[0].confidence, chance[1], chance[0].table, chance[0].column),
    )
    chosen: dict[str, Proposal] = {}
    for found, heading in chances:
        if heading not in chosen and (found.table, found.column) not in filled:
            chosen[heading] = found
            filled.add((found.table, found.column))
    return {heading: chosen[heading] for heading in judge.columns if heading in chosen}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a file fits a table.

    Args:
        table: its name.
        score: from 0 to 1: the share of the file's columns that find a place, each as far as that is sure, less what the
            table must have and would not get.
        mapping: heading -> where it would go.
    """

    table: str
    score: float
    mapping: Mapping[str, Proposal]


def ranked(judge: Judge, said: str = "") -> list[Fit]:
    """Give the tables in which any column would find a place, the best first.

    Args:
        judge: who has seen the columns' values.
        said: the file's name, whose words count a little: "school_roll.csv" is rather about schools.
    """
    fits = []
    for name, table in delivered_tables().items():
        mapping = proposed(judge, [name])
        if mapping:
            fits.append(Fit(name, _score(judge, table, mapping, said), mapping))
    return sorted(fits, key=lambda fit: (-fit.score, fit.table))


def _score(judge: Judge, table: Table, mapping: Mapping[str, Proposal], said: str) -> float:
    filled = [heading for heading, values in judge.columns.items() if values] or list(judge.columns)
    placed = sum(mapping[heading].confidence for heading in filled if heading in mapping) / len(filled)
    sure = {proposal.column: proposal.confidence for proposal in mapping.values()}
    wanted = [column.name for column in table.columns if column.required]
    there = sum(sure.get(name, 0.0) for name in wanted) / len(wanted)
    topic = set(normal(table.name.partition(".")[2]).split())
    told = len(topic & topics([said, *judge.columns])) / len(topic)
    return round(min(placed * (1 + there) / 2 + NAMED * told, 1), 2)


def is_sure(judge: Judge, table: str, mapping: Mapping[str, Proposal]) -> bool:
    """Say whether a file is of a table beyond reasonable doubt; a wrong table is worse than a proposal.

    Every column that the table must have is proposed with confidence, half of the file's columns find a place, and none
    that holds days is left over: a list of reviews has everything that a list of people must have, and a day besides.
    """
    wanted = {column.name for column in delivered_tables()[table].columns if column.required}
    sure = {heading: proposal.column for heading, proposal in mapping.items() if proposal.confidence >= SURE}
    filled = [heading for heading, values in judge.columns.items() if values]
    placed = [heading for heading in filled if heading in mapping and mapping[heading].confidence >= PLACED]
    left_over = any(heading not in sure and _are_days(judge.columns[heading]) for heading in filled)
    return wanted <= set(sure.values()) and len(placed) * 2 >= len(filled) and not left_over


def _are_days(values: Sequence[str]) -> bool:
    return sum(as_day(value) is not None for value in values) * 10 >= len(values) * 9


def _proposal(judge: Judge, heading: str, table: str, column: Column) -> Proposal | None:
    alike, suits = likeness(heading, column.name), judge.suitability(heading, column)
    if alike and suits == 0:
        confidence, by = alike * CONTRADICTED, "names"
    elif alike and suits:
        confidence, by = 1 - (1 - alike) * (1 - suits), "names and values"
    elif alike:
        confidence, by = alike * 0.95, "names"  # nothing in the values speaks for it, or against it
    else:
        confidence, by = (suits or 0) * VALUES_ALONE, "values"
    confidence = round(min(confidence, 0.99), 2)
    if confidence < WORTH_SAYING:
        return None
    said = said_in_words(judge.columns[heading], column)
    return Proposal(table=table, column=column.name, confidence=confidence, by=by, values=said)
