"""From which weight on two heaps of records are one person, and from which on they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csps.settings import Programme


class Thresholds(NamedTuple):
    """Weights in bits, and the size at which a person is doubted.

    Args:
        sure: two heaps with dates of birth are one person; whatever rests on it may be shown to a practitioner.
        possible: a pair below `sure` is kept as a possible link, which nobody is shown and no family rests on.
        margin: by so much a person must be more like a heap without a birth than the next person is.
        most_records: more records of one person stop the run.
    """

    sure: float = 6.0
    possible: float = 2.0
    margin: float = 3.0
    most_records: int = 400

    @property
    def dated(self) -> float:
        """Between two heaps with dates of birth."""
        return self.sure

    @property
    def undated(self) -> float:
        """Between two without: with less to contradict them they must be more alike. Measured: see the benchmark of linkage."""
        return self.sure + 1

    @property
    def joining(self) -> float:
        """Of a heap without a birth to a person with one: `margin` guards it besides."""
        return self.sure - 1

    @classmethod
    def of(cls, programme: Programme) -> Thresholds:
        """Give those of a council's choices; where it made none, those that were measured."""
        chosen = programme.linkage
        if chosen is None:
            return cls()
        return cls(sure=chosen.sure, possible=chosen.possible, most_records=chosen.most_records)
