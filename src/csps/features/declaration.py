"""How a feature is declared: what it measures, the words around it, and what is made of the measures.

A topic module calls one short function per kind; each gives one feature or one per window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.contracts.feature import Aggregation, Expected, Feature, Missing, Phrases
from csps.contracts.model import Type
from csps.domain.errors import ContractError
from csps.features.kind import WHOLE_PAST, Measure, Reading
from csps.features.source import purposes_of, sensitivity_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis

    from csps.features.kind import Kind

    Formula = Callable[..., ibis.Value]

QUARTER, HALF, YEAR, TWO_YEARS, THREE_YEARS = 13, 26, 52, 104, 156
_IN_WORDS = {
    QUARTER: "in the last 3 months",
    HALF: "in the last 6 months",
    YEAR: "in the last 12 months",
    TWO_YEARS: "in the last 2 years",
    THREE_YEARS: "in the last 3 years",
    WHOLE_PAST: "on record",
}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A feature with how its value is found.

    Args:
        feature: what everybody else sees of it.
        measures: the whole numbers it is made of.
        formula: what is made of them, in that order; None where there is one and it is the value.
        working: the formula in words a person can follow, {0} for the first measure; {all} for all of them.
        partial: a measure whose feed is absent counts as nothing, instead of emptying the feature.
    """

    feature: Feature
    measures: tuple[Measure, ...]
    formula: Formula | None = None
    working: str = "{0}"
    partial: bool = False


@dataclass(frozen=True)
class Noun:
    """What is counted, in words.

    Args:
        one: for example "police incident".
        many: for example "police incidents"; None for `one` with an s.
    """

    one: str
    many: str | None = None

    @property
    def plural(self) -> str:
        """More than one of it."""
        return self.many or f"{self.one}s"


def counts(
    topic: str, kind: Kind, noun: Noun, *weeks: int, expected: Expected = Expected.RAISES
) -> tuple[Declared, ...]:
    """Count things within windows: 0 where nothing happened."""
    return tuple(_count(topic, kind, noun, window, expected) for window in weeks)


def _count(topic: str, kind: Kind, noun: Noun, weeks: int, expected: Expected) -> Declared:
    when = _IN_WORDS[weeks]
    suffix = "ever" if weeks == WHOLE_PAST else f"{weeks}w"
    return declared(
        topic,
        f"{kind.name}_{suffix}",
        (Measure(kind=kind, reading=Reading.COUNT, weeks=weeks),),
        question=f"How many {noun.plural} were known {when}?",
        phrases=Phrases(
            many=f"{{value}} {noun.plural} {when}",
            one=f"1 {noun.one} {when}",
            none=f"no {noun.one} {when}",
            empty=f"{noun.plural} {when}: the source did not arrive",
        ),
        unit=noun.plural,
        expected=expected,
        aggregation=Aggregation.COUNT,
    )


def now(topic: str, kind: Kind, noun: Noun, *, expected: Expected = Expected.RAISES) -> Declared:
    """Count what is going on as of the day: 0 where nothing is."""
    return declared(
        topic,
        f"{kind.name}_now",
        (Measure(kind=kind, reading=Reading.COUNT, weeks=WHOLE_PAST),),
        question=f"How many {noun.plural} are there now?",
        phrases=Phrases(
            many=f"{{value}} {noun.plural} now",
            one=f"1 {noun.one} now",
            none=f"no {noun.one} now",
            empty=f"{noun.plural}: the source did not arrive",
        ),
        unit=noun.plural,
        expected=expected,
        aggregation=Aggregation.NOW,
    )


def weeks_since(topic: str, kind: Kind, noun: Noun, *, told_by: str, expected: Expected = Expected.LOWERS) -> Declared:
    """Give whole weeks since the latest: empty where it never happened, which the count `told_by` says as well."""
    return declared(
        topic,
        f"{kind.name}_weeks_since",
        (Measure(kind=kind, reading=Reading.LATEST, weeks=WHOLE_PAST),),
        lambda days: days // 7,
        working="{0} days in whole weeks",
        question=f"How many weeks ago was the latest {noun.one}?",
        phrases=Phrases(
            many=f"the latest {noun.one} was {{value}} weeks ago",
            one=f"the latest {noun.one} was 1 week ago",
            none=f"a {noun.one} within the last week" if noun.one[0] not in "aeiou" else f"an {noun.one} this week",
            empty=f"no {noun.one} on record",
        ),
        unit="weeks",
        expected=expected,
        missing=Missing.NEVER,
        aggregation=Aggregation.RECENCY,
        told_by=told_by,
    )


