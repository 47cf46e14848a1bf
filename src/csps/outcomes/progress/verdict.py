"""What can be said of a need: the verdict, since when and until when the progress must hold, and the rows that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Verdict(StrEnum):
    """Whether a family's progress is shown."""

    PROVEN = "proven"  # it has held for the whole period
    DISPROVEN = "disproven"  # the need is still there, or came back too late for the period to pass
    RUNNING = "running"  # nothing speaks against it, and the period is not over
    NOT_KNOWN = "not known"  # what would say it did not arrive, or nothing that arrives can say it


@dataclass(frozen=True)
class Sign:
    """A source row that speaks of a need.

    Args:
        table: where it is.
        row: what tells it from the table's other rows, as column and value.
        person_id: the person it is about.
        since: from which day it shows the need.
        until: the first day on which it shows it no more; the same day for an event, None while it lasts.
        delivery: the delivery that brought it; None for rows that were added up.
        line: of that delivery.
    """

    table: str
    row: str
    person_id: str
    since: date
    until: date | None
    delivery: str | None = None
    line: int | None = None

    def lasts_beyond(self, day: date) -> bool:
        """Say whether it still shows the need after a day."""
        return self.until is None or self.until > day


def in_order(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """Give signs once each, the earliest first."""

    def _order(sign: Sign) -> tuple[object, ...]:
        written = (sign.delivery or "", sign.line or 0)
        return (sign.since, sign.table, sign.row, sign.person_id, str(sign.until), *written)

    return tuple(sorted(set(signs), key=_order))


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A verdict and what it rests on.

    Args:
        verdict: what can be said.
        why: in a sentence.
        judged_on: the day up to which was looked.
        holds_from: since when nothing speaks against the progress; None where something does.
        due_on: the day on which it is, or was, proven if nothing speaks against it until then.
        signs: the rows that speak of it, the earliest first.
    """

    verdict: Verdict
    why: str
    judged_on: date
    holds_from: date | None = None
    due_on: date | None = None
    signs: tuple[Sign, ...] = ()
