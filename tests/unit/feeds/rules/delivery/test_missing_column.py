"""A column of the contract that did not come."""

from csps.feeds.rules.delivery.missing_column import RULE


def test_a_file_without_a_column_is_refused(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, "moth_table_id,moth_person_id\n1,2\n")
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
    assert office.findings() == [(1, "moth_childs_person_id", RULE.name, "file")]
    assert office.table("feeds.rejected") == []