def change(topic: str, kind: Kind, noun: Noun, *, expected: Expected = Expected.RAISES) -> Declared:
    """Give this quarter's count less last quarter's."""
    return declared(
        topic,
        f"{kind.name}_change",
        (
            Measure(kind=kind, reading=Reading.COUNT, weeks=QUARTER),
            Measure(kind=kind, reading=Reading.COUNT, weeks=HALF, after=QUARTER),
        ),
        lambda this, before: this - before,
        working="{0} - {1}",
        question=f"How many more {noun.plural} were there in the last 3 months than in the 3 before?",
        phrases=Phrases(
            many=f"{{value}} more {noun.plural} in the last 3 months than in the 3 before",
            one=f"1 more {noun.one} in the last 3 months than in the 3 before",
            none=f"as many {noun.plural} in the last 3 months as in the 3 before",
            empty=f"{noun.plural}: the source did not arrive",
            fewer=f"{{value}} fewer {noun.plural} in the last 3 months than in the 3 before",
        ),
        unit=noun.plural,
        expected=expected,
        aggregation=Aggregation.CHANGE,
    )


def trend(topic: str, kind: Kind, noun: Noun, *, expected: Expected = Expected.RAISES) -> Declared:
    """Give how fast a count has grown over the last four quarters: the slope of a straight line, in things per quarter."""
    return declared(
        topic,
        f"{kind.name}_trend",
        tuple(
            Measure(kind=kind, reading=Reading.COUNT, weeks=QUARTER * (back + 1), after=QUARTER * back)
            for back in range(4)
        ),
        slope,
        working="(3 x {0} + {1} - {2} - 3 x {3}) / 10",
        question=f"By how many a quarter have {noun.plural} grown over the last 12 months?",
        phrases=Phrases(
            many=f"{{value}} {noun.plural} more each quarter over the last 12 months",
            one=f"1 {noun.one} more each quarter over the last 12 months",
            none=f"as many {noun.plural} in one quarter as in another over the last 12 months",
            empty=f"{noun.plural}: the source did not arrive",
            fewer=f"{{value}} {noun.plural} fewer each quarter over the last 12 months",
        ),
        unit=f"{noun.plural} a quarter",
        expected=expected,
        type=Type.REAL,
        aggregation=Aggregation.TREND,
    )


def slope(latest: ibis.Value, second: ibis.Value, third: ibis.Value, first: ibis.Value) -> ibis.Value:
    """Give the slope of the straight line that fits four quarters best (least squares at -1.5, -0.5, 0.5 and 1.5)."""
    return (3 * latest + second - third - 3 * first).cast("float64") / 10


def since_end(topic: str, kind: Kind, what: str, *, told_by: str, expected: Expected = Expected.LOWERS) -> Declared:
    """Give for how many whole weeks the latest has been over; the kind's amount is days since the end."""
    return declared(
        topic,
        f"{kind.name}_weeks_over",
        (Measure(kind=kind, reading=Reading.LEAST, weeks=WHOLE_PAST),),
        lambda days: days // 7,
        working="{0} days in whole weeks",
        question=f"How many weeks ago did the latest {what} end?",
        phrases=Phrases(
            many=f"the latest {what} ended {{value}} weeks ago",
            one=f"the latest {what} ended 1 week ago",
            none=f"the latest {what} ended this week",
            empty=f"no {what} has ended",
        ),
        unit="weeks",
        expected=expected,
        missing=Missing.NEVER,
        aggregation=Aggregation.RECENCY,
        told_by=told_by,
    )


