"""XML that would reach outside itself, or grow."""

from csps.feeds.rules.delivery.entities import RULE
from csps.settings.feed_words import Format


def test_a_document_type_is_refused_where_it_stands(office, kit):
    office.change("ssd_mother", format=Format.CIN_CENSUS, encoding=None, delimiter=None)
    office.drop(
        "ssd_mother", kit.SUNDAY, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Message>&a;</Message>'
    )
    office.run()
    assert office.findings() == [(1, "*", RULE.name, "file")]
