"""A sheet that nothing is made of."""

from tests.factories.real_formats import ssda903, zipped

from csps.feeds.rules.delivery.sheet_left_out import RULE
from csps.settings.feed_words import Format


def test_it_is_noted_and_the_others_are_taken_in(office, kit):
    office.change("ssd_person", format=Format.SSDA903, encoding=None, delimiter=None, columns={}, codes={})
    data = zipped(a__csv=ssda903("header", 3), notes__csv=b"colour,weight\nred,1\n")
    office.drop("ssd_person", kit.SUNDAY, data)
    assert office.run().accepted == 3
    assert (0, "*", RULE.name, "note") in office.findings()
