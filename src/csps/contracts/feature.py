"""What a feature is, to everybody who meets one: the question it answers, its unit, and what an empty value means.

How its value is found is declared in `csps.features`; this is what the other rooms see of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from csps.contracts.model import Purpose, Sensitivity, Type
from csps.domain.ages import age
from csps.domain.errors import ContractError


class Missing(StrEnum):
    """What a feature says of a family about which its source has nothing."""

    NOTHING_HAPPENED = "nothing happened"  # 0: the register would hold it
    NEVER = "never happened"  # empty: there is no day to count from, and the register would hold it
    NOT_KNOWN = "not known"  # empty: no member is in the register, or the register does not say


class State(StrEnum):
    """What a value says: three ways of saying nothing are three different things."""

    SOMETHING = "something is known"
    NOTHING_HAPPENED = "nothing happened"
    NOT_KNOWN = "not known"
    ABSENT = "feed absent"


class Aggregation(StrEnum):
    """What is made of the rows."""

    COUNT = "how many"
    NOW = "how many now"
    TOTAL = "sum"
    MOST = "largest"
    LEAST = "smallest"
    RATE = "share"
    RECENCY = "time since the latest"
    DURATION = "how long so far"
    CHANGE = "this quarter against the last"
    TREND = "slope over quarters"
    BREADTH = "how many agencies"
    TOGETHER = "several things at once"


class Expected(StrEnum):
    """Which way a higher value is expected to move a score, before any data was seen."""

    RAISES = "raises"
    LOWERS = "lowers"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What a reason says of a value, in words that need no explanation.

    Args:
        many: with {value}, for example "{value} police incidents in the last 12 months"; or with {age} for months since
            a birth, for example "the youngest child is {age} old".
        one: of the value 1.
        none: of the value 0.
        empty: of an empty value.
        fewer: of a value below 0, with {value} for the distance; only where a value can be.
    """

    many: str
    one: str
    none: str
    empty: str
    fewer: str = ""

    def said(self, value: float | None) -> str:
        """Say a value.

        >>> incidents = Phrases(many="{value} calls", one="one call", none="no call", empty="calls are not known")
        >>> incidents.said(3), incidents.said(1), incidents.said(0), incidents.said(None)
        ('3 calls', 'one call', 'no call', 'calls are not known')
        """
        if value is None or math.isnan(value):
            return self.empty
        if value < 0 and self.fewer:
            return self.fewer.format(value=_number(-value))
        words = self.none if value == 0 else self.one if value == 1 else self.many
        return words.format(value=_number(value), age=age(value))


def _number(value: float) -> str:
    """Write a number as a coordinator would: no decimals that say nothing, thousands apart."""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 10 else f"{value:,.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One column of `features.family_week`.

    A feature of a feed that was never delivered is empty for every family, whatever `missing` says.

    Args:
        name: the column.
        topic: the family of features it belongs to, as `feature_families` of a model's specification names it.
        question: the question it answers, in plain English.
        phrase: what a reason says of a value, for example "{value} police incidents in the last 12 months".
        type: INTEGER or REAL.
        unit: of the value.
        sources: the tables it reads.
        window_weeks: how far it looks back; None where it looks at the whole past.
        expected: which way a higher value is expected to move a score.
        missing: what it says where its source has nothing.
        phrases: the same for one, none, fewer and an empty value; made from `phrase` where left out.
        aggregation: what is made of the rows.
        told_by: for a feature that can be empty: the feature that says which of the ways of saying nothing it is. It is 0
            where nothing happened or nothing is known, and empty where the feed is absent.
        sensitivity: of the most sensitive column it rests on.
        purposes: what every column it rests on may be used for.

    Raises:
        ContractError: it is of another type, or looks back no time at all.
    """

    name: str
    topic: str
    question: str
    phrase: str
    type: Type
    unit: str
    sources: tuple[str, ...]
    window_weeks: int | None = None
    expected: Expected = Expected.RAISES
    missing: Missing = Missing.NOTHING_HAPPENED
    phrases: Phrases | None = None
    aggregation: Aggregation = Aggregation.COUNT
    told_by: str | None = None
    sensitivity: Sensitivity = Sensitivity.SPECIAL
    purposes: frozenset[Purpose] = frozenset({Purpose.SCORING, Purpose.CASEWORK})

    def __post_init__(self) -> None:
        """Refuse a feature that a model cannot take."""
        if self.type not in (Type.INTEGER, Type.REAL):
            raise ContractError(f"The feature {self.name} is of type {self.type.value}; a feature is a number.")
        if self.window_weeks is not None and self.window_weeks < 1:
            raise ContractError(f"The feature {self.name} looks back {self.window_weeks} weeks; it takes one or more.")

    def said(self, value: float | None, *, absent: bool = False) -> str:
        """Say a value in the words of a reason.

        Args:
            value: None where it is empty.
            absent: whether it is empty for every family, because a source had not arrived.

        >>> feature = Feature(
        ...     name="calls", topic="police", question="How many calls?", phrase="{value} calls", type=Type.INTEGER,
        ...     unit="calls", sources=("feeds.police_incident",))
        >>> feature.said(2), feature.said(None)
        ('2 calls', 'not known: how many calls?')
        >>> feature.said(None, absent=True)
        'not known, because nothing was delivered: how many calls?'
        """
        if absent:
            return f"not known, because nothing was delivered: {self._asked()}"
        return (self.phrases or self._plain()).said(value)

    def as_absent(self) -> Feature:
        """Give the feature for a date on which a source of it was absent: where it is empty, it is not known."""
        missing = Missing.NOT_KNOWN if self.missing is Missing.NEVER else self.missing
        phrases = replace(self.phrases or self._plain(), empty=self.said(None, absent=True))
        return replace(self, missing=missing, phrases=phrases)

    def _plain(self) -> Phrases:
        return Phrases(many=self.phrase, one=self.phrase, none=self.phrase, empty=f"not known: {self._asked()}")

    def _asked(self) -> str:
        return self.question[:1].lower() + self.question[1:]

    def state(self, value: float | None, *, absent: bool = False) -> State:
        """Say which of the ways of saying nothing a value is, if it is one.

        >>> since = Feature(
        ...     name="weeks", topic="police", question="How long ago?", phrase="{value} weeks", type=Type.INTEGER,
        ...     unit="weeks", sources=("feeds.police_incident",), missing=Missing.NEVER)
        >>> since.state(0).value, since.state(None).value, since.state(None, absent=True).value
        ('something is known', 'nothing happened', 'feed absent')
        """
        if absent:
            return State.ABSENT
        if value is None or math.isnan(value):
            return State.NOT_KNOWN if self.missing is Missing.NOT_KNOWN else State.NOTHING_HAPPENED
        nothing = value == 0 and self.missing is Missing.NOTHING_HAPPENED
        return State.NOTHING_HAPPENED if nothing else State.SOMETHING
