"""Reasons: a line that says why, without what finds somebody."""

import pytest

from csps.domain.errors import UsageError
from csps.journal.reasons import LONGEST, check_reason


@pytest.mark.parametrize("text", [
    "The ordinary week.", "Weekly run as of 2026-11-16", "3 of 12 families looked at", "Two siblings at one place, 4 links",
    "x" * LONGEST, "Ärger mit der Lieferung",
])  # fmt: skip
def test_reasons(text):
    check_reason(text)


@pytest.mark.parametrize("text", ["", "  ", "ok", "x" * (LONGEST + 1), "two\nlines", "a\ttab", "bell\a", "half \ud800"])
def test_it_is_one_line_of_some_length(text):
    with pytest.raises(UsageError, match="one line of 3 to 300 characters"):
        check_reason(text)


@pytest.mark.parametrize(("text", "what"), [
    ("asked by jo@example.org", "an e-mail address"),
    ("NHS 943 476 5919 is wrong", "a long number"),
    ("ring 020-7946-0123 first", "a long number"),
    ("UPN B801200005001", "a long number"),
    ("born 3/4/2015, see file", "a date"),
    ("born 03.04.15", "a date"),
    ("moved to E8 1EA", "a postcode"),
    ("moved to sw1a1aa", "a postcode"),
    ("insured as QQ 12 34 56 C", "a National Insurance number"),
    ("born 1987-03-04", "a long number"),
])  # fmt: skip
def test_what_finds_somebody_is_refused_and_not_repeated(text, what):
    with pytest.raises(UsageError, match=f"The reason holds {what}") as refusal:
        check_reason(text)
    assert text not in str(refusal.value)
