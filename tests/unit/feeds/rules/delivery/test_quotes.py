"""Quotation marks in the middle of a value."""

from csps.feeds.rules.delivery.quotes import RULE


def test_a_stray_quotation_mark_is_refused_with_its_line(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, 'moth_table_id,moth_person_id,moth_childs_person_id\n1,2"3,4\n')
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
    assert office.findings() == [(2, "*", RULE.name, "file")]
    assert office.table("feeds.rejected") == []
