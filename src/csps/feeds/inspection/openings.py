"""What a draft leaves open about columns: which heading a column of the contract has, where that is not sure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from csps.feeds.inspection.proposals import SURE, Judge, proposed
from csps.feeds.inspection.values import SUITS, suitability
from csps.feeds.splitting import CANONICAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.contracts.model import Column, Table
    from csps.feeds.inspection.result import Proposal

MOST_NAMED = 4
"""Headings that are named beside a column."""
NEARLY = 0.9
"""Share of a heading's values that suit a kind of identity."""


def openings(
    table: Table,
    mapping: Mapping[str, Proposal],
    values: Mapping[str, Sequence[str]],
    repeated: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Give the columns of a contract of which a person must say the heading, each with what speaks for which.

    Columns that rows can do without are among them where a heading might be theirs, and those that name or find somebody
    where any heading without a place holds values of their kind: what is called absent is not looked for, and a name that
    nobody looks for would be dropped.

    Args:
        table: the contract.
        mapping: where each heading would go.
        values: heading -> some of its values.
        repeated: the same of headings that stand there more than once, which no column can have.
    """
    sure = {one.column for one in mapping.values() if one.confidence >= SURE}
    doubtful = {one.column: (heading, one) for heading, one in mapping.items() if one.confidence < SURE}
    placed = {heading for heading, one in mapping.items() if one.confidence >= SURE}
    free = [heading for heading in values if heading not in placed and values[heading]]
    twice = {one.column: name for name, one in proposed(Judge(dict.fromkeys(repeated, ())), [table.name]).items()}
    found = {}
    for column in table.columns:
        if column.name in sure:
            continue
        words = _words(column, doubtful.get(column.name), [one for one in free if _suits(values[one], column)])
        apart = [one for one in repeated if twice.get(column.name) == one or _suits(repeated[one], column)]
        if apart:
            named = ", ".join(map(quoted, apart))
            words = f"{words + '; ' if words else ''}more than one column is headed {named}: have them named apart"
        if column.required:
            found[column.name] = f"the contract needs it; {words or _any_of(without_a_place(mapping, values))}"
        elif words:
            found[column.name] = f"{words}, or delete the line and write {column.name} into absent"
    return found


def without_a_place(mapping: Mapping[str, Proposal], values: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the headings that would go nowhere, as they are written in a draft."""
    return [quoted(heading) for heading in values if heading not in mapping]


def _any_of(headings: Sequence[str]) -> str:
    named = ", ".join(headings[:MOST_NAMED])
    return f"name its heading, perhaps one of {named}" if named else "name its heading"


def _words(column: Column, doubtful: tuple[str, Proposal] | None, free: Sequence[str]) -> str:
    if doubtful is not None:
        heading, one = doubtful
        return f"perhaps {quoted(heading)} ({one.by}: {one.confidence:.2f})"
    if column.identity in CANONICAL and free:
        named = ", ".join(quoted(heading) for heading in free[:MOST_NAMED])
        return f"perhaps {named}"
    return ""


def _suits(values: Sequence[str], column: Column) -> bool:
    """Say whether values are of the kind of an identity."""
    if column.identity not in CANONICAL:
        return False
    return (suitability(values, column) or 0.0) >= SUITS * NEARLY


def quoted(text: str) -> str:
    r"""Write a text as TOML does, which takes no sign that cannot be seen, so that it stays on its line.

    >>> print(quoted("Col\n\x7f"))
    "Col\n\u007f"
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