def longest(topic: str, kind: Kind, what: str, *, expected: Expected = Expected.EITHER) -> Declared:
    """Give for how many whole weeks the longest has been going on; the kind's amount is days. Empty where none is."""
    return declared(
        topic,
        f"{kind.name}_weeks_open",
        (Measure(kind=kind, reading=Reading.MOST, weeks=WHOLE_PAST),),
        lambda days: days // 7,
        working="{0} days in whole weeks",
        question=f"For how many weeks has there been {what}?",
        phrases=Phrases(
            many=f"{what} for {{value}} weeks",
            one=f"{what} for 1 week",
            none=f"{what} since this week",
            empty=f"{what}: none now",
        ),
        unit="weeks",
        expected=expected,
        missing=Missing.NEVER,
        aggregation=Aggregation.DURATION,
        told_by=f"{kind.name}_now",
    )


def amount(
    topic: str,
    name: str,
    kind: Kind,
    reading: Reading,
    *,
    question: str,
    phrases: Phrases,
    unit: str,
    weeks: int = WHOLE_PAST,
    expected: Expected = Expected.RAISES,
    missing: Missing = Missing.NOT_KNOWN,
    told_by: str | None = None,
) -> Declared:
    """Give an amount that rows carry: a total, the largest or the smallest."""
    return declared(
        topic,
        name,
        (Measure(kind=kind, reading=reading, weeks=weeks),),
        question=question,
        phrases=phrases,
        unit=unit,
        expected=expected,
        missing=missing,
        aggregation=_MADE_BY[reading],
        told_by=told_by,
    )


_MADE_BY = {Reading.TOTAL: Aggregation.TOTAL, Reading.MOST: Aggregation.MOST, Reading.LEAST: Aggregation.LEAST}


def share(
    topic: str,
    name: str,
    parts: tuple[Measure, Measure],
    *,
    question: str,
    phrases: Phrases,
    told_by: str,
    expected: Expected = Expected.RAISES,
) -> Declared:
    """Give the first measure as a percentage of the second: not known where the second is nothing."""
    return declared(
        topic,
        name,
        parts,
        percentage,
        working="100 x {0} / {1}",
        question=question,
        phrases=phrases,
        unit="per cent",
        expected=expected,
        missing=Missing.NOT_KNOWN,
        type=Type.REAL,
        aggregation=Aggregation.RATE,
        told_by=told_by,
    )


def percentage(part: ibis.IntegerColumn, whole: ibis.IntegerColumn) -> ibis.Value:
    """Give a part as a percentage; empty where there is no whole."""
    return (100 * part.fill_null(0)).cast("float64") / whole.nullif(0).cast("float64")


def declared(
    topic: str,
    name: str,
    measures: tuple[Measure, ...],
    formula: Formula | None = None,
    *,
    question: str,
    phrases: Phrases,
    unit: str,
    aggregation: Aggregation,
    working: str | None = None,
    expected: Expected = Expected.RAISES,
    missing: Missing = Missing.NOTHING_HAPPENED,
    told_by: str | None = None,
    type: Type = Type.INTEGER,  # noqa: A002 - the contract's own word
    partial: bool = False,
) -> Declared:
    """Declare a feature in full; the other functions of this module are the usual cases.

    Raises:
        ContractError: something is made of the measures and not said how.
    """
    if (formula is None) != (working is None):
        raise ContractError(f"The feature {name} has a formula without words for it, or words without a formula.")
    window = max(measure.weeks for measure in measures)
    sources = tuple(dict.fromkeys(measure.kind.source for measure in measures))
    feature = Feature(
        name=name,
        topic=topic,
        question=question,
        phrase=phrases.many,
        phrases=phrases,
        type=type,
        unit=unit,
        sources=tuple(dict.fromkeys(table for source in sources for table in source.tables)),
        window_weeks=None if window == WHOLE_PAST else window,
        expected=expected,
        missing=missing,
        aggregation=aggregation,
        told_by=told_by,
        sensitivity=sensitivity_of(sources),
        purposes=purposes_of(sources),
    )
    return Declared(feature=feature, measures=measures, formula=formula, working=working or "{0}", partial=partial)
