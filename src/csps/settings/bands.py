"""Ranges of scores that people can tell apart."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, with_config

from csps.domain.errors import UsageError
from csps.settings.faults import Fault, refuse
from csps.settings.owned import Owned
from csps.settings.plain_values import CLOSED, Share, Text


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One range.

    Args:
        name: what a practitioner reads.
        from_score: the lowest score in it.
    """

    name: Text
    from_score: Share


def _in_order(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    refuse(_disorder(bands))
    return bands


def _disorder(bands: tuple[Band, ...]) -> Iterator[Fault]:
    if bands[0].from_score != 0:
        yield Fault(
            (0, "from_score"), f"is {bands[0].from_score}", "the first band begins at 0, or scores would be in none"
        )
    for place, (lower, higher) in enumerate(pairwise(bands), start=1):
        if higher.from_score <= lower.from_score:
            words = f"is {higher.from_score}, and the band before it begins at {lower.from_score}"
            yield Fault((place, "from_score"), words, "a higher score never has a lower band")
    names = [band.name for band in bands]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Fault(
                (place, "name"), f'is "{name}", as an earlier band is called', "each band has a name of its own"
            )


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Bands(Owned):
    """The bands, lowest first.

    Args:
        levels: two to seven; the first begins at 0, and each begins above the one before it.
    """

    levels: Annotated[tuple[Band, ...], Field(min_length=2, max_length=7), AfterValidator(_in_order)]

    def place_of(self, score: float) -> int:
        """Give the place of a score's band, 0 for the lowest; a higher score never has a lower place.

        Args:
            score: a probability from 0 to 1.

        Raises:
            UsageError: the score is none.
        """
        if not 0 <= score <= 1:
            raise UsageError("A score outside 0 to 1 has no band.")
        return bisect_right([band.from_score for band in self.levels], score) - 1

    def name_of(self, score: float) -> str:
        """Give the name of a score's band."""
        return self.levels[self.place_of(score)].name
