"""A line of the programme's entry rules: what it says, where it comes from, and which rows are evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csps.settings.own_rules import Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis

    from csps.outcomes.evidence import Evidence


__all__ = ["Judgement", "Line", "Standing"]


class Judgement(StrEnum):
    """What can be said of a criterion and a family."""

    MET = "met"
    NOT_MET = "not met"  # no row speaks for it, and everything it reads was there
    NOT_JUDGED = "not judged"  # no row speaks for it, and something it reads was missing


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a rule set.

    Args:
        id: for example "SF1.1".
        headline: number of the headline it belongs to.
        words: what it says, in one sentence.
        standing: whether its words were confirmed.
        source: where they were read, or what is to be checked.
        find: gives the evidence (`csps.outcomes.origin.counting`). None where only a professional's nomination can say
            it, or other lines do.
        lacking: what data the line would need and does not have; it is met by nomination only, or in part.
        all_of: other lines of the rule set, all of which must be met on the same day.
    """

    id: str
    headline: int
    words: str
    standing: Standing
    source: str
    find: Callable[[Evidence], ibis.Table] | None = None
    lacking: str = ""
    all_of: tuple[str, ...] = ()
