"""When a feed is late."""

import pytest


@pytest.mark.parametrize(("days", "is_late"), [(14, False), (15, True), (None, True)])
def test_a_feed_is_late_from_the_day_after_the_last_allowed_and_where_it_never_came(feed, days, is_late):
    assert feed(days=days).is_late is is_late
