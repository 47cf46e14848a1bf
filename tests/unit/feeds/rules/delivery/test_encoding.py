"""Bytes that are no letters."""

from csps.feeds.rules.delivery.encoding import RULE


def test_bytes_that_are_no_letters_are_refused_with_their_line(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, b"moth_table_id,moth_person_id,moth_childs_person_id\n1,2,\xff\n")
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
    assert office.findings() == [(2, "*", RULE.name, "file")]
    assert office.table("feeds.rejected") == []
