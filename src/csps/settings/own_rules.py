"""rulesets/<name>.toml: a council's own rule set, in words that need no code."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, Strict, ValidationInfo, with_config

from csps.settings.condition import Condition
from csps.settings.declared import Surroundings
from csps.settings.faults import Fault, refuse, shown, wrong
from csps.settings.feed_checks import table_exists
from csps.settings.owned import Owned
from csps.settings.plain_values import CLOSED, Days, Flag, Positive, Text
from csps.settings.sign_checks import (
    condition_faults,
    lasts,
    only_where_added_up,
    through_exists,
    within_needed,
)
from csps.settings.thresholds import Counted

NOTHING = "nothing"
STARTS = {"troubled-families-2015": "TFP2015", "supporting-families-2022": "SF2022"}
"""What a rule set may start from besides another file: the name in a file -> the rule set."""

Age = Annotated[int, Strict(), Field(ge=0, le=120, description="a whole number of years from 0 to 120")]
LineId = Annotated[
    str,
    Field(
        pattern=r"^[A-Z][A-Z0-9]{0,7}(\.[a-z0-9]{1,4})?$",
        description='a short name in capital letters and digits, such as "LOC11.1"',
    ),
]


class Standing(StrEnum):
    """Whether the line's words were read in a published text."""

    CONFIRMED = "confirmed"  # read in a page of government or of a council
    TO_CONFIRM = "to be confirmed"  # recalled, to be checked before it is called official


class Counts(StrEnum):
    """Of whom a row counts."""

    CHILD = "child"  # born or expected
    ADULT = "adult"
    CARER = "carer"  # an adult who looks after a child of the family
    FAMILY = "family"  # any member


def _conditions_fit(conditions: tuple[Condition, ...], info: ValidationInfo) -> tuple[Condition, ...]:
    assert isinstance(info.context, Surroundings)
    table = info.context.tables.get(str(info.data.get("table")))
    if table is not None:
        faults = ((place, condition_faults(each, table)) for place, each in enumerate(conditions))
        refuse(fault.below((place,)) for place, of_condition in faults for fault in of_condition)
    return conditions


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Rows by which a line is met.

    Args:
        table: a table that an agency delivers, for example "feeds.school_exclusion".
        through: the table that says whom a row is about, where it names nobody itself.
        on: the column by which the two are joined.
        on_theirs: what that column is called in the other table, where it has another name.
        where: what a row must say, all of it.
        who: of whom it counts.
        from_age: from which age in whole years on the as-of date.
        below_age: below which.
        while_it_lasts: it counts from its first day to its last.
        counts_days: or for how many days from its day.
        times: how many such rows there must be.
        sum_of: or a column that is added up over them,
        sum_at_least: to at least so much,
        within_days: within so many days.
    """

    table: Annotated[Text, AfterValidator(table_exists)]
    through: Annotated[Text | None, AfterValidator(through_exists), Field(validate_default=True)] = None
    on: Text | None = None
    on_theirs: Text | None = None
    where: Annotated[tuple[Condition, ...], AfterValidator(_conditions_fit)] = ()
    who: Counts = Counts.FAMILY
    from_age: Age | None = None
    below_age: Age | None = None
    while_it_lasts: Flag = False
    counts_days: Annotated[Days | None, AfterValidator(lasts), Field(validate_default=True)] = None
    times: Positive = 1
    sum_of: Text | None = None
    sum_at_least: Annotated[Positive | None, AfterValidator(only_where_added_up), Field(validate_default=True)] = None
    within_days: Annotated[Days | None, AfterValidator(within_needed), Field(validate_default=True)] = None


def _one_sort(all_of: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    signs = info.data.get("signs")
    if all_of and signs:
        raise wrong("has no meaning beside signs", "make a line of the signs, and name it here")
    if not all_of and signs == () and info.data.get("lacking") is None:
        raise wrong("is missing", "a line has signs, names lines that must all be met, or says what it is lacking")
    return all_of


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A line of a council's own.

    Args:
        id: its name; one that the rules have which this set starts from is replaced.
        headline: number of the headline it serves.
        words: what it says, in one sentence.
        standing: whether its words were confirmed.
        source: where they were read, or what is to be checked.
        lacking: what data it would need and does not have.
        signs: rows by which it is met; any of them is enough.
        all_of: or other lines, all of which must be met on the same day.
    """

    id: LineId
    headline: Annotated[int, Strict(), Field(ge=1, le=99, description="a whole number from 1 to 99")]
    words: Text
    standing: Standing
    source: Text
    lacking: Text | None = None
    signs: tuple[Sign, ...] = ()
    all_of: Annotated[tuple[LineId, ...], AfterValidator(_one_sort), Field(validate_default=True)] = ()


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnThreshold:
    """What makes a family eligible besides a child, born or expected.

    Args:
        least: how many are needed.
        counted: of what.
        assessed: whether a whole-family assessment must stand behind the family as well.
    """

    least: Positive
    counted: Counted
    assessed: Flag


def _needed_from_nothing(threshold: OwnThreshold | None, info: ValidationInfo) -> OwnThreshold | None:
    if threshold is None and info.data.get("starts_from") == NOTHING:
        raise wrong("is missing", f'rules that start from "{NOTHING}" say how many needs make a family eligible')
    return threshold


def _each_once(lines: tuple[OwnLine, ...], info: ValidationInfo) -> tuple[OwnLine, ...]:
    refuse(_twice(lines, info.data.get("drop") or ()))
    return lines


def _twice(lines: tuple[OwnLine, ...], dropped: tuple[str, ...]) -> Iterator[Fault]:
    ids = [line.id for line in lines]
    for place, name in enumerate(ids):
        if name in ids[:place]:
            yield Fault((place, "id"), f"is {shown(name)}, which stands there already", "name it once")
        if name in dropped:
            yield Fault((place, "id"), f"is {shown(name)}, which drop takes away", "a line that replaces needs no drop")


@with_config(CLOSED)
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRules(Owned):
    """A council's own rule set.

    Args:
        name: as programme.toml and the file call it.
        version: raised by the council whenever a line comes to mean something else.
        starts_from: "supporting-families-2022", "troubled-families-2015", another file's name, or "nothing".
        drop: lines of those rules that do not hold here.
        threshold: left out for that of the rules it starts from.
        lines: added, or in place of those of the same name.
        fingerprint: SHA-256 of the file.
    """

    name: Text
    version: Text
    starts_from: Text
    drop: tuple[LineId, ...] = ()
    threshold: Annotated[OwnThreshold | None, AfterValidator(_needed_from_nothing), Field(validate_default=True)] = None
    lines: Annotated[tuple[OwnLine, ...], AfterValidator(_each_once)] = ()
    fingerprint: str = field(init=False, default="", compare=False)
