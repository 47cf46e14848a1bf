"""A second file for a day."""

import pytest

from csps.feeds.rules.delivery.same_day import RULE
from csps.settings.feed_words import Decision


@pytest.mark.parametrize(("decision", "state", "effect"), [("hold", "held", "file"), ("pass", "taken in", "note")])
def test_it_follows_the_feeds_rule(office, kit, decision, state, effect):
    office.change("ssd_mother", when_restated=Decision(decision))
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 2))
    again = office.path("ssd_mother", kit.SUNDAY).with_name("ssd_mother_2026-11-08.csv")
    office.run()
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 2, 1), path=again)
    office.run(kit.NEXT_WEEK)
    loads = [load for load in office.table("feeds.load") if load["known_on"] == kit.SUNDAY]
    assert [load["state"] for load in loads][-1:] == [state]
    assert (0, "*", RULE.name, effect) in office.findings()
