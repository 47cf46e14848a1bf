"""What people said about restrictions: written so that it is read back, and a later word about an end counts."""

from datetime import date

import pytest

from csps.domain.errors import UsageError
from csps.privacy.statements import lifting, restricting, standing
from csps.vault import Statement

SAID = {"said_on": date(2026, 3, 2), "by": "ab" * 32, "reason": "a letter"}
START = date(2026, 3, 1)


def said(number, content):
    return Statement(number, "restriction", ("r1", "r2"), content)


def test_what_was_set_stands():
    (stands,) = standing([said(4, restricting("OBJECTION", START, None, **SAID))])
    assert (stands.number, stands.kind, stands.records) == (4, "OBJECTION", ("r1", "r2"))
    assert (stands.started_on, stands.ended_on, stands.said_on) == (START, None, SAID["said_on"])
    assert (stands.by, stands.reason) == (SAID["by"], SAID["reason"])


def test_the_last_word_about_an_end_counts():
    words = [
        said(1, restricting("REFUGE", START, date(2026, 9, 1), **SAID)),
        said(2, restricting("OBJECTION", START, None, **SAID)),
        said(3, lifting(1, date(2026, 4, 1), **SAID)),
        said(4, lifting(1, date(2026, 5, 1), **SAID)),
    ]
    assert [(one.number, one.ended_on) for one in standing(words)] == [(1, date(2026, 5, 1)), (2, None)]


def test_a_word_about_a_forgotten_restriction_is_passed_over():
    assert standing([said(3, lifting(1, date(2026, 4, 1), **SAID))]) == ()


@pytest.mark.parametrize(("kind", "ends"), [("WITCH", None), ("OBJECTION", date(2026, 2, 28))])
def test_nonsense_is_refused(kind, ends):
    with pytest.raises(UsageError):
        restricting(kind, START, ends, **SAID)


def test_a_restriction_of_one_day_is_none_that_ends_before_it_begins():
    assert standing([said(1, restricting("OBJECTION", START, START, **SAID))])[0].ended_on == START
