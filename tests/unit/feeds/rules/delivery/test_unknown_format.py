"""A file of another format than was declared."""

from csps.feeds.rules.delivery.unknown_format import RULE
from csps.settings.feed_words import Format


def test_text_that_is_said_to_be_parquet_is_refused(office, kit):
    office.change("ssd_mother", format=Format.PARQUET, encoding=None, delimiter=None)
    office.drop("ssd_mother", kit.SUNDAY, b"moth_table_id,moth_person_id,moth_childs_person_id\n1,2,3\n")
    office.run()
    assert office.findings() == [(0, "*", RULE.name, "file")]
