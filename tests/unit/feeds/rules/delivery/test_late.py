"""A gap before a delivery."""

import pytest

from csps.feeds.rules.delivery.late import RULE
from csps.settings.feed_words import Decision


@pytest.mark.parametrize(("decision", "state", "effect"), [("hold", "held", "file"), ("pass", "taken in", "note")])
def test_it_follows_the_feeds_rule(office, kit, decision, state, effect):
    office.change("ssd_mother", when_late=Decision(decision), late_after_days=6)
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 2))
    office.run()
    office.drop("ssd_mother", kit.NEXT_SUNDAY, office.rows("feeds.ssd_mother", 2, 1))
    office.run(kit.NEXT_WEEK)
    loads = [load for load in office.table("feeds.load") if load["known_on"] == kit.NEXT_SUNDAY]
    assert [load["state"] for load in loads][-1:] == [state]
    assert (0, "*", RULE.name, effect) in office.findings()
