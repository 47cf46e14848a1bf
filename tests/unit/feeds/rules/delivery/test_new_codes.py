"""A code list that changed at the agency."""

import pytest

from csps.feeds.rules.delivery.new_codes import RULE
from csps.settings.feed_words import Decision


@pytest.mark.parametrize(("decision", "state", "effect"), [("hold", "held", "file"), ("pass", "taken in", "note")])
def test_it_follows_the_feeds_rule(office, unlike, decision, state, effect):
    office.change("police_incident", when_new_codes=Decision(decision))
    rows = office.rows("feeds.police_incident", 30)
    spoilt = [row | {"incident_type": "ZZ"} if place < 4 else row for place, row in enumerate(rows)]
    became, found = unlike("police_incident", rows, spoilt)
    assert became == state
    assert ("incident_type", RULE.name, effect) in found
