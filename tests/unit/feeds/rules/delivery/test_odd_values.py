"""Values that lie otherwise than before."""

import pytest

from csps.feeds.rules.delivery.odd_values import RULE
from csps.settings.feed_words import Decision


@pytest.mark.parametrize(("decision", "state", "effect"), [("hold", "held", "file"), ("pass", "taken in", "note")])
def test_it_follows_the_feeds_rule(office, unlike, decision, state, effect):
    office.change("council_tax_property", when_odd=Decision(decision))
    rows = [
        row | {"band": "ABCD"[place % 4]} for place, row in enumerate(office.rows("feeds.council_tax_property", 80))
    ]
    became, found = unlike("council_tax_property", rows, [row | {"band": "H"} for row in rows])
    assert became == state
    assert ("band", RULE.name, effect) in found
