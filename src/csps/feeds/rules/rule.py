"""Every rule a delivery can break: its name in `feeds.finding`, what follows, and the sentence for whoever must act."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Effect(StrEnum):
    """What follows from a broken rule, as `feeds.finding` says it."""

    FILE = "file"  # the whole delivery is kept out
    ROW = "row"  # the row is rejected
    NOTE = "note"  # it is taken in and trusted less


class Rule(StrEnum):
    """One rule; the value is its name in the ledger.

    >>> Rule.REQUIRED.value, Rule.REQUIRED.effect.value, Rule.REQUIRED.sentence
    ('required', 'row', 'The value may not be missing.')
    """

    effect: Effect
    sentence: str

    def __new__(cls, name: str, effect: Effect, sentence: str) -> Self:
        """Make a rule from its name, what follows, and the sentence that explains it."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.effect = effect
        member.sentence = sentence
        return member

    # The file
    EMPTY_FILE = "empty file", Effect.FILE, "The file has no first line with the names of its columns."
    ENCODING = "encoding", Effect.FILE, "The bytes are not letters in the encoding that programme.toml names."
    QUOTES = "quotes", Effect.FILE, "A quotation mark stands inside a value without being doubled, or is never closed."
    LINE_ENDS = "line ends", Effect.FILE, "A line ends with a carriage return alone."
    NO_DATE = "no date in the name", Effect.FILE, "The file's name holds no date as programme.toml describes it."
    MISSING_COLUMN = "missing column", Effect.FILE, "A column of the contract is not in the first line."
    COLUMN_TWICE = "column given twice", Effect.FILE, "Two columns have the same name."
    UNKNOWN_COLUMN = "unknown column", Effect.NOTE, "A column that the contract does not have; it is left out."
    # The delivery beside others
    LATE = "late", Effect.FILE, "More days than allowed lie between it and the delivery before."
    SHORT = "fewer rows than expected", Effect.FILE, "It has fewer rows than programme.toml expects."
    LONG = "more rows than expected", Effect.FILE, "It has more rows than programme.toml expects."
    SAME_DAY = (
        "another file for the same day",
        Effect.FILE,
        "A delivery with the same extraction date was taken in before.",
    )
    SAME_BYTES = "the same bytes", Effect.FILE, "The same bytes came before under another name for the same day."
    # The row
    RAGGED = "number of values", Effect.ROW, "The row has more or fewer values than the first line has names."
    REQUIRED = "required", Effect.ROW, "The value may not be missing."
    NOT_A_DATE = "not a date", Effect.ROW, "The value is no date as programme.toml describes them."
    NOT_A_NUMBER = "not a whole number", Effect.ROW, "The value is no whole number."
    NOT_A_FLAG = "not yes or no", Effect.ROW, "The value is none of true, false, yes, no, y, n, 1 and 0."
    NOT_A_LIST = "not a list of codes", Effect.ROW, "The value is no JSON array of codes."
    BELOW = "below the least", Effect.ROW, "The number is below the least that the contract allows."
    ABOVE = "above the most", Effect.ROW, "The number is above the most that the contract allows."
    UNKNOWN_CODE = "unknown code", Effect.ROW, "The value is not in the column's code list."
    UNTIMELY_CODE = "code not valid then", Effect.ROW, "The code was not in use on the day on which the row happened."
    BEFORE_1900 = "before 1900", Effect.ROW, "The date lies before 1900."
    IN_THE_FUTURE = "in the future", Effect.ROW, "The date lies further after the extraction than such a date may."
    KEY_TWICE = "key given twice", Effect.ROW, "A later row of the file has the same key; the last one counts."
    KEY_TAKEN = "key taken in before", Effect.ROW, "Another file for the same day has a row with the same key."
    # What is noted and taken in
    ENDED_BEFORE = "ended before it began", Effect.NOTE, "The last day lies before the first."
    NOT_DELIVERED = "refers to nothing", Effect.NOTE, "The row it refers to was never delivered."
    OTHER_BIRTH = "another date of birth", Effect.NOTE, "The same reference had another date of birth before."
    CHECK_DIGIT = "check digit", Effect.NOTE, "The number has not the form or the check digit of such numbers."


WHOLE = "*"
"""The column of a finding that is about a whole row or file."""


def named(name: str) -> Rule:
    """Give a rule by its name in the ledger.

    >>> named("required") is Rule.REQUIRED
    True
    """
    return next(rule for rule in Rule if rule.value == name)
