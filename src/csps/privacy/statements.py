"""Restrictions that people of the programme set, lift or override: what they say, as it is kept in the vault.

A statement is about the records of a person on the day it is made, because a person's pseudonym may change when records
are linked otherwise, and a record's does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from csps.contracts.code_lists.programme import STATED_RESTRICTION
from csps.domain.errors import UsageError
from csps.keys import canonical_json, parse_canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csps.vault import Statement

KIND = "restriction"
_WHAT = "a statement about a restriction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A restriction that somebody set, as it stands now.

    Args:
        number: of the statement that set it.
        kind: a code of `feeds.restriction`, or OVERRIDE.
        records: whom it is about.
        started_on: first day.
        ended_on: last day; None while it lasts.
        said_on: when it was set.
        by: fingerprint of the key of whoever set it.
        reason: why, in a line.
    """

    number: int
    kind: str
    records: tuple[str, ...]
    started_on: date
    ended_on: date | None
    said_on: date
    by: str
    reason: str


def restricting(kind: str, started_on: date, ended_on: date | None, *, said_on: date, by: str, reason: str) -> bytes:
    """Write the statement that sets a restriction.

    Raises:
        UsageError: no such kind, or it ends before it begins.
    """
    if kind not in STATED_RESTRICTION.values:
        raise UsageError(f"There is no such restriction; there are {', '.join(STATED_RESTRICTION.values)}.")
    if ended_on is not None and ended_on < started_on:
        raise UsageError("The restriction would end before it begins.")
    return canonical_json(
        {
            "by": by,
            "kind": kind,
            "reason": reason,
            "said_on": said_on.isoformat(),
            "started_on": started_on.isoformat(),
            "ended_on": None if ended_on is None else ended_on.isoformat(),
        }
    )


def lifting(number: int, ended_on: date, *, said_on: date, by: str, reason: str) -> bytes:
    """Write the statement that ends a restriction on a day."""
    return canonical_json(
        {
            "by": by,
            "ended_on": ended_on.isoformat(),
            "lifts": number,
            "reason": reason,
            "said_on": said_on.isoformat(),
        }
    )


def standing(statements: Iterable[Statement]) -> tuple[Stated, ...]:
    """Give every restriction as it stands after all that was said about it; a later word about its end counts."""
    found: dict[int, Stated] = {}
    for statement in statements:
        told = parse_canonical(statement.content, _WHAT)
        assert isinstance(told, dict), "statements are written above"
        ends = None if told["ended_on"] is None else date.fromisoformat(told["ended_on"])
        if "lifts" in told:
            if told["lifts"] in found:
                found[told["lifts"]] = _ended(found[told["lifts"]], ends)
            continue
        found[statement.number] = Stated(
            number=statement.number,
            kind=told["kind"],
            records=statement.about,
            started_on=date.fromisoformat(told["started_on"]),
            ended_on=ends,
            said_on=date.fromisoformat(told["said_on"]),
            by=told["by"],
            reason=told["reason"],
        )
    return tuple(found[number] for number in sorted(found))


def _ended(stated: Stated, on: date | None) -> Stated:
    return Stated(
        number=stated.number,
        kind=stated.kind,
        records=stated.records,
        started_on=stated.started_on,
        ended_on=on,
        said_on=stated.said_on,
        by=stated.by,
        reason=stated.reason,
    )
