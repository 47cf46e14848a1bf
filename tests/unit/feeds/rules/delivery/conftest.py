"""Deliveries before, and one that is unlike them."""

from datetime import timedelta

import pytest


@pytest.fixture
def unlike(office, kit):
    """Publish five deliveries of a feed, then deliver another; give its state and the findings about it."""

    def deliver(name, rows, spoilt):
        for week in range(5):
            office.drop(name, kit.SUNDAY - timedelta(7 * week), rows)
        office.run()
        place = office.drop(name, kit.NEXT_SUNDAY, spoilt)
        office.run(kit.NEXT_WEEK)
        (state,) = [load["state"] for load in office.table("feeds.load") if load["delivery"] == place]
        found = [(f["column_name"], f["rule"], f["effect"]) for f in office.table("feeds.finding")]
        return state, [one for one in found if one[2] == "file"] or found

    return deliver
