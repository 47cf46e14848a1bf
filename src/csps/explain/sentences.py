"""A reason in words, for a coordinator at the end of a long day: the fact, and which way it moves the score."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.contracts.feature import Feature

MATERIAL = 0.1  # log-odds: below it (a tenth of the odds) a fact is not worth a person's time
LITTLE, MUCH = 0.3, 1.0  # log-odds: about a third of the odds, and nearly three times the odds
_WHICH = re.compile(r"^(?:youngest|oldest)_")
_WINDOW = re.compile(r"_(?:\d+w|ever|now|change|weeks_since|weeks_open)$")


class Direction(StrEnum):
    """Which way a reason moves the score, as `explain.reason` writes it."""

    RAISES = "raises"
    LOWERS = "lowers"


def subject_of(feature: Feature) -> tuple[str, str]:
    """Give what a feature is about: counts of one thing in several windows are one subject, and so are children's ages.

    >>> from csps.contracts.feature import Feature
    >>> from csps.contracts.model import Type
    >>> words = {"topic": "police", "question": "?", "phrase": "{value}", "type": Type.INTEGER, "unit": "calls"}
    >>> subject_of(Feature(name="police_call_52w", sources=("feeds.police_incident",), **words))
    ('police', 'police_call')
    """
    return feature.topic, _WINDOW.sub("", _WHICH.sub("", feature.name))


def sentence(feature: Feature, value: float | None, contribution: float) -> str:
    """Say a reason, with words no larger than what it did to the score.

    Args:
        feature: the fact.
        value: of the family; None where it is not known, which is said.
        contribution: log-odds that the subject added to the margin.

    >>> from csps.contracts.feature import Feature
    >>> from csps.contracts.model import Type
    >>> calls = Feature(
    ...     name="call_52w", topic="police", question="How many?", type=Type.INTEGER, unit="incidents", window_weeks=52,
    ...     phrase="{value} police incidents in the last 12 months", sources=("feeds.police_incident",))
    >>> sentence(calls, 3, 0.5)
    '3 police incidents in the last 12 months (raises)'
    >>> sentence(calls, 3, 0.2)
    '3 police incidents in the last 12 months (raises a little)'
    """
    said = feature.said(value)
    direction = Direction.RAISES if contribution > 0 else Direction.LOWERS
    size = abs(contribution)
    how_much = " a little" if size < LITTLE else " a lot" if size >= MUCH else ""
    return f"{said[:1].upper()}{said[1:]} ({direction}{how_much})"
