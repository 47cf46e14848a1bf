"""About how many families each feed says anything."""

from csps.pipeline.quality.reach import Reach

TABLES = ["feeds.a", "feeds.b", "feeds.c"]
PATTERNS = {0b000: 5, 0b001: 10, 0b011: 20, 0b110: 40}


def test_families_are_counted_by_what_is_said_about_them():
    reach = Reach(75, PATTERNS, TABLES)
    assert [reach.with_any_of([table]) for table in TABLES] == [30, 60, 40]
    assert [reach.with_none_but([table]) for table in TABLES] == [10, 0, 0]
    assert reach.with_none_but(["feeds.a", "feeds.b"]) == 30


def test_a_family_with_two_late_feeds_is_counted_once():
    reach = Reach(75, PATTERNS, TABLES)
    assert reach.with_any_of(["feeds.a", "feeds.b"]) == 70
    assert reach.with_any_of([]) == 0


def test_a_table_that_never_came_says_nothing():
    reach = Reach(75, PATTERNS, TABLES)
    assert (reach.with_any_of(["feeds.d"]), reach.with_none_but(["feeds.d"])) == (0, 0)


def test_where_no_families_were_formed_nobody_knows():
    reach = Reach(None, {}, [])
    assert (reach.with_any_of(["feeds.a"]), reach.with_none_but(["feeds.a"]), reach.with_any_of([])) == (
        None,
        None,
        None,
    )
