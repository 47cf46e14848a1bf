"""What the detector finds: which check a column or the rows fail, by which figure, and in what words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WHOLE = ""  # a finding about the rows, not about one column


class Check(StrEnum):
    """What is asked of every column, or of the rows as a whole."""

    LABEL_TABLE = "outcome's own tables after the date"
    KNOWN_LATER = "known only after the date"
    SAME_AS_OUTCOME = "says the outcome"
    TOO_GOOD = "too good to be true"
    ECHO = "tells the outcome and nothing else"
    MISSING = "emptiness tells the outcome"
    TIMING = "tells when it will happen"
    ORDER = "order of rows tells the outcome"
    IDENTIFIER = "names the row or the family"
    ENCODED = "made from the outcome"
    EARLIER_OUTCOME = "an earlier outcome not yet known"
    LATER_VALUE = "value of a later date"
    CALENDAR = "tells the date"
    FOLDS = "families on both sides"
    HORIZON = "training outcomes reach beyond the test date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One finding.

    Args:
        check: what was asked.
        column: of which column; empty where it is about the rows.
        figure: what was measured.
        bound: what an honest column stays within.
        words: both in a sentence.
    """

    check: Check
    column: str
    figure: float
    bound: float
    words: str

    def __str__(self) -> str:
        """Say it, the column first.

        >>> print(Leak(check=Check.FOLDS, column="", figure=2, bound=0, words="2 groups are in several folds"))
        rows: families on both sides (2 groups are in several folds)
        """
        return f"{self.column or 'rows'}: {self.check} ({self.words})"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakReport:
    """What came of looking.

    Args:
        leaks: the findings, by check and column.
        asked: the checks that could be asked, and of how many columns; what is not here lacked what it needs.
        not_asked: check -> what it would have needed.
        rows: that were looked at.
        outcomes: among them.
    """

    leaks: tuple[Leak, ...]
    asked: dict[Check, int]
    not_asked: dict[Check, str]
    rows: int
    outcomes: int

    @property
    def clean(self) -> bool:
        """Whether nothing was found by what could be asked."""
        return not self.leaks

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns with a finding, each once."""
        return tuple(dict.fromkeys(leak.column for leak in self.leaks if leak.column))
