"""A column that came almost empty."""

import pytest

from csps.feeds.rules.delivery.emptied import RULE
from csps.settings.feed_words import Decision


@pytest.mark.parametrize(("decision", "state", "effect"), [("hold", "held", "file"), ("pass", "taken in", "note")])
def test_it_follows_the_feeds_rule(office, unlike, decision, state, effect):
    office.change("council_tax_property", when_emptied=Decision(decision))
    rows = office.rows("feeds.council_tax_property", 30)
    became, found = unlike("council_tax_property", rows, [row | {"addr1": None} for row in rows])
    assert became == state
    assert ("addr1", RULE.name, effect) in found
