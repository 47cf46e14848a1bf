"""Rows that are known and left out."""

from tests.factories.real_formats import ssda903

from csps.feeds.rules.delivery.not_kept import RULE
from csps.settings.feed_words import Format


def test_rows_for_a_table_that_the_feed_does_not_name_are_noted(office, kit):
    office.change("ssd_person", format=Format.SSDA903, encoding=None, delimiter=None, columns={}, codes={})
    office.drop("ssd_person", kit.SUNDAY, ssda903("header", 3))
    office.run()
    assert (0, "*", RULE.name, "note") in office.findings()
