"""Fewer rows than usual."""

import pytest

from csps.feeds.rules.delivery.short import RULE
from csps.settings.arrivals import ExpectedRows
from csps.settings.feed_words import Decision


@pytest.mark.parametrize(("decision", "state", "effect"), [("hold", "held", "file"), ("pass", "taken in", "note")])
def test_it_follows_the_feeds_rule(office, kit, decision, state, effect):
    office.change("ssd_mother", when_short=Decision(decision), expected_rows=ExpectedRows(least=2, most=3))
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 1))
    office.run()
    loads = [load for load in office.table("feeds.load") if load["known_on"] == kit.SUNDAY]
    assert [load["state"] for load in loads][-1:] == [state]
    assert (0, "*", RULE.name, effect) in office.findings()
