"""A line of the programme's entry rules: what it says, where it comes from, and which rows are evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis

    from csps.outcomes.evidence import Evidence


class Standing(StrEnum):
    """Whether the line's words were read in a published text."""

    CONFIRMED = "confirmed"  # read in a page of government or of a council
    TO_CONFIRM = "to be confirmed"  # recalled, to be checked before it is called official


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
        find: gives the evidence: family_id, person_id, and since when and until when (left out: no end) a row counts.
            None where only a professional's nomination can say it.
        lacking: what data the line would need and does not have; it is met by nomination only, or in part.
    """

    id: str
    headline: int
    words: str
    standing: Standing
    source: str
    find: Callable[[Evidence], ibis.Table] | None = None
    lacking: str = ""
