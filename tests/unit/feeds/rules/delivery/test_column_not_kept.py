"""A column that is known and left out."""

from tests.factories.real_formats import ssda903

from csps.feeds.rules.delivery.column_not_kept import RULE
from csps.settings.feed_words import Format


def test_it_is_named(office, kit):
    office.change("ssd_person", format=Format.SSDA903, encoding=None, delimiter=None, columns={}, codes={})
    office.drop("ssd_person", kit.SUNDAY, ssda903("header", 3))
    office.run()
    assert (1, "MC_DOB", RULE.name, "note") in office.findings()
