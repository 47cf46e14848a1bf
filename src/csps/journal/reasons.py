"""Reasons that people type: one short line that holds nothing which names or finds somebody, as far as can be seen.

A name cannot be told from any other word, so that this catches numbers and addresses only. Whoever types a name into a
reason has put it into a record that is never erased; the pages say so beside the field.
"""

from __future__ import annotations

import re

from csps.domain.errors import UsageError

SHORTEST, LONGEST = 3, 300
_TELLING = {
    "an e-mail address": re.compile(r"\S@\S"),
    "a long number": re.compile(r"\d(?:[ -]?\d){6,}"),
    "a date": re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE),
    "a National Insurance number": re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]?\b", re.IGNORECASE),
}
# A Monday, a quarter or a review date is no date of birth as people write it, and reasons speak of them.
_ISO_DAY = re.compile(r"\b20[2-9]\d-\d{2}-\d{2}\b")


def check_reason(text: str) -> None:
    """Refuse a reason that is empty, long, of several lines, or holds a number or address of somebody.

    Raises:
        UsageError: it does; the text itself is not repeated.

    >>> check_reason("Weekly run as of 2026-11-16")
    >>> check_reason("asked by jo@example.org")
    Traceback (most recent call last):
    csps.domain.errors.UsageError: The reason holds an e-mail address. Nothing was changed. Say why without it.
    """
    if len(text.strip()) < SHORTEST or len(text) > LONGEST or not text.isprintable():
        raise UsageError(
            f"A reason is one line of {SHORTEST} to {LONGEST} characters.", next_step="Say in a sentence why."
        )
    rest = _ISO_DAY.sub("a day", text)
    for what, form in _TELLING.items():
        if form.search(rest):
            raise UsageError(f"The reason holds {what}.", next_step="Say why without it.")
