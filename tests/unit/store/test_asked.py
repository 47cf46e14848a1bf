"""What is not there is refused in the asker's words, and the nearest that is there named."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.domain.errors import UsageError
from csps.store.asked import Words, refuse_absent, refuse_day

WORDS = Words(nothing="No family yet.", first="the first of them", missing="None for")
TABLE = "families.family"


def later_week(lake):
    """Give the same lake as if it had been published a week later."""
    return SimpleNamespace(manifest=SimpleNamespace(parts=lake.manifest.parts, week=DAY + timedelta(weeks=1)))


def test_a_day_that_is_there_is_let_pass_and_others_are_named(tmp_path):
    with KnownTown(tmp_path).family(Member("a", "carer", 400)).edition().connect() as lake:
        refuse_day(lake, TABLE, DAY, WORDS)
        with pytest.raises(UsageError, match="lies before the first of them, 2026-03-02"):
            refuse_day(lake, TABLE, DAY - timedelta(weeks=1), WORDS)
        with pytest.raises(
            UsageError, match="2026-03-03 is a Tuesday, and families are looked at as of a Monday"
        ) as odd:
            refuse_day(later_week(lake), TABLE, DAY + timedelta(days=1), WORDS)
        assert odd.value.next_step == f"Use --as-of {DAY}, the latest date before it."
        with pytest.raises(UsageError, match="lies after the published week"):
            refuse_day(lake, TABLE, date(2200, 1, 6), WORDS)


def test_a_table_with_nothing_says_so(tmp_path):
    town = KnownTown(tmp_path).family(Member("a", "carer", 400))
    with town.edition().connect() as lake, pytest.raises(UsageError, match="No family yet") as refused:
        refuse_day(lake, "scoring.score", DAY, WORDS)
    assert refused.value.next_step == "Run `csps weekly` first."


def test_a_family_is_told_where_else_it_is():
    with pytest.raises(UsageError, match="on 2 other dates, the latest 2026-03-09"):
        refuse_absent("f", DAY, [date(2026, 3, 9), date(2026, 2, 2)])
    with pytest.raises(UsageError, match="on no other date"):
        refuse_absent("f", DAY, [])
